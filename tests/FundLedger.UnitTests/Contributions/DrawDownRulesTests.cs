using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Proposals;
using NodaTime;

namespace FundLedger.UnitTests.Contributions;

public sealed class DrawDownRulesTests
{
    private static readonly LocalDate Today = new(2026, 7, 1);
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

    [Fact]
    public void Check_OnTheLastDayOfTheTerm_IsNotRefused_AndTheDayAfterIs()
    {
        var version = new ProgrammeBudget { ProgrammeId = 7, FiscalYear = 2026, Version = 2, Amount = 1_000, ExpiresOn = Today };
        Check(drawn: 0, wanted: 1, version).Should().BeNull();
        DrawDownRules.Check(Central, version, Money.Twd(0), Money.Twd(1), Today.PlusDays(1))
            .Should().Be(ContributionRefusals.ProgrammeBudgetLapsed("CEN-115-01", 2026, Today));
    }

    [Theory]
    [InlineData(2025, 12, 31, null, nameof(ProgrammeRefusals.BudgetExpiresBeforeItsYear))]
    [InlineData(2026, 1, 1, null, null)]
    [InlineData(2026, 12, 31, null, null)]
    [InlineData(2027, 1, 1, null, nameof(ProgrammeRefusals.BudgetCarryNeedsApproval))]
    [InlineData(2027, 1, 1, " ", nameof(ProgrammeRefusals.BudgetCarryNeedsApproval))]
    [InlineData(2027, 6, 30, "院授主預字第 1 號", null)]
    public void Check_OfATerm_AsksForAnApprovalBeyondTheYear(int year, int month, int day, string? approval, string? refusal) =>
        (BudgetTermRules.Check(2026, new LocalDate(year, month, day), approval)?.Code).Should().Be(refusal);

    private static Domain.Refusal? Check(long drawn, long wanted, ProgrammeBudget? inForce) =>
        DrawDownRules.Check(Central, inForce, Money.Twd(drawn), Money.Twd(wanted), Today);

    private static ProgrammeBudget Version(int version, long amount) =>
        new() { ProgrammeId = 7, FiscalYear = 2026, Version = version, Amount = amount };
}
