using FundLedger.Domain.Banking.Statements;
using NodaTime;

namespace FundLedger.UnitTests.Banking.Statements;

/// <summary>What the standard allows and the public samples do not show.</summary>
public sealed class CamtDetailTests
{
    private const string Line =
        "<Amt Ccy='TWD'>100</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>";

    private static string Balance(
        string code, string amount, string direction = "CRDT", string currency = "TWD", string date = "2026-11-20") =>
        $"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='{currency}'>{amount}</Amt>"
        + $"<CdtDbtInd>{direction}</CdtDbtInd><Dt><Dt>{date}</Dt></Dt></Bal>";

    private static string Document(
        string entries, string? balances = null, string account = "<Acct><Id><Othr><Id>012345678901</Id></Othr></Id></Acct>") =>
        $"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt><GrpHdr/><Stmt><Id>1</Id>{account}"
        + $"{balances ?? Balance("OPBD", "0") + Balance("CLBD", "100")}{entries}</Stmt></BkToCstmrStmt></Document>";

    private static BankStatement Read(string entries, string? balances = null) =>
        SampleFile.Single(SampleFile.ReadText(Document(entries, balances)));

    private static string Entry(string more) => $"<Ntry>{Line}{more}</Ntry>";

    private static string Batch(string first, string second) => Entry(
        "<AcctSvcrRef>BANK1</AcctSvcrRef><NtryDtls>"
        + $"<TxDtls><Refs><EndToEndId>A</EndToEndId></Refs>{first}<RltdPties><Dbtr><Pty><Nm>甲</Nm></Pty></Dbtr></RltdPties></TxDtls>"
        + $"<TxDtls><Refs><EndToEndId>B</EndToEndId></Refs>{second}<RltdPties><Dbtr><Pty><Nm>乙</Nm></Pty></Dbtr></RltdPties></TxDtls>"
        + "</NtryDtls>");

    [Theory]
    [InlineData("<Amt Ccy='TWD'>60</Amt>", "<Amt Ccy='TWD'>40</Amt>")]
    [InlineData("<AmtDtls><TxAmt><Amt Ccy='TWD'>60</Amt></TxAmt></AmtDtls>",
        "<AmtDtls><InstdAmt><Amt Ccy='TWD'>40</Amt></InstdAmt></AmtDtls>")]
    public void Read_BatchWhoseDetailsSumUp_IsSplit(string first, string second)
    {
        var lines = Read(Batch(first, second)).Entries;

        lines.Select(line => (line.Amount, line.Reference, line.Counterparty, line.BankReference))
            .Should().Equal((60m, "A", "甲", "BANK1"), (40m, "B", "乙", "BANK1"));
    }

    [Fact]
    public void Read_BatchWithAReturnedPart_SplitsWithSigns() =>
        Read(Batch("<Amt Ccy='TWD'>130</Amt><CdtDbtInd>CRDT</CdtDbtInd>", "<Amt Ccy='TWD'>30</Amt><CdtDbtInd>DBIT</CdtDbtInd>")).Entries
            .Select(line => line.Amount).Should().Equal(130m, -30m);

    [Theory]
    [InlineData("<Amt Ccy='TWD'>60</Amt>", "<Amt Ccy='TWD'>39</Amt>")]
    [InlineData("<Amt Ccy='TWD'>60</Amt>", "<Amt Ccy='USD'>40</Amt>")]
    [InlineData("<Amt Ccy='TWD'>60</Amt>", "")]
    [InlineData("<Amt Ccy='TWD'>100</Amt>", "<Amt Ccy='TWD'>0</Amt>")]
    public void Read_BatchWhoseDetailsDoNotSumUp_StaysOneLineOfTheBank(string first, string second) =>
        Read(Batch(first, second)).Entries.Should().Equal(
            new StatementEntry(new LocalDate(2026, 11, 20), new LocalDate(2026, 11, 20), 100m, "BANK1", "", "", "BANK1"));

    [Theory]
    [InlineData("PDNG")]
    [InlineData("INFO")]
    [InlineData("FUTR")]
    public void Read_EntryNotBooked_DoesNotCount(string status) =>
        Read(Entry("") + Entry("").Replace("BOOK", status, StringComparison.Ordinal).Replace("TWD", "USD", StringComparison.Ordinal))
            .Should().BeEquivalentTo(new { Credits = 100m, Ties = true });

    [Fact]
    public void Read_Reversal_KeepsTheSignAndNamesTheOriginalParty()
    {
        var parties = "<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>專戶</Nm></Pty></Dbtr>"
            + "<Cdtr><Pty><Nm>受款人</Nm></Pty></Cdtr></RltdPties></TxDtls></NtryDtls>";

        var line = Read($"<Ntry>{Line.Replace("<Sts>", "<RvslInd>true</RvslInd><Sts>", StringComparison.Ordinal)}{parties}</Ntry>")
            .Entries.Single();

        line.Should().BeEquivalentTo(new { Amount = 100m, IsReversal = true, Counterparty = "受款人" });
    }

