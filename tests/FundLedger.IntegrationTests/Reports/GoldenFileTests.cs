using System.Text.RegularExpressions;
using FundLedger.Reports;
using NodaTime;

namespace FundLedger.IntegrationTests.Reports;

/// <summary>
/// What the reports say after the whole cycle, word for word. After a wanted change copy the file that the failure
/// names over the golden one, and look at the difference.
/// </summary>
public sealed partial class GoldenFileTests(WholeCycleFixture fixture) : IClassFixture<WholeCycleFixture>
{
    private long Account => fixture.Cycle.Books.AccountId;

    [Fact]
    public async Task TrialBalance_AfterTheWholeCycle_IsAsWritten() => Compare("TrialBalance", TrialBalanceTable.Of(
        (await new TrialBalanceReport(fixture.Reporting).Run(new TrialBalanceParameters(Account, ByFund: true), CancellationToken.None))
            .Value));

    [Fact]
    public async Task Journal_AfterTheWholeCycle_IsAsWritten() => Compare("Journal", JournalTable.Of(
        (await new JournalReport(fixture.Reporting).Run(new JournalParameters(Account, Size: 1000), CancellationToken.None)).Value));

    [Fact]
    public async Task GeneralLedger_OfTheBankInOneFund_IsAsWritten() => Compare("GeneralLedger", GeneralLedgerTable.Of(
        (await new GeneralLedgerReport(fixture.Reporting).Run(
            new GeneralLedgerParameters(Account, "1101.01", Fund: WholeCycle.District, Size: 1000), CancellationToken.None)).Value));

    [Fact]
    public async Task FundStatement_OfTheFirstYear_IsAsWritten() => Compare("FundStatement", FundStatementTable.Of(
        (await new FundStatementReport(fixture.Reporting).Run(
            new FundStatementParameters(Account, new LocalDate(2025, 1, 1), new LocalDate(2025, 12, 31)), CancellationToken.None)).Value));

    [Fact]
    public async Task LotTrace_OfTheFirstGift_IsAsWritten() => Compare("LotTrace", LotTraceTable.Of(
        (await new LotTraceReport(fixture.Reporting).Run(Account, fixture.Cycle.GiftId, CancellationToken.None)).Value));

    private static void Compare(string report, ReportTable table)
    {
        using var output = new StringWriter();
        ReportCsv.Write(table, output, Headings.Chinese);
        var actual = Random().Replace(DocumentNumber().Replace(output.ToString().ReplaceLineEndings("\n"), "/…"), "CODE");
        var golden = Directory.GetFiles(AppContext.BaseDirectory, $"{report}.golden.csv", SearchOption.AllDirectories)
            .Select(File.ReadAllText).SingleOrDefault();
        if (actual == golden?.ReplaceLineEndings("\n")) return;

        var written = Path.Combine(Path.GetTempPath(), $"{report}.golden.csv");
        File.WriteAllText(written, actual);
        actual.Should().Be(golden, $"the report is now in {written}");
    }

    /// <summary>Public codes are random.</summary>
    [GeneratedRegex("[0-9A-Z]{16}")]
    private static partial Regex Random();

    /// <summary>Document numbers change with every row that a use case adds.</summary>
    [GeneratedRegex(@"(?<=[a-z])/\d+")]
    private static partial Regex DocumentNumber();
}
