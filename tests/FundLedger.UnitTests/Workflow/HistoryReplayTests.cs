using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Workflow;
using FundLedger.UnitTests.Disbursements;

namespace FundLedger.UnitTests.Workflow;

/// <summary>A stored history against the table: each damage is told by its own problem.</summary>
public sealed class HistoryReplayTests
{
    [Fact]
    public void Next_AHistoryAsItWasTaken_HasNoProblemAndReachesTheState()
    {
        foreach (var state in DisbursementWorkflow.Table.Those(row => row.Meaning != StateMeaning.Passing))
        {
            var disbursement = Cases.In(state);
            var replay = new HistoryReplay(DisbursementWorkflow.Table);

            disbursement.History.Steps.Select(replay.Next).Should().NotContain(problem => problem != null);
            replay.Reached.Should().Be((int)state);
        }
    }

    [Theory]
    [InlineData(2, 2, 2, 3, Duty.Certifier, HistoryProblem.SequenceGap)]
    [InlineData(1, 2, 3, 5, Duty.Authorizer, HistoryProblem.NotWhereTheLastEnded)]
    [InlineData(1, 1, 1, 3, Duty.Requester, HistoryProblem.NotPermitted)]
    [InlineData(1, 3, 1, 5, Duty.Authorizer, HistoryProblem.NotPermitted)]
    [InlineData(1, 1, 1, 1, Duty.Requester, HistoryProblem.NotPermitted)]
    [InlineData(1, 1, 1, 2, Duty.Certifier, HistoryProblem.OtherDuty)]
    [InlineData(1, 1, 1, 2, null, HistoryProblem.OtherDuty)]
    public void Next_AFirstStepThatCannotHaveBeenTaken_IsToldBySoMuch(
        int sequence, int trigger, int from, int to, Duty? duty, HistoryProblem problem) =>
        new HistoryReplay(DisbursementWorkflow.Table).Next(Step(sequence, trigger, from, to, 1, duty)).Should().Be(problem);

    [Fact]
    public void Next_AMoveWithoutItsVotes_AndAVoteThatShouldHaveMoved_AreSeen()
    {
        var early = Convened();
        early.Next(Vote(2, 2, PlanReview.Council, moved: true)).Should().Be(HistoryProblem.QuorumIgnored);

        var twice = Convened();
        twice.Next(Vote(2, 2, PlanReview.Council)).Should().BeNull();
        twice.Next(Vote(3, 2, PlanReview.City)).Should().Be(HistoryProblem.QuorumIgnored, "one person votes once");

        var late = Convened();
        late.Next(Vote(2, 2, PlanReview.Council)).Should().BeNull();
        late.Next(Vote(3, 3, PlanReview.City)).Should().BeNull();
        late.Next(Vote(4, 4, PlanReview.Ministry)).Should().Be(HistoryProblem.QuorumIgnored, "the quorum was met");
    }

    private static HistoryReplay Convened()
    {
        var replay = new HistoryReplay(PlanReview.Workflow);
        replay.Next(Step(1, (int)ReviewTrigger.Convene, (int)ReviewState.Filed, (int)ReviewState.InMeeting, 1, Duty.Requester)).Should()
            .BeNull();
        return replay;
    }

    private static Step Vote(int sequence, long person, string seat, bool moved = false) => Step(
        sequence, (int)ReviewTrigger.Approve, (int)ReviewState.InMeeting, (int)(moved ? ReviewState.Approved : ReviewState.InMeeting),
            person, Duty.Authorizer, seat);

    private static Step Step(int sequence, int trigger, int from, int to, long person, Duty? duty, string? seat = null) => new()
    {
        Sequence = sequence,
        Trigger = trigger,
        FromState = from,
        ToState = to,
        PersonId = person,
        Duty = duty,
        Seat = seat,
    };
}
