using FundLedger.Domain.Disbursements;
using NodaTime;

namespace FundLedger.UnitTests.Disbursements;

public sealed class DisbursementWorkflowTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 7, 1, 2, 0);

    public static TheoryData<DisbursementState, DisbursementTrigger> EveryStateAndTrigger()
    {
        var data = new TheoryData<DisbursementState, DisbursementTrigger>();
        foreach (var state in Enum.GetValues<DisbursementState>())
        {
            foreach (var trigger in Enum.GetValues<DisbursementTrigger>()) data.Add(state, trigger);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryStateAndTrigger))]
    public void Take_ListedMove_PassesAndUnlistedIsRefused(DisbursementState state, DisbursementTrigger trigger)
    {
        var disbursement = Cases.In(state);
        var listed = DisbursementWorkflow.Transitions.SingleOrDefault(move => move.From == state && move.Trigger == trigger);

        // A person who has played no part yet, except where the table asks for one already held.
        var step = disbursement.Take(trigger, Cases.Person(99), "because", disbursement.Revision, Now);

        if (listed is null)
        {
            step.RefusalCode().Should().Be(nameof(DisbursementRefusals.StepNotPermitted));
            disbursement.State.Should().Be(state);
        }
        else
        {
            step.IsRefused.Should().BeFalse();
            (disbursement.State, step.Value.FromState, step.Value.ToState).Should().Be((listed.To, state, listed.To));
        }
    }

    [Fact]
    public void Take_EveryStep_IsNumberedWithoutGapsAndRaisesTheRevision()
    {
        var disbursement = Cases.In(DisbursementState.Paid);

        disbursement.Steps.Select(step => step.Sequence).Should().Equal(Enumerable.Range(1, disbursement.Steps.Count));
        disbursement.Revision.Should().Be(disbursement.Steps.Count);
    }

    [Fact]
    public void Take_OnAnOldView_IsRefusedAndChangesNothing()
    {
        var disbursement = Cases.In(DisbursementState.Submitted);

        disbursement.Take(DisbursementTrigger.Certify, Cases.Person(50), null, disbursement.Revision - 1, Now)
            .RefusalCode().Should().Be(nameof(DisbursementRefusals.DisbursementChanged));
        disbursement.State.Should().Be(DisbursementState.Submitted);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Take_MoveThatNeedsAReasonWithoutOne_IsRefused(string? reason)
    {
        foreach (var move in DisbursementWorkflow.Transitions.Where(move => move.NeedsReason))
        {
            Cases.In(move.From).Take(move.Trigger, Cases.Person(99), reason, null, Now)
                .RefusalCode().Should().Be(nameof(DisbursementRefusals.ReasonMissing));
        }
    }

    [Fact]
    public void Transitions_EveryState_CanBeReachedFromDraft()
    {
        var reached = new HashSet<DisbursementState> { DisbursementState.Draft };
        while (DisbursementWorkflow.Transitions.FirstOrDefault(move => reached.Contains(move.From) && !reached.Contains(move.To)) is { } move)
        {
            reached.Add(move.To);
        }

        reached.Should().BeEquivalentTo(Enum.GetValues<DisbursementState>());
    }

    [Fact]
    public void Transitions_EveryMoveByAPersonThatTakesMoneyBack_NeedsAReason() => DisbursementWorkflow.Transitions
        .Where(move => move.Trigger is DisbursementTrigger.Return or DisbursementTrigger.Reject).Should().OnlyContain(move => move.NeedsReason);

    [Fact]
    public void ToMermaid_ListsEveryMoveOnce()
    {
        var lines = DisbursementWorkflow.ToMermaid().Split('\n');

        lines[0].Should().Be("stateDiagram-v2");
        lines.Count(line => line.Contains(": ", StringComparison.Ordinal)).Should().Be(DisbursementWorkflow.Transitions.Count);
    }
}
