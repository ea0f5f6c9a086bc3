using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.Domain.Workflow;

/// <summary>
/// A document that a workflow governs: its state, and the steps that led there. A kind of document derives from it, names
/// its table, and answers each trigger with step and entry.
/// </summary>
public abstract class WorkflowDocument<TState, TTrigger> : IWorkflowDocument
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private History? history;

    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public TState State { get; private set; }

    /// <summary>Since when it has been waiting in its present state; an approver's queue shows the age.</summary>
    public Instant StateSince { get; private set; }

    /// <summary>The number of steps taken.</summary>
    public int Revision { get; private set; }

    public DocumentReference Reference => new(Table.Document, Id);

    public abstract long Amount { get; init; }

    /// <summary>Asking before it is given is a bug: no decision may be made without the whole history.</summary>
    public History History => history ?? throw new InvalidOperationException($"The history of {Reference} has not been read.");

    bool IWorkflowDocument.HasHistory => history is not null;

    IWorkflow IWorkflowDocument.GoverningWorkflow => Table;

    protected abstract Workflow<TState, TTrigger> Table { get; }

    public void Remember(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Steps.Count != Revision)
            throw new InvalidOperationException($"{Reference} has {Revision} steps, not {history.Steps.Count}.");
        this.history = history;
    }

    /// <summary>A person takes a duty without a step of its own. Refused when that person has played another part.</summary>
    public Refusal? Register(Actor person, Duty duty)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (SeparationOfDuties.Check(History.Duties, person, duty) is { } refusal) return refusal;
        History.Append(new DutyHolding
        {
            DedicatedAccountId = DedicatedAccountId,
            DocumentKind = Table.Document,
            DocumentId = Id,
            PersonId = person.PersonId,
            Duty = duty,
        });
        return null;
    }

    /// <summary>The document begins, in its workflow's first state, with an empty history.</summary>
    public void Begin(Instant now)
    {
        (State, StateSince) = (Table.First, now);
        Remember(new History([], []));
    }

    /// <summary>The refusal of a step on a revision that is not the present one.</summary>
    protected abstract Refusal Changed();

    /// <summary>Takes one step by the table, or refuses it in the order of <see cref="WorkflowMachine{TState,TTrigger}"/>.</summary>
    /// <param name="fact">Whether the fact of a guard holds: its refusal when it does not.</param>
    protected Result<Step> Take(TTrigger trigger, StepRequest request, Func<string, Refusal?>? fact = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var stale = request.ExpectedRevision is { } seen && seen != Revision ? Changed() : null;
        var context = new StepContext(request, History) { Stale = stale, Fact = fact ?? (_ => null) };
        var reached = Table.Fire(State, trigger, context);
        if (reached.IsRefused) return reached.Refusal;

        var move = Table.Find(State, trigger)!;
        if (move.Duty is { } duty && Register(request.Actor, duty) is { } refusal) return refusal;
        var step = new Step
        {
            DedicatedAccountId = DedicatedAccountId,
            DocumentKind = Table.Document,
            DocumentId = Id,
            Sequence = History.Steps.Count + 1,
            Trigger = Workflow<TState, TTrigger>.Number(trigger),
            FromState = Workflow<TState, TTrigger>.Number(State),
            ToState = Workflow<TState, TTrigger>.Number(reached.Value),
            PersonId = request.Actor.PersonId,
            Duty = move.Duty,
            Seat = move.Quorum is null ? null : request.Seat,
        };
        History.Append(step);
        // A vote that leaves the state where it is does not make the document younger.
        if (!reached.Value.Equals(State)) StateSince = request.Now;
        State = reached.Value;
        Revision++;
        return step;
    }
}
