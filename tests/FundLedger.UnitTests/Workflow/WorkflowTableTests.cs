using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;
using FundLedger.UnitTests.Disbursements;

namespace FundLedger.UnitTests.Workflow;

/// <summary>The machine built from the table answers as somebody who reads the table line by line.</summary>
public sealed class WorkflowTableTests
{
    private static readonly Workflow<DisbursementState, DisbursementTrigger> Table = DisbursementWorkflow.Table;

    [Fact]
    public void Fire_EveryStateTriggerDutyReasonAndFact_AnswersAsTheTableRead()
    {
        var asked =
            from state in Enum.GetValues<DisbursementState>()
            from trigger in Enum.GetValues<DisbursementTrigger>()
            from held in Enum.GetValues<Duty>().Cast<Duty?>().Append(null)
            from reason in new[] { null, " ", "because" }
            from takenBy in Enum.GetValues<TakenBy>()
            from stale in new[] { false, true }
            from fact in new[] { false, true }
            select (state, trigger, held, reason, takenBy, stale, fact);
        var count = 0;
        foreach (var (state, trigger, held, reason, takenBy, stale, fact) in asked)
        {
            var duties = held is { } duty ? new[] { new DutyHolding { PersonId = 5, Duty = duty } } : [];
            var context = new StepContext(new StepRequest(Cases.Person(5), Cases.Now, reason) { By = takenBy }, new History([], duties))
            {
                Stale = stale ? new Refusal("Stale") : null,
                Fact = _ => fact ? null : new Refusal("Fact"),
            };

            var answer = Table.Fire(state, trigger, context);

            (answer.IsRefused ? answer.Refusal.Code : answer.Value.ToString()).Should()
                .Be(Read(state, trigger, held, reason, takenBy, stale, fact));
            count++;
        }

        count.Should().Be(11 * 11 * (Enum.GetValues<Duty>().Length + 1) * 3 * 3 * 2 * 2);
    }

    [Fact]
    public void Workflow_WhereTheSystemHasADutyOrAPersonHasNone_IsABug()
    {
        FluentActions.Invoking(() => OneMove(null, TakenBy.Person)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => OneMove(Duty.Payer, TakenBy.System)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void All_NamesEachKindOfDocumentOnce()
    {
        Workflows.All.Select(workflow => workflow.Document).Should().OnlyHaveUniqueItems();
        Workflows.All.Select(workflow => workflow.Name).Should().OnlyHaveUniqueItems();
        Workflows.Find(DocumentKind.Disbursement).Should().BeSameAs(Table);
        Workflows.Find(DocumentKind.YearClosing).Should().BeNull();
    }

    private static string Read(
        DisbursementState state, DisbursementTrigger trigger, Duty? held, string? reason, TakenBy by, bool stale, bool fact)
    {
        foreach (var move in Table.Transitions)
        {
            if (move.From != state || move.Trigger != trigger) continue;
            if (move.By != by) return nameof(WorkflowRefusals.StepNotPermitted);
            if (move.Guard is not null && !fact) return "Fact";
            if (stale) return "Stale";
            if (move.NeedsReason && string.IsNullOrWhiteSpace(reason)) return nameof(WorkflowRefusals.ReasonMissing);
            if (move.Duty is not null && held is not null && held != move.Duty) return nameof(WorkflowRefusals.PersonHasOtherDuty);
            return move.To.ToString();
        }

        return nameof(WorkflowRefusals.StepNotPermitted);
    }

    private static Workflow<ReviewState, ReviewTrigger> OneMove(Duty? duty, TakenBy by) => new(
        DocumentKind.ManualVoucher, "plan", [new(ReviewState.Filed, StateMeaning.Draft)],
        [new(ReviewState.Filed, ReviewTrigger.Convene, ReviewState.Filed, duty) { By = by }]);
}
