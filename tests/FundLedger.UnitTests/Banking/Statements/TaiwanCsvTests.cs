using System.Text;
using FundLedger.Domain;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Banking.Statements;

public sealed class TaiwanCsvTests
{
    private const string Facts = "帳號,012345678901\n期初餘額,1000\n期末餘額,1500\n";
    private const string Columns = "交易日期,摘要,支出,存入,餘額\n";

    [Fact]
    public void Read_Big5WithRunningBalance_DerivesBothBalancesAndChecksEveryLine()
    {
        var file = SampleFile.Read("taiwan/big5.running-balance.csv").Value;

        file.Format.Should().Be("csv:taiwan-generic");
        var statement = file.Statements.Single();
        statement.Should().BeEquivalentTo(
            new
            {
                Account = "012345678901",
                Currency = "TWD",
                Opening = 10_000_000m,
                Closing = 12_619_970m,
                Credits = 3_120_000m,
                Debits = 500_030m,
                Ties = true
            });
        statement.From.Should().Be(new LocalDate(2026, 11, 1));
        statement.To.Should().Be(new LocalDate(2026, 11, 21));
        statement.Entries.Should().HaveCount(4);
        statement.Entries[0].Should().Be(new StatementEntry(
            new LocalDate(2026, 11, 2), new LocalDate(2026, 11, 2), 3_000_000m, "98801150000017", "測試電子股份有限公司", "跨行匯入 捐贈 和平區", null));
        statement.Entries[2].Should().Be(new StatementEntry(
            new LocalDate(2026, 11, 5), new LocalDate(2026, 11, 6), -30m, "", "", "手續費", null));
        StatementRules.Check(statement, "012-345-678901", Currency.Twd).Should().BeEmpty();
    }

    [Fact]
    public void Read_SignedFullWidthAmountsAndFourDateStyles_GivesTheSameFigures()
    {
        var statement = SampleFile.Single(SampleFile.Read("taiwan/utf8.full-width.csv"));

        statement.Ties.Should().BeTrue();
        statement.Entries.Select(entry => entry.Amount).Should().Equal(3_000_000m, -500_000m, -30m, 120_000m);
        statement.Entries.Select(entry => entry.BookingDate.Day).Should().Equal(2, 5, 5, 20);
        statement.Entries.Should().OnlyContain(entry => entry.BookingDate.Year == 2026 && entry.BookingDate.Month == 11);
    }

    [Theory]
    [InlineData("115/11/2,甲,,500,1500\n")]
    [InlineData("115.11.02,甲,,５００,1500\n")]
    [InlineData("民國115年11月2日,甲,-,NT$500,\n")]
    [InlineData("2026/11/02 09:30:00,甲,0,500.00,1500\n")]
    [InlineData("\"=\"\"1151102\"\"\",甲,,500元,\"1,500\"\n")]
    [InlineData("20261102,甲,(500),,1500\n")]
    [InlineData("115/11/02,甲,500-,,1500\n")]
    public void Read_OneLineWrittenInManyWays_MeansTheSame(string line)
    {
        var statement = SampleFile.Single(SampleFile.ReadText(Facts + Columns + line, "bank.csv"));

        statement.Ties.Should().BeTrue();
        statement.Entries.Single().Amount.Should().Be(500m);
        statement.Entries.Single().BookingDate.Should().Be(new LocalDate(2026, 11, 2));
    }

    [Fact]
    public void Read_NewestLineFirst_IsPutInBookingOrder()
    {
        var statement = SampleFile.Single(SampleFile.ReadText(
            "帳號,0123\n" + Columns + "115/11/02,丙,,300,600\n115/11/02,乙,,200,300\n115/11/02,甲,,100,100\n", "bank.csv"));

        statement.Entries.Select(entry => entry.Description).Should().Equal("甲", "乙", "丙");
        statement.Should().BeEquivalentTo(new { Opening = 0m, Closing = 600m, Ties = true });
    }

    [Fact]
    public void Read_OpeningBalanceAsALineOfTheTable_IsNoLine()
    {
        var statement = SampleFile.Single(SampleFile.ReadText(
            "帳號:0123,幣別:TWD\n" + Columns + "115/11/01,承前頁,,,1000\n115/11/02,甲,,500,1500\n", "bank.csv"));

        statement.Entries.Should().ContainSingle();
        statement.Opening.Should().Be(1000m);
    }

    [Fact]
    public void Read_DirectionColumn_GivesTheSign()
    {
        var statement = SampleFile.Single(SampleFile.ReadText(
            "Account Number;0123\nCurrency;TWD\nOpening Balance;1000\nClosing Balance;800\n"
            + "Date;Description;DR/CR;Amount\n2026-11-02;in;CR;100\n2026-11-03;out;DR;300\n",
            "bank.csv"));

        statement.Entries.Select(entry => entry.Amount).Should().Equal(100m, -300m);
        statement.Ties.Should().BeTrue();
    }

    [Fact]
    public void Read_WithByteOrderMarkAndTabs_Works()
    {
        byte[] content = [
            .. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes((Facts + Columns + "115/11/02,甲,,500,1500\n").Replace(',', '\t'))];

        SampleFile.Single(StatementReader.Read(content, "bank.csv")).Ties.Should().BeTrue();
    }

