using System.Collections.Frozen;
using System.Text;

namespace FundLedger.Domain.Disbursements;

public enum DisbursementState
{
    Draft = 1,
    Submitted = 2,
    Certified = 3,
    Authorized = 5,
    Encumbered = 6,
    Released = 7,
    Paid = 8,
    Returned = 11,
    Rejected = 12,
    Cancelled = 13,
}

public enum DisbursementTrigger
{
    Submit = 1,
    Certify = 2,
    Authorize = 3,
    Encumber = 4,
    Release = 5,
    ConfirmPayment = 6,
    Return = 7,
    Reject = 8,
    Cancel = 9,
}

/// <summary>The part a person plays in one disbursement. One person plays one part, whatever roles they hold later.</summary>
public enum Duty
{
    Requester = 1,
    Certifier = 2,
    Authorizer = 4,
    Payer = 6,
    Reconciler = 8,
    PayeeEditor = 9,
}

/// <summary>One permitted move of the disbursement workflow.</summary>
/// <param name="Duty">Whose step it is; null: the system follows the step before, in the same write.</param>
/// <param name="NeedsReason">The person must say why.</param>
public sealed record DisbursementTransition(
    DisbursementState From, DisbursementTrigger Trigger, DisbursementState To, Duty? Duty, bool NeedsReason = false);

/// <summary>The workflow as data. A move that is not listed is refused, never ignored.</summary>
public static class DisbursementWorkflow
{
    public static IReadOnlyList<DisbursementTransition> Transitions { get; } =
    [
        new(DisbursementState.Draft, DisbursementTrigger.Submit, DisbursementState.Submitted, Duty.Requester),
        new(DisbursementState.Returned, DisbursementTrigger.Submit, DisbursementState.Submitted, Duty.Requester),
        new(DisbursementState.Submitted, DisbursementTrigger.Certify, DisbursementState.Certified, Duty.Certifier),
        new(DisbursementState.Certified, DisbursementTrigger.Authorize, DisbursementState.Authorized, Duty.Authorizer),
        new(DisbursementState.Authorized, DisbursementTrigger.Encumber, DisbursementState.Encumbered, null),
        new(DisbursementState.Encumbered, DisbursementTrigger.Release, DisbursementState.Released, Duty.Payer),
        new(DisbursementState.Released, DisbursementTrigger.ConfirmPayment, DisbursementState.Paid, Duty.Reconciler),
        new(DisbursementState.Submitted, DisbursementTrigger.Return, DisbursementState.Returned, Duty.Certifier, NeedsReason: true),
        new(DisbursementState.Certified, DisbursementTrigger.Return, DisbursementState.Returned, Duty.Authorizer, NeedsReason: true),
        new(DisbursementState.Submitted, DisbursementTrigger.Reject, DisbursementState.Rejected, Duty.Certifier, NeedsReason: true),
        new(DisbursementState.Certified, DisbursementTrigger.Reject, DisbursementState.Rejected, Duty.Authorizer, NeedsReason: true),
        new(DisbursementState.Draft, DisbursementTrigger.Cancel, DisbursementState.Cancelled, Duty.Requester),
        new(DisbursementState.Returned, DisbursementTrigger.Cancel, DisbursementState.Cancelled, Duty.Requester),
        new(DisbursementState.Submitted, DisbursementTrigger.Cancel, DisbursementState.Cancelled, Duty.Requester, NeedsReason: true),
        new(DisbursementState.Certified, DisbursementTrigger.Cancel, DisbursementState.Cancelled, Duty.Requester, NeedsReason: true),
        new(DisbursementState.Encumbered, DisbursementTrigger.Cancel, DisbursementState.Cancelled, Duty.Authorizer, NeedsReason: true),
    ];

    private static readonly FrozenDictionary<(DisbursementState, DisbursementTrigger), DisbursementTransition> Table =
        Transitions.ToFrozenDictionary(transition => (transition.From, transition.Trigger));

    public static DisbursementTransition? Find(DisbursementState from, DisbursementTrigger trigger) => Table.GetValueOrDefault((from, trigger));

    public static IEnumerable<DisbursementTransition> From(DisbursementState state) =>
        Transitions.Where(transition => transition.From == state);

    /// <summary>The table as a Mermaid state diagram; the README's copy is compared with it by a test.</summary>
    public static string ToMermaid()
    {
        var text = new StringBuilder("stateDiagram-v2\n    [*] --> Draft\n");
        foreach (var move in Transitions)
        {
            text.Append("    ").Append(move.From).Append(" --> ").Append(move.To).Append(": ")
                .Append(move.Trigger).Append(" (").Append(move.Duty?.ToString() ?? "system").Append(")\n");
        }

        foreach (var end in Enum.GetValues<DisbursementState>().Where(state => !From(state).Any()))
        {
            text.Append("    ").Append(end).Append(" --> [*]\n");
        }

        return text.ToString();
    }
}
