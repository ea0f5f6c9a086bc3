using FundLedger.Domain.Contributions;
using NodaTime;

namespace FundLedger.UnitTests.Contributions;

public sealed class LapsingTests
{
    private static readonly LocalDate Today = new(2026, 10, 1);

    [Theory]
    [InlineData(-1, LapseStage.Lapsed)]
    [InlineData(0, LapseStage.Within30Days)]
    [InlineData(30, LapseStage.Within30Days)]
    [InlineData(31, LapseStage.Within60Days)]
    [InlineData(60, LapseStage.Within60Days)]
    [InlineData(61, LapseStage.Within90Days)]
    [InlineData(90, LapseStage.Within90Days)]
    [InlineData(91, LapseStage.Later)]
    public void StageOf_DaysBeforeTheLast_CountsTheLastDayItself(int days, LapseStage stage) =>
        Lapsing.StageOf(Today.PlusDays(days), Today).Should().Be(stage);

    [Fact]
    public void StageOf_ABudgetWithoutATerm_IsNone() => Lapsing.StageOf(null, Today).Should().Be(LapseStage.NoTerm);

    [Theory]
    [InlineData(LapseStage.Lapsed, 0, LapseProposal.Return)]
    [InlineData(LapseStage.Lapsed, 1, LapseProposal.Return)]
    [InlineData(LapseStage.Within30Days, 1, LapseProposal.Carry)]
    [InlineData(LapseStage.Within30Days, 0, LapseProposal.Spend)]
    [InlineData(LapseStage.Within60Days, 1, LapseProposal.Spend)]
    [InlineData(LapseStage.Within90Days, 1, LapseProposal.Spend)]
    [InlineData(LapseStage.Later, 1, LapseProposal.None)]
    [InlineData(LapseStage.NoTerm, 1, LapseProposal.None)]
    public void ProposalFor_AStage_IsWhatThereIsStillTimeFor(LapseStage stage, long remaining, LapseProposal proposal) =>
        Lapsing.ProposalFor(stage, remaining).Should().Be(proposal);
}
