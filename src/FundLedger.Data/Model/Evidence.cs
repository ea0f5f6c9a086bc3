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

    /// <summary>What the leaf records: <c>2026/123</c>, <c>disbursement/45/3</c>, <c>statement-file/9</c>.</summary>
    public required string Reference { get; init; }

    public required byte[] Hash { get; init; }

    public Instant RecordedAt { get; init; }
}

/// <summary>The hash of a complete subtree of the log, from 2⁸ leaves upwards; kept so that proofs need not read every leaf.</summary>
public sealed class LogNode
{
    public long DedicatedAccountId { get; init; }

    public long FirstLeaf { get; init; }

    /// <summary>It covers 2^<see cref="Level"/> leaves.</summary>
    public int Level { get; init; }

    public required byte[] Hash { get; init; }
}

/// <summary>What was signed of the log, when, and by which key. Append-only; the key itself is never in the database.</summary>
public sealed class LogCheckpoint
{
    public long DedicatedAccountId { get; init; }

    public long TreeSize { get; init; }

    /// <summary>Eight hexadecimal digits.</summary>
    public required string KeyId { get; init; }

    public required byte[] Root { get; init; }

    /// <summary>The signed note as it is published.</summary>
    public required string Note { get; init; }

    public Instant SignedAt { get; init; }
}

/// <summary>Free text outside the ledger, with the salt of its commitment. Both may be erased, the commitment stays.</summary>
public sealed class ErasableText
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