    [Theory]
    [InlineData("<NtryRef>N</NtryRef>", "N")]
    [InlineData("<NtryRef>N</NtryRef><AcctSvcrRef>S</AcctSvcrRef>", "S")]
    [InlineData("<AcctSvcrRef>S</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs></TxDtls></NtryDtls>", "S")]
    [InlineData(
        "<AcctSvcrRef>S</AcctSvcrRef>"
            + "<NtryDtls><TxDtls><RmtInf><Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>",
        "RF18")]
    [InlineData(
        "<NtryDtls><TxDtls><Refs><EndToEndId>E2E</EndToEndId></Refs>"
            + "<RmtInf><Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>",
        "E2E")]
    public void Read_SeveralReferences_TakesTheOneClosestToThePayer(string more, string reference) =>
        Read(Entry(more)).Entries.Single().Reference.Should().Be(reference);

    [Fact]
    public void Read_RemittanceLines_AreAllKeptAndFullLinesRunOn()
    {
        var full = new string('字', 140);

        var line = Read(Entry(
            $"<NtryDtls><TxDtls><RmtInf><Ustrd>{full}</Ustrd><Ustrd>尾  巴</Ustrd><Ustrd>另一行</Ustrd></RmtInf></TxDtls></NtryDtls>"
            + "<AddtlNtryInf>x</AddtlNtryInf>")).Entries.Single();

        line.Description.Should().Be(full + "尾 巴 另一行 x");
    }

    [Fact]
    public void Read_PreviousClosingAndOverdraft_AreBalancesToo() =>
        Read(Entry(""), Balance("PRCD", "250", "DBIT") + Balance("CLAV", "9", currency: "USD") + Balance("CLBD", "150", "DBIT"))
            .Should().BeEquivalentTo(new { Opening = -250m, Closing = -150m, Ties = true });

    [Fact]
    public void Read_PageBetweenInterimBalances_Ties() =>
        Read(Entry(""), Balance("ITBD", "5") + Balance("ITBD", "105")).Should()
            .BeEquivalentTo(new { Opening = 5m, Closing = 105m, Ties = true });

    [Fact]
    public void Read_FirstPageWithInterimClosing_Ties() =>
        Read(Entry(""), Balance("OPBD", "5") + Balance("ITBD", "105")).Should()
            .BeEquivalentTo(new { Opening = 5m, Closing = 105m, Ties = true });

    public static TheoryData<string, string> Faults() => new()
    {
        { nameof(StatementRefusals.StatementOpeningMissing), Document(Entry(""), Balance("CLBD", "1")) },
        { nameof(StatementRefusals.StatementClosingMissing), Document(Entry(""), Balance("OPBD", "1")) },
        { nameof(StatementRefusals.StatementClosingMissing), Document(Entry(""), Balance("ITBD", "1")) },
        { nameof(StatementRefusals.StatementAccountMissing), Document(Entry(""), account: "") },
        { nameof(StatementRefusals.StatementMixesCurrencies), Document(Entry("").Replace("TWD", "USD", StringComparison.Ordinal)) },
        { nameof(StatementRefusals.StatementMixesCurrencies), Document(
            Entry(""), account: "<Acct><Id><IBAN>X</IBAN></Id><Ccy>USD</Ccy></Acct>") },
        { nameof(StatementRefusals.StatementAmountNotReadable), Document(Entry("").Replace(">100<", ">1,00<", StringComparison.Ordinal)) },
        { nameof(StatementRefusals.StatementAmountNotReadable), Document(Entry("").Replace(">100<", ">-100<", StringComparison.Ordinal)) },
        { nameof(StatementRefusals.StatementAmountNotReadable), Document(Entry("").Replace(">100<", "><", StringComparison.Ordinal)) },
        { nameof(StatementRefusals.StatementAmountTooLarge), Document(
            Entry("").Replace(">100<", ">100.0000000000000000000000000000001<", StringComparison.Ordinal)) },
        { nameof(StatementRefusals.StatementAmountTooLarge), Document(
            Entry("").Replace(">100<", ">79228162514264337593543950336<", StringComparison.Ordinal)) },
        { nameof(StatementRefusals.StatementDateNotReadable), Document(
            Entry("").Replace("2026-11-20", "2026-11-31", StringComparison.Ordinal)) },
        { nameof(StatementRefusals.StatementDirectionNotReadable), Document(Entry("").Replace("CRDT", "C", StringComparison.Ordinal)) },
        { nameof(StatementRefusals.StatementFieldMissing), Document(
            Entry("").Replace("<Sts><Cd>BOOK</Cd></Sts>", "", StringComparison.Ordinal)) },
        { nameof(StatementRefusals.StatementFieldMissing), Document(Entry("").Replace(" Ccy='TWD'", "", StringComparison.Ordinal)) },
        { nameof(StatementRefusals.StatementFieldMissing), Document("<Ntry><Sts>BOOK</Sts></Ntry>") },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Read_FaultyStatement_IsRefusedWithItsCode(string code, string text) =>
        SampleFile.ReadText(text).Refusal!.Code.Should().Be(code);

    [Fact]
    public void Read_FaultInALongFile_NamesTheLine()
    {
        var text = SampleFile.Text("camt053/camt053.v2.multi.statement.xml").Replace(">7.00<", ">7,00<", StringComparison.Ordinal);
        var line = text[..text.IndexOf(">7,00<", StringComparison.Ordinal)].Count(character => character == '\n') + 1;

        SampleFile.ReadText(text).Refusal.Should().Be(StatementRefusals.StatementAmountNotReadable(line, "Ntry/Amt", "7,00"));
    }
}
