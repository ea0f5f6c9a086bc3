using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.UnitTests.Disbursements;

public sealed class DisbursementWorkflowTests
{
    private static readonly Workflow<DisbursementState, DisbursementTrigger> Table = DisbursementWorkflow.Table;

    public static TheoryData<DisbursementState, DisbursementTrigger> EveryStateAndTrigger()
    {
        var data = new TheoryData<DisbursementState, DisbursementTrigger>();
        foreach (var state in Table.Those(row => row.Meaning != StateMeaning.Passing))
        {
            foreach (var trigger in Enum.GetValues<DisbursementTrigger>()) data.Add(state, trigger);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryStateAndTrigger))]
    public void Fire_ListedMove_PassesAndUnlistedIsRefused(DisbursementState state, DisbursementTrigger trigger)
    {
        var disbursement = Cases.In(state);
        var listed = Table.Transitions.SingleOrDefault(move => move.From == state && move.Trigger == trigger);

        // A person who has played no part yet, except where the table asks for one already held.
        var decided = disbursement.Fire(trigger, Cases.Person(99), revision: disbursement.Revision);

        if (listed is null)
        {
            decided.RefusalCode().Should().Be(nameof(WorkflowRefusals.StepNotPermitted));
            disbursement.State.Should().Be(state);
        }
        else
        {
            decided.IsRefused.Should().BeFalse();
            ((DisbursementState)decided.Value.Step.FromState, (DisbursementState)decided.Value.Step.ToState).Should()
                .Be((state, listed.To));
            disbursement.State.Should().Be(trigger == DisbursementTrigger.Authorize ? DisbursementState.Encumbered : listed.To);
        }
    }

    [Fact]
    public void Fire_EveryStep_IsNumberedWithoutGapsAndRaisesTheRevision()
    {
        var disbursement = Cases.In(DisbursementState.Paid);

        disbursement.History.Steps.Select(step => step.Sequence).Should().Equal(Enumerable.Range(1, disbursement.Revision));
    }

    [Fact]
    public void Fire_OnAnOldView_IsRefusedAndChangesNothing()
    {
        var disbursement = Cases.In(DisbursementState.Submitted);

        disbursement.Fire(DisbursementTrigger.Certify, Cases.Person(50), null, disbursement.Revision - 1)
            .RefusalCode().Should().Be(nameof(DisbursementRefusals.DisbursementChanged));
        disbursement.State.Should().Be(DisbursementState.Submitted);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Fire_MoveThatNeedsAReasonWithoutOne_IsRefused(string? reason)
    {
        foreach (var move in Table.Transitions.Where(move => move.NeedsReason))
        {
            Cases.In(move.From).Fire(move.Trigger, Cases.Person(99), reason).RefusalCode().Should()
                .Be(nameof(WorkflowRefusals.ReasonMissing));
        }
    }

    [Theory]
    [InlineData(DisbursementState.Released, DisbursementTrigger.ConfirmPayment)]
    [InlineData(DisbursementState.Certified, DisbursementTrigger.Encumber)]
    [InlineData(DisbursementState.Paid, DisbursementTrigger.ReturnPayment)]
    public void Fire_AStepOfTheBankOrTheSystemByHand_IsRefused(DisbursementState state, DisbursementTrigger trigger)
    {
        var disbursement = Cases.In(state);

        disbursement.Fire(trigger, new StepRequest(Cases.Person(99), Cases.Now), Cases.Facts)
            .Refusal.Should().Be(WorkflowRefusals.StepNotPermitted(trigger, state));
        disbursement.State.Should().Be(state);
    }

    [Fact]
    public void Fire_BeforeTheHistoryIsRead_IsABug()
    {
        var read = new Disbursement { PublicCode = "CASE", Purpose = "kitchen" };

        var act = () => read.Fire(DisbursementTrigger.Submit, new StepRequest(Cases.Person(1), Cases.Now), Cases.Facts);

        act.Should().Throw<InvalidOperationException>().WithMessage("*has not been read*");
    }

    [Fact]
    public void Transitions_EveryState_CanBeReachedFromDraft()
    {
        var reached = new HashSet<DisbursementState> { DisbursementState.Draft };
        while (Table.Transitions.FirstOrDefault(move => reached.Contains(move.From) && !reached.Contains(move.To)) is { } move)
        {
            reached.Add(move.To);
        }

        reached.Should().BeEquivalentTo(Enum.GetValues<DisbursementState>());
    }

    [Fact]
    public void Transitions_EveryMoveByAPersonThatTakesMoneyBack_NeedsAReason() => Table.Transitions
        .Where(move => move.Trigger is DisbursementTrigger.Return or DisbursementTrigger.Reject).Should()
            .OnlyContain(move => move.NeedsReason);

    [Fact]
    public void States_SayWhatTheListsBuiltFromThemMean()
    {
        Table.States.Select(row => row.State).Should().BeEquivalentTo(Enum.GetValues<DisbursementState>());
        Table.Path.Should().Equal(
            DisbursementState.Draft, DisbursementState.Submitted, DisbursementState.Certified, DisbursementState.Encumbered,
            DisbursementState.Released, DisbursementState.Paid);
        Table.Waiting.Should().Equal(
            DisbursementState.Draft, DisbursementState.Returned, DisbursementState.Submitted, DisbursementState.Certified,
            DisbursementState.Encumbered, DisbursementState.Released, DisbursementState.PaymentReturned);
        Table.Those(row => Table.IsEnded(row.State)).Should().BeEquivalentTo(
            Enum.GetValues<DisbursementState>()
                .Where(state => Table.From(state).All(move => move.Trigger == DisbursementTrigger.ReturnPayment)),
            "only what has ended cannot be moved, unless the bank gives it back");
        Table.Transitions.Where(Table.IsForward).Select(move => move.Trigger).Distinct().Should().Equal(
            DisbursementTrigger.Submit, DisbursementTrigger.Certify, DisbursementTrigger.Authorize, DisbursementTrigger.Encumber,
            DisbursementTrigger.Release, DisbursementTrigger.ConfirmPayment, DisbursementTrigger.PayAgain);
        Table.Place(DisbursementState.Authorized).Should().Be(Table.Path.ToList().IndexOf(DisbursementState.Encumbered));
        Table.Place(DisbursementState.Returned).Should().Be(-1);
    }

    [Fact]
    public void WaitsFor_ReleasedMoney_IsFirstThePayersThenTheReconcilers()
    {
        DisbursementWorkflow.WaitsFor(DisbursementState.Released, sent: false).Should().Be(Duty.Payer);
        DisbursementWorkflow.WaitsFor(DisbursementState.Released, sent: true).Should().Be(Duty.Reconciler);
        DisbursementWorkflow.WaitsFor(DisbursementState.Encumbered, sent: false).Should().Be(Duty.Payer);
        DisbursementWorkflow.WaitsFor(DisbursementState.Authorized, sent: false).Should().BeNull();
        DisbursementWorkflow.WaitsFor(DisbursementState.Paid, sent: true).Should().BeNull();
        DisbursementWorkflow.WaitsFor(DisbursementState.PaymentReturned, sent: false).Should().Be(Duty.Payer);
    }

    [Fact]
    public void Overdue_OnTheLastDayOfTheLimit_IsNotYetAndOnTheNextIs()
    {
        var since = new LocalDate(2026, 7, 1);
        Table.Overdue(DisbursementState.Certified, since, since.PlusDays(DisbursementWorkflow.DaysToAct)).Should().BeFalse();
        Table.Overdue(DisbursementState.Certified, since, since.PlusDays(DisbursementWorkflow.DaysToAct + 1)).Should().BeTrue();
        Table.Overdue(DisbursementState.Paid, since, since.PlusYears(1)).Should().BeFalse("nothing waits in a state without a limit");
    }
}
