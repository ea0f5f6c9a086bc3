using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
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

    ApprovalSubject IWorkflowDocument.Subject => Subject;

    protected abstract Workflow<TState, TTrigger> Table { get; }

    /// <summary>
    /// Everything that a person who takes a step decides about, as it is now, named as <see cref="ApprovalSubject"/> says. What is
    /// not on the document, the use case gives with the facts of the step. A statement of the checks,
    /// <c>Checks/subject-&lt;name of the workflow&gt;.sql</c>, selects the same by the same names.
    /// </summary>
    protected abstract ApprovalSubject Subject { get; }

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

    /// <summary>
    /// Refused when a step in force was taken about something else than the document is now: somebody has changed it without
    /// the workflow (<see cref="WorkflowRefusals.ApprovedSubjectChanged"/>).
    /// </summary>
    protected Refusal? CheckSubject() => Approvals.FirstChanged(Table, History.Steps, Subject) is { } step
        ? WorkflowRefusals.ApprovedSubjectChanged(step.Sequence, (TTrigger)Enum.ToObject(typeof(TTrigger), step.Trigger))
        : null;

    /// <summary>Takes one step by the table, or refuses it in the order of <see cref="WorkflowMachine{TState,TTrigger}"/>.</summary>
    /// <param name="fact">Whether the fact of a guard holds: its refusal when it does not.</param>
    protected Result<Step> Take(TTrigger trigger, StepRequest request, Func<string, Refusal?>? fact = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var context = new StepContext(request, History) { Stale = Stale(trigger, request), Fact = fact ?? (_ => null) };
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

    /// <summary>
    /// Nobody takes a document further that is not what was decided about; sending it back and ending it stay possible. What the
    /// bank has done is booked in any case: the checks tell.
    /// </summary>
    private Refusal? Stale(TTrigger trigger, StepRequest request)
    {
        if (request.ExpectedRevision is { } seen && seen != Revision) return Changed();
        return Table.Find(State, trigger) is { By: TakenBy.Person } move && Table.IsForward(move) ? CheckSubject() : null;
    }
}