    public static TheoryData<string, string, string> Faults() => new()
    {
        { nameof(StatementRefusals.StatementRunningBalanceDiffers), Facts, "115/11/02,甲,,500,1501\n" },
        { nameof(StatementRefusals.StatementRunningBalanceDiffers), "帳號,1\n", "115/11/02,甲,,500,1500\n115/11/04,丙,,1,1502\n" },
        { nameof(StatementRefusals.StatementDateNotReadable), Facts, "115/13/02,甲,,500,1500\n" },
        { nameof(StatementRefusals.StatementDateNotReadable), Facts, "11/02/2026,甲,,500,1500\n" },
        { nameof(StatementRefusals.StatementDateNotReadable), Facts, "115/02/29,甲,,500,1500\n" },
        { nameof(StatementRefusals.StatementDateNotReadable), Facts, ",甲,,500,1500\n" },
        { nameof(StatementRefusals.StatementAmountNotReadable), Facts, "115/11/02,甲,,5oo,1500\n" },
        { nameof(StatementRefusals.StatementAmountNotReadable), Facts, "115/11/02,甲,,\"5,00\",1500\n" },
        { nameof(StatementRefusals.StatementAmountNotReadable), Facts, "115/11/02,甲,,,1500\n" },
        { nameof(StatementRefusals.StatementAmountTooLarge), Facts, "115/11/02,甲,,99999999999999999999999999999999,1500\n" },
        { nameof(StatementRefusals.StatementLineHasTwoAmounts), Facts, "115/11/02,甲,1,501,1500\n" },
        { nameof(StatementRefusals.StatementLineTooWide), Facts, "115/11/02,甲,,1,500,1500\n" },
        { nameof(StatementRefusals.StatementOpeningMissing), "帳號,1\n", "115/11/02,甲,,500,\n" },
        { nameof(StatementRefusals.StatementOpeningMissing), "帳號,1\n", "" },
        { nameof(StatementRefusals.StatementClosingMissing), "帳號,1\n期初餘額,1\n", "115/11/02,甲,,500,\n" },
        { nameof(StatementRefusals.StatementMixesAccounts), "帳號,1\n帳號,2\n", "115/11/02,甲,,500,501\n" },
        { nameof(StatementRefusals.StatementMixesCurrencies), "帳號,1\n幣別,TWD\n幣別,美金\n", "115/11/02,甲,,500,501\n" },
        { nameof(StatementRefusals.StatementCurrencyNotReadable), "帳號,1\n幣別,貝殼\n", "115/11/02,甲,,500,501\n" },
        { nameof(StatementRefusals.StatementLineCountDiffers), Facts + "筆數,2\n", "115/11/02,甲,,500,1500\n" },
        { nameof(StatementRefusals.StatementTruncated), Facts, "115/11/02,甲,,500,1500\n115/11/03,乙,,5" },
        { nameof(StatementRefusals.StatementTruncated), Facts, "115/11/02,\"甲" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Read_FaultyFile_IsRefusedWithItsCode(string code, string facts, string lines) =>
        SampleFile.ReadText(facts + Columns + lines, "bank.csv").Refusal!.Code.Should().Be(code);

    [Fact]
    public void Read_UnreadableAmount_NamesLineColumnAndText() =>
        SampleFile.ReadText(Facts + Columns + "115/11/02,甲,,500,1500\n115/11/03,乙,12x,,1500\n", "bank.csv").Refusal
            .Should().Be(StatementRefusals.StatementAmountNotReadable(6, "支出", "12x"));

    [Fact]
    public void Read_ClosingBalanceThatDoesNotFollow_IsReturnedUntied()
    {
        var statement = SampleFile.Single(SampleFile.ReadText("帳號,1\n期初餘額,1000\n期末餘額,1600\n交易日期,支出,存入\n115/11/02,,500\n", "bank.csv"));

        statement.Ties.Should().BeFalse();
        StatementRules.Check(statement, "1", Currency.Twd).Should().ContainSingle()
            .Which.Should().Be(new Refusal(nameof(StatementRefusals.StatementDoesNotTie), "1", "1000", "500", "0", "1600", "100"));
    }

    [Fact]
    public void Read_GivenProfile_UsesItsNamesOnly()
    {
        var profile = CsvProfiles.TaiwanGeneric with
        {
            Name = "house-bank",
            Columns = new Dictionary<CsvColumn, IReadOnlyList<string>>
            {
                [CsvColumn.BookingDate] = ["Buchung"],
                [CsvColumn.Amount] = [
                "Betrag"]
            },
        };
        var content = Encoding.UTF8.GetBytes("帳號,1\n期初餘額,0\n期末餘額,5\nBuchung,Betrag\n2026-11-02,5\n");

        StatementReader.Read(content, "bank.csv", profile).Value.Format.Should().Be("csv:house-bank");
        StatementReader.Read(content, "bank.csv").Refusal!.Code.Should().Be(nameof(StatementRefusals.StatementFormatUnknown));
    }
}
