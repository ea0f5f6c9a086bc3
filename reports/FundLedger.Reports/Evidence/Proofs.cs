using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;

namespace FundLedger.Reports.Evidence;

/// <summary>A checkpoint as it is stored.</summary>
/// <param name="KeyId">Eight hexadecimal digits.</param>
public sealed record StoredCheckpoint(long TreeSize, string KeyId, byte[] Root, string Note, Instant SignedAt);

/// <summary>Shows that an entry's leaf is in the tree that a checkpoint signs; needs nothing else to be checked.</summary>
/// <param name="Facts">What the leaf covers, so that its hash can be computed again.</param>
/// <param name="Path">The audit path of RFC 6962, from the leaf up.</param>
public sealed record InclusionProof(
    string Log, EntryLeafFacts Facts, long LeafIndex, byte[] LeafHash, long TreeSize, IReadOnlyList<byte[]> Path, string Checkpoint);

/// <summary>Shows that nothing under the first checkpoint was changed or removed until the second.</summary>
public sealed record ConsistencyProof(
    string Log, long FirstSize, long SecondSize, IReadOnlyList<byte[]> Path, string FirstCheckpoint, string SecondCheckpoint);
