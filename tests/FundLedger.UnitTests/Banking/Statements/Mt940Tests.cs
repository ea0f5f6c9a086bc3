using FundLedger.Domain.Banking.Statements;
using NodaTime;

namespace FundLedger.UnitTests.Banking.Statements;

public sealed class Mt940Tests
{
    private const string Whole = """
        {1:F01BANKTWTPXXXX0000000000}{2:O940BANKTWTPXXXXN}{3:}{4:
        :20:STATEMENT1
        :25:012345678901
        :28C:1/1
        :60F:C261230TWD1000,
        :61:2612311231C500,NTRF98801150000017//BANK1
        跨行匯入
        :86:051?00UEBERWEISUNG?20Spende Dist
        rikt?21 Heping?32TEST ELECTRO?33NICS
        :61:2701021231D200,50NCHGNONREF
        :86:monthly
        fee
        :61:261231RC300,NTRFABC
        :61:261231RD0,50NTRFDEF
        :62F:C261231TWD1000,
        :86:of the statement, not of a line
        -}{5:}
        {1:F01BANKTWTPXXXX0000000000}{2:O940BANKTWTPXXXXN}{3:}{4:
        :20:STATEMENT2
        :25:012345678901
        :28C:2/1
        :60F:C261231TWD1000,
        :62F:C261231TWD1000,
        -}{5:}
        """;

    [Fact]
    public void Read_Messages_GivesAStatementEach()
    {
        var file = SampleFile.ReadText(Whole, "statement.sta").Value;

        file.Format.Should().Be("mt940");
        file.Statements.Should().HaveCount(2)
            .And.OnlyContain(statement => statement.Account == "012345678901" && statement.Currency == "TWD" && statement.Ties);
        file.Statements.Select(statement => statement.SequenceNumber).Should().Equal("1/1", "2/1");
        file.Statements[0].To.Should().Be(new LocalDate(2026, 12, 31));
    }

    [Fact]
    public void Read_Lines_HaveSignDatesReferenceAndText()
    {
        var day = new LocalDate(2026, 12, 31);

        SampleFile.ReadText(Whole, "statement.sta").Value.Statements[0].Entries.Should().Equal(
            new StatementEntry(day, day, 500m, "98801150000017", "TEST ELECTRONICS", "跨行匯入 UEBERWEISUNG Spende Distrikt Heping", "BANK1"),
            new StatementEntry(day, new LocalDate(2027, 1, 2), -200.50m, "", "", "monthly fee", null),
            new StatementEntry(day, day, -300m, "ABC", "", "", null) { IsReversal = true },
            new StatementEntry(day, day, 0.50m, "DEF", "", "", null) { IsReversal = true });
    }

    [Theory]
    [InlineData("C500,NTRF", "C5OO,NTRF", nameof(StatementRefusals.StatementAmountNotReadable))]
    [InlineData("C500,", "C99999999999999999,", nameof(StatementRefusals.StatementAmountTooLarge))]
    [InlineData(":61:2612311231", ":61:2613311231", nameof(StatementRefusals.StatementDateNotReadable))]
    [InlineData(":62F:C261231TWD", ":62F:C261231USD", nameof(StatementRefusals.StatementMixesCurrencies))]
    [InlineData(":60F:", ":60X:", nameof(StatementRefusals.StatementOpeningMissing))]
    [InlineData(":62F:", ":64:", nameof(StatementRefusals.StatementClosingMissing))]
    [InlineData(":25:", ":26:", nameof(StatementRefusals.StatementAccountMissing))]
    [InlineData(":20:", ":21:", nameof(StatementRefusals.StatementFieldOutside))]
    public void Read_FaultyMessage_IsRefusedWithItsCode(string right, string wrong, string code) =>
        SampleFile.ReadText(Whole.Replace(right, wrong, StringComparison.Ordinal), "statement.sta").Refusal!.Code.Should().Be(code);

    [Fact]
    public void Read_CutAnywhere_IsRefusedOrHoldsWholeMessages()
    {
        var whole = SampleFile.ReadText(Whole, "statement.sta").Value.Statements;
        for (var length = 0; length < Whole.Length; length++)
        {
            var result = SampleFile.ReadText(Whole[..length], "statement.sta");
            if (!result.IsRefused) result.Value.Statements.Should().Equal(whole.Take(result.Value.Statements.Count));
        }
    }
}
