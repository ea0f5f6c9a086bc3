using System.Text;
using FundLedger.Domain;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;

namespace FundLedger.UnitTests.Vouchers;

public sealed class OpeningFileTests
{
    [Theory]
    [InlineData("科目代號,基金別,借方,貸方\r\n1101.01,DON-A,\"1,200\",\r\n3101,DON-A,,1200\r\n")]
    [InlineData("科目代號\t基金別\t借方\t貸方\n1101.01\tDON-A\t1200\t0\n3101\tDON-A\t0\t1,200\n")]
    [InlineData("account,fund,amount\n1101.01,DON-A,1200\n3101,DON-A,-1200")]
    [InlineData("Fund;Account;Amount\nDON-A;1101.01;NT$1,200\nDON-A;3101;(1,200)")]
    [InlineData("基金別,會計科目,金額(借正貸負)\nDON-A,1101.01,1200\n\nDON-A,=\"3101\",-1200\n")]
    public void Read_InAnyLayoutThatOfficesHave_GivesDebitsPositive(string text)
    {
        var rows = Read(text).Value;
        rows.Select(row => (row.Account, row.Fund)).Should().Equal(("1101.01", "DON-A"), ("3101", "DON-A"));
        rows.Select(row => row.Amount).Should().Equal(Money.Twd(1200), Money.Twd(-1200));
    }

    [Fact]
    public void Read_InBig5AndInUtf16_GivesTheSameRows()
    {
        const string Text = "科目代號,基金別,借方,貸方,往來單位,創生事業\r\n1203,DON-A,35,,24536806,V1\r\n";
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var encoding in new[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.GetEncoding(950) })
        {
            byte[] content = [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)];
            OpeningFile.Read(content, "opening.csv", Currency.Twd).Value.Should().ContainSingle().Which.Should().Be(
                new OpeningRow(2, "1203", "DON-A", Money.Twd(35), "24536806", "V1"));
        }
    }

    [Theory]
    [InlineData(",DON-A,5,", nameof(OpeningRefusals.OpeningFieldMissing))]
    [InlineData("1101.01,,5,", nameof(OpeningRefusals.OpeningFieldMissing))]
    [InlineData("1101.01,DON-A,,", nameof(OpeningRefusals.OpeningAmountMissing))]
    [InlineData("1101.01,DON-A,-,-", nameof(OpeningRefusals.OpeningAmountMissing))]
    [InlineData("1101.01,DON-A,5,5", nameof(OpeningRefusals.OpeningDebitAndCredit))]
    [InlineData("1101.01,DON-A,,1,200", nameof(OpeningRefusals.OpeningRowTooWide))]
    [InlineData("1101.01,DON-A,five,", nameof(OpeningRefusals.OpeningAmountNotReadable))]
    [InlineData("1101.01,DON-A,5.5,", nameof(OpeningRefusals.OpeningAmountNotReadable))]
    [InlineData("1101.01,DON-A,1.234,", nameof(OpeningRefusals.OpeningAmountNotReadable))]
    [InlineData("1101.01,DON-A,\"1,23\",", nameof(OpeningRefusals.OpeningAmountNotReadable))]
    [InlineData("1101.01,DON-A,99999999999999999999,", nameof(OpeningRefusals.OpeningAmountNotReadable))]
    public void Read_ARowThatCannotBeRead_SaysWhyAndReadsTheOthers(string row, string code)
    {
        var rows = Read($"科目代號,基金別,借方,貸方\n{row}\n3101,DON-A,,5").Value;
        (rows[0].Line, rows[0].Amount, rows[0].Unreadable!.Code).Should().Be((2, null, code));
        rows[1].Unreadable.Should().BeNull();
    }

    [Fact]
    public void Read_FullWidthFigures_AreTheirPlainOnes() =>
        Read("科目代號,基金別,借方,貸方\n1101.01,DON-A,12345,").Value[0]
            .Should().Be(new OpeningRow(2, "1101.01", "DON-A", Money.Twd(12345)));

    [Theory]
    [InlineData("", nameof(OpeningRefusals.OpeningFileEmpty))]
    [InlineData(" \r\n\r\n", nameof(OpeningRefusals.OpeningFileEmpty))]
    [InlineData("科目代號,基金別,借方,貸方\r\n", nameof(OpeningRefusals.OpeningFileEmpty))]
    [InlineData("科目代號,基金別,借方\r\n1101.01,DON-A,5\r\n", nameof(OpeningRefusals.OpeningColumnsMissing))]
    [InlineData("1101.01,DON-A,5\r\n", nameof(OpeningRefusals.OpeningColumnsMissing))]
    [InlineData("科目代號,基金別,金額\r\n\uFFFD,DON-A,5\r\n", nameof(StatementRefusals.StatementCharacterUnknown))]
    public void Read_WhatIsNoTableOfBalances_IsRefusedAsAWhole(string text, string code) => Read(text).Refusal!.Code.Should().Be(code);

    [Fact]
    public void Read_MoreThanAnEntryOrAFileHolds_IsRefused()
    {
        var most = new StringBuilder("科目代號,基金別,金額\n");
        for (var row = 0; row < EntryRules.MaximumLines; row++) most.Append("1101.01,DON-A,1\n");
        Read(most.ToString()).Value.Should().HaveCount(EntryRules.MaximumLines);
        Read(most.Append("1101.01,DON-A,1\n").ToString()).Refusal
            .Should().Be(LedgerRefusals.EntryHasTooManyLines(EntryRules.MaximumLines + 1, EntryRules.MaximumLines));
        Read("科目代號,基金別,金額\n1101.01," + new string('A', 501) + ",1").Refusal!.Code
            .Should().Be(nameof(OpeningRefusals.OpeningRowTooLong));
        OpeningFile.Read(new byte[OpeningFile.Bytes + 1], "large.csv", Currency.Twd).Refusal
            .Should().Be(OpeningRefusals.OpeningFileTooLarge("large.csv", OpeningFile.Megabytes));
    }

    private static Result<IReadOnlyList<OpeningRow>> Read(string text) => OpeningFile.Read(text, Currency.Twd);
}
