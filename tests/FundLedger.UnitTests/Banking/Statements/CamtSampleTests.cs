using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Banking.Statements;

public sealed class CamtSampleTests
{
    private static readonly Currency Euro = new("EUR", 2);

    [Fact]
    public void Read_VersionTwoWithTwoStatements_GivesBothAndBothTie()
    {
        var file = SampleFile.Read("camt053/camt053.v2.multi.statement.xml").Value;

        file.Format.Should().Be("camt.053.001.02");
        file.Statements.Should().HaveCount(2)
            .And.OnlyContain(statement => statement.Ties && statement.Account == "NL26VAYB8060476890" && statement.Currency == "EUR");
        file.Statements[0].SequenceNumber.Should().Be("12312");
        file.Statements[0].Entries.Should().Equal(new StatementEntry(
            new LocalDate(2014, 12, 31), new LocalDate(2015, 1, 2), 8.85m, "000000001", "", "Transaction Description 1", null));
        file.Statements[1].Should().BeEquivalentTo(new { Opening = 27.00m, Closing = 20.00m, Credits = 0m, Debits = 7.00m });
        file.Statements[1].Entries.Should().Equal(new StatementEntry(
            new LocalDate(2014, 12, 31), new LocalDate(2015, 1, 2), -7.00m, "000000002", "Company Name 2", "Transaction Description 2",
                null));
        file.Statements.Should().OnlyContain(statement => StatementRules.Check(statement, "nl26 vayb 8060 4768 90", Euro).Count == 0);
    }

    [Fact]
    public void Read_AmountsWithMoreDecimals_KeepsEveryDigitAndShowsTheDifference()
    {
        var statement = SampleFile.Single(SampleFile.Read("camt053/camt053.v2.five.decimals.xml"));

        statement.Entries.Single().Amount.ToString(System.Globalization.CultureInfo.InvariantCulture).Should().Be("8.850");
        statement.Ties.Should().BeFalse();
        statement.Difference.Should().Be(0.050m);
        StatementRules.Check(statement, "NL26VAYB8060476890", Euro).Select(refusal => refusal.Code)
            .Should().Equal(nameof(StatementRefusals.StatementDoesNotTie));
    }

    [Fact]
    public void Read_FiveDecimals_AreKeptExactlyAndTie()
    {
        var text = SampleFile.Text("camt053/camt053.v2.five.decimals.xml")
            .Replace("18.150", "18.15001", StringComparison.Ordinal).Replace("27.050", "27.00003", StringComparison.Ordinal)
                .Replace("8.850", "8.85002", StringComparison.Ordinal);

        var statement = SampleFile.Single(SampleFile.ReadText(text));

        statement.Entries.Single().Amount.Should().Be(8.85002m);
        statement.Ties.Should().BeTrue();
    }

    [Fact]
    public void Read_DocumentWithoutStatement_IsRefused() =>
        SampleFile.Read("camt053/camt053.v2.wrong.xml").Refusal!.Code.Should().Be(nameof(StatementRefusals.StatementFileHasNoStatement));

    [Theory]
    [InlineData("camt053/camt053.v2.minimal.xml")]
    [InlineData("camt053/camt053.v4.xml")]
    public void Read_ClosingBalanceInOtherCurrency_IsRefused(string path) =>
        SampleFile.Read(path).Refusal.Should().Be(StatementRefusals.StatementMixesCurrencies("NL26VAYB8060476890", "EUR", "SEK"));

    [Fact]
    public void Read_VersionFourWithOneCurrency_TakesAccountOtherIdAndCreditorReference()
    {
        var text = SampleFile.Text("camt053/camt053.v4.xml")
            .Replace("""<Amt Ccy="SEK">27.00""", """<Amt Ccy="EUR">27.00""", StringComparison.Ordinal);

        var statement = SampleFile.Single(SampleFile.ReadText(text));

        statement.Account.Should().Be("NL26VAYB8060476890");
        statement.Closing.Should().Be(-27.00m);
        statement.From.Should().Be(new LocalDate(2007, 10, 18));
        statement.Entries.Should().Equal(new StatementEntry(
            new LocalDate(2014, 12, 31), new LocalDate(2015, 1, 2), 8.85m, "4654654654654654", "NAME NAME", "", "AAAASESS-FP-CN_98765/01"));
        statement.Difference.Should().Be(-54.00m);
    }
}
