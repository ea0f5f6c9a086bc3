using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.Domain.Workflow;

/// <summary>A request to take a step: the actor and what they submit with it.</summary>
/// <param name="ExpectedRevision">The revision the person looked at; null when no person decides.</param>
/// <param name="Seat">The seat a vote is cast for.</param>
public sealed record StepRequest(Actor Actor, Instant Now, string? Reason = null, int? ExpectedRevision = null, string? Seat = null)
{
    public TakenBy By { get; init; } = TakenBy.Person;
}

/// <summary>What a workflow needs to decide one step, beside state and trigger. Guards read it and change nothing.</summary>
public sealed record StepContext(StepRequest Request, History History)
{
    /// <summary>Set when the document has changed since the person looked at it, or since it was decided about.</summary>
    public Refusal? Stale { get; init; }

    /// <summary>Whether the fact of a guard holds: the refusal when it does not.</summary>
    public Func<string, Refusal?> Fact { get; init; } = _ => null;
}

/// <summary>
/// A document's answer to a step: the step, the entry that must be posted with it, and the system's step that follows in
/// the same write. They are booked together or not at all.
/// </summary>
/// <param name="Reason">The person's reason, kept among the erasable texts.</param>
public sealed record DecidedStep(Step Step, string? Reason = null, EntryDraft? Entry = null, DecidedStep? Following = null);
