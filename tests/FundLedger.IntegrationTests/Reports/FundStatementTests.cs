using FundLedger.Domain.Ledger;
using FundLedger.Reports;
using NodaTime;

namespace FundLedger.IntegrationTests.Reports;

public sealed class FundStatementTests(WholeCycleFixture fixture) : IClassFixture<WholeCycleFixture>
{
    private static readonly LocalDate First = new(2025, 1, 1);
    private static readonly LocalDate Last = new(2026, 12, 31);

    [Fact]
    public async Task Run_OverEverything_ExplainsEveryFund()
    {
        var report = await Run(First, Last);

        report.Ties.Should().BeTrue();
        var district = report.Funds.Single(fund => fund.Fund.Code == WholeCycle.District);
        (district.Opening, district.Inflow, district.Outflow, district.Closing).Should().Be((0, 1_020_001, 800_000, 220_001));
        district.Flows.Select(flow => (flow.Account.Code, flow.Kind, flow.Inflow, flow.Outflow)).Should().Equal(
            ("1303", FundFlowKind.Investment, 0, 800_000), ("4101", FundFlowKind.Contribution, 1_000_001, 0), (
                "4901", FundFlowKind.Transfer, 20_000, 0));
    }

    [Fact]
    public async Task Run_WhereAnEntryWasReversed_TakesItsFlowBack()
    {
        var general = (await Run(First, Last)).Funds.Single(fund => fund.Fund.Code == WholeCycle.General);

        general.Flows.Single(flow => flow.Account.Code == "5201").Should().Match<FundFlow>(flow => flow.Inflow == 0 && flow.Outflow == 30);
    }

    [Fact]
    public async Task Run_WithEncumberedMoney_ShowsWhatIsAvailable()
    {
        var programme = (await Run(First, Last, WholeCycle.Programme)).Funds.Should().ContainSingle().Subject;

        (programme.Closing, programme.Encumbered, programme.Available).Should().Be((3_000_000, 1_200_000, 1_800_000));
        programme.Flows.Should().ContainSingle().Which.Account.Code.Should().Be("1202");
    }

    [Fact]
    public async Task Run_MonthByMonth_EachOpeningIsTheClosingBefore()
    {
        var closing = new Dictionary<string, long>();
        for (var month = new YearMonth(2025, 1); month.CompareTo(new YearMonth(2026, 6)) <= 0; month = month.PlusMonths(1))
        {
            var report = await Run(month.OnDayOfMonth(1), month.OnDayOfMonth(1).PlusMonths(1).PlusDays(-1));

            report.Ties.Should().BeTrue(month.ToString());
            foreach (var fund in report.Funds)
            {
                fund.Opening.Should().Be(closing.GetValueOrDefault(fund.Fund.Code));
                closing[fund.Fund.Code] = fund.Closing;
            }
        }

        closing[WholeCycle.District].Should().Be(220_001);
    }

    [Fact]
    public async Task Run_WithDatesExchanged_IsRefused()
    {
        var result = await new FundStatementReport(fixture.Reporting).Run(
            new FundStatementParameters(fixture.Cycle.Books.AccountId, Last, First), CancellationToken.None);

        result.RefusalCode().Should().Be(nameof(ReportRefusals.ReportDatesReversed));
    }

    private async Task<FundStatement> Run(LocalDate from, LocalDate to, string? fund = null) =>
        (await new FundStatementReport(fixture.Reporting).Run(
            new FundStatementParameters(fixture.Cycle.Books.AccountId, from, to, fund), CancellationToken.None)).Value;
}
