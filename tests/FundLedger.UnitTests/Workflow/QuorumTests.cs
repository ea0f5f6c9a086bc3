using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Workflow;

namespace FundLedger.UnitTests.Workflow;

/// <summary>N of M with required seats, on a document that is no disbursement.</summary>
public sealed class QuorumTests
{
    private static readonly string[] Seats = [PlanReview.Council, PlanReview.Ministry, PlanReview.City, PlanReview.Enterprise, "nobody's"];

    [Fact]
    public void Fire_TheVoteThatFillsTheQuorum_MovesTheState_AndEarlierOnesStay()
    {
        var plan = PlanReview.InMeeting();

        var first = plan.Fire(ReviewTrigger.Approve, 2, PlanReview.Council).Value;
        plan.Fire(ReviewTrigger.Approve, 3, PlanReview.Ministry).IsRefused.Should().BeFalse();
        plan.State.Should().Be(ReviewState.InMeeting);
        plan.Fire(ReviewTrigger.Approve, 4, PlanReview.City).IsRefused.Should().BeFalse();

        plan.State.Should().Be(ReviewState.Approved);
        (first.FromState, first.ToState, first.Seat).Should()
            .Be(((int)ReviewState.InMeeting, (int)ReviewState.InMeeting, PlanReview.Council));
        plan.History.Steps.Select(step => step.Sequence).Should().Equal(1, 2, 3, 4);
        plan.Revision.Should().Be(4);
    }

    [Fact]
    public void Fire_EnoughVotesWithoutARequiredSeat_LeavesTheState()
    {
        var plan = PlanReview.InMeeting();
        foreach (var (person, seat) in new[] { (2, PlanReview.Council), (3, PlanReview.Ministry), (4, PlanReview.Enterprise) })
        {
            plan.Fire(ReviewTrigger.Approve, person, seat).IsRefused.Should().BeFalse();
        }

        plan.State.Should().Be(ReviewState.InMeeting, "the city has not voted");
    }

    [Fact]
    public void Fire_AVoteThatDoesNotCount_IsRefusedByItsReason()
    {
        var plan = PlanReview.InMeeting();
        plan.Fire(ReviewTrigger.Approve, 2, PlanReview.Council).IsRefused.Should().BeFalse();

        plan.Fire(ReviewTrigger.Approve, 2, PlanReview.City).Refusal.Should().Be(WorkflowRefusals.PersonHasVoted("member 2"));
        plan.Fire(ReviewTrigger.Approve, 3, PlanReview.Council).Refusal.Should().Be(WorkflowRefusals.SeatHasVoted(PlanReview.Council));
        plan.Fire(ReviewTrigger.Approve, 3, "nobody's").Refusal.Should().Be(WorkflowRefusals.SeatUnknown("nobody's"));
        plan.Fire(ReviewTrigger.Approve, 3).Refusal.Should().Be(WorkflowRefusals.SeatUnknown(""));
        plan.Fire(ReviewTrigger.Approve, 1, PlanReview.City).RefusalCode().Should().Be(nameof(WorkflowRefusals.PersonHasOtherDuty));
        plan.History.Steps.Should().HaveCount(2);
    }

    [Fact]
    public void Fire_AfterTheDocumentWasSentBack_EarlierVotesCountNoMore()
    {
        var plan = PlanReview.InMeeting();
        plan.Fire(ReviewTrigger.Approve, 2, PlanReview.Council);
        plan.Fire(ReviewTrigger.Approve, 3, PlanReview.City);
        plan.Fire(ReviewTrigger.SendBack, 5, reason: "because").IsRefused.Should().BeFalse();
        plan.Fire(ReviewTrigger.Convene, 1).IsRefused.Should().BeFalse();

        plan.Fire(ReviewTrigger.Approve, 4, PlanReview.Ministry).IsRefused.Should().BeFalse();
        plan.State.Should().Be(ReviewState.InMeeting);
        plan.Fire(ReviewTrigger.Approve, 2, PlanReview.Council).IsRefused.Should().BeFalse("the person votes on the plan as it is now");
    }

    /// <summary>
    /// In whatever order who votes for which seat: the state moves with the vote that meets quorum and seats, never
    /// before.
    /// </summary>
    [Fact]
    public void Fire_AnyVotesInAnyOrder_MovesExactlyWhenQuorumAndSeatsAreMet() => Prop.ForAll(
        (from person in Gen.Choose(2, 6) from seat in Gen.Elements(Seats) select (Person: person, Seat: seat)).ListOf().ToArbitrary(),
        votes =>
        {
            var plan = PlanReview.InMeeting();
            var (people, seats) = (new HashSet<int>(), new HashSet<string>());
            foreach (var (person, seat) in votes)
            {
                var open = plan.State == ReviewState.InMeeting;
                var counts = open && seat != "nobody's" && !people.Contains(person) && !seats.Contains(seat);
                if (counts == plan.Fire(ReviewTrigger.Approve, person, seat).IsRefused) return false;
                if (counts)
                {
                    people.Add(person);
                    seats.Add(seat);
                }

                var met = seats.Count >= 3 && seats.Contains(PlanReview.Council) && seats.Contains(PlanReview.City);
                if (met != (plan.State == ReviewState.Approved)) return false;
            }

            var replay = new HistoryReplay(PlanReview.Workflow);
            return plan.History.Steps.All(step => replay.Next(step) is null) && replay.Reached == (int)plan.State;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Quorum_ThatTheSeatsCannotFill_IsABug(int needed)
    {
        var act = () => new Quorum(needed, ["a", "b"]);
        act.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Quorum_WithASeatTwiceOrARequiredSeatOutsideTheBody_IsABug()
    {
        FluentActions.Invoking(() => new Quorum(1, ["a", "a"])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new Quorum(1, ["a"], "b")).Should().Throw<ArgumentException>();
    }
}
