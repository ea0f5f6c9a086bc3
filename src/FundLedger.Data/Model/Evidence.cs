using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;

namespace FundLedger.Data.Model;

/// <summary>A request key that has been answered: the same key and content get the same answer again.</summary>
public sealed class AnsweredRequest
{
    public long DedicatedAccountId { get; init; }

    public required string RequestKey { get; init; }

    public required byte[] ContentHash { get; init; }

    public required string Answer { get; init; }
}

/// <summary>One leaf of the RFC 6962 log; the index is given under the series lock, in commit order.</summary>
public sealed class LogLeaf
{
    public long DedicatedAccountId { get; init; }

    public long LeafIndex { get; init; }

    public LeafKind Kind { get; init; }

    /// <summary>What the leaf stands for: <c>2026/123</c>, <c>disbursement/45/3</c>, <c>statement-file/9</c>.</summary>
    public required string Reference { get; init; }

    public required byte[] Hash { get; init; }

    public Instant RecordedAt { get; init; }
}

/// <summary>Free text outside the ledger, with the salt of its commitment. Both may be erased, the commitment stays.</summary>
public sealed class SideText
{
    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    public byte[]? Salt { get; set; }

    public string? Text { get; set; }
}

/// <summary>What happened, as a code and arguments; never translated text. Append-only.</summary>
public sealed class AuditEvent
{
    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    public Instant RecordedAt { get; init; }

    public long ActorId { get; init; }

    public required string Code { get; init; }

    /// <summary>JSON array.</summary>
    public required string Arguments { get; init; }
}
