using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Proposals;

namespace FundLedger.UnitTests.Contributions;

public sealed class DrawDownRulesTests
{
    private static readonly Fund Central = new(2, "CEN-115-01", "乙", "B", SourceKind.CentralAllocation, 2026, DesignationKind.WorkItem, 7);

    [Fact]
    public void BudgetOf_AFundOfAWorkItemAndYear_IsThatProgrammesOfThatYear() =>
        DrawDownRules.BudgetOf(Central).Should().Be(new ProgrammeYear(7, 2026));

    [Fact]
    public void BudgetOf_AFundOfNoWorkItemOrNoYear_IsNone()
    {
        DrawDownRules.BudgetOf(Central with { ProgrammeYear = null }).Should().BeNull();
        DrawDownRules.BudgetOf(Central with { Designation = DesignationKind.District }).Should().BeNull();
        DrawDownRules.BudgetOf(Central with { Designation = DesignationKind.None, DesignationId = null }).Should().BeNull();
    }

    [Fact]
    public void Check_AllThatRemains_IsNotRefused_AndOneDollarMoreIs()
    {
        Check(drawn: 600, wanted: 400, Version(1, 1_000)).Should().BeNull();
        Check(drawn: 600, wanted: 401, Version(1, 1_000))
            .Should().Be(ContributionRefusals.ProgrammeBudgetExceeded("CEN-115-01", 2026, Money.Twd(400), Money.Twd(401)));
    }

    [Fact]
    public void Check_ABudgetCutBelowWhatIsDrawn_ShowsHowMuchTooMuchIsDrawn() =>
        Check(drawn: 600, wanted: 1, Version(2, 500))
            .Should().Be(ContributionRefusals.ProgrammeBudgetExceeded("CEN-115-01", 2026, Money.Twd(-100), Money.Twd(1)));

    [Fact]
    public void Check_AYearWithoutABudget_IsNotBounded() => Check(drawn: 5_000, wanted: long.MaxValue, null).Should().BeNull();

    private static Domain.Refusal? Check(long drawn, long wanted, ProgrammeBudget? inForce) =>
        DrawDownRules.Check(Central, inForce, Money.Twd(drawn), Money.Twd(wanted));

    private static ProgrammeBudget Version(int version, long amount) =>
        new() { ProgrammeId = 7, FiscalYear = 2026, Version = version, Amount = amount };
}
