using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Workflow;

/// <summary>
/// One step in the history of a document of any kind; append-only. States and triggers are the numbers of that kind's
/// workflow. A vote that does not fill a quorum is a step that stays in its state.
/// </summary>
public sealed class Step
{
    public long DedicatedAccountId { get; init; }

    public DocumentKind DocumentKind { get; init; }

    public long DocumentId { get; init; }

    /// <summary>1, 2, 3 … without gaps; two people cannot take the same step.</summary>
    public int Sequence { get; init; }

    public int Trigger { get; init; }

    public int FromState { get; init; }

    public int ToState { get; init; }

    public long PersonId { get; init; }

    /// <summary>Null for a step of the system.</summary>
    public Duty? Duty { get; init; }

    /// <summary>The seat a vote was cast for; null for a step without a quorum.</summary>
    public string? Seat { get; init; }

    /// <summary>SHA-256(salt ‖ reason); the reason itself is among the erasable texts.</summary>
    public byte[] ReasonCommitment { get; set; } = [];

    public long? ReasonTextId { get; set; }

    /// <summary>
    /// Of what the person decided about (<see cref="IWorkflowDocument.Subject"/>), 32 bytes; null for a step from before steps had it.
    /// </summary>
    public byte[]? SubjectHash { get; set; }

    /// <summary>Sixteen random bytes, with which the subject's texts are hashed; there is one where there is a hash.</summary>
    public byte[]? SubjectSalt { get; set; }

    public Instant RecordedAt { get; set; }

    public long LeafIndex { get; set; }
}

/// <summary>That a person has played a part in a document. The key allows one part per person: the database's own check.</summary>
public sealed class DutyHolding
{
    public long DedicatedAccountId { get; init; }

    public DocumentKind DocumentKind { get; init; }

    public long DocumentId { get; init; }

    public long PersonId { get; init; }

    public Duty Duty { get; init; }
}
