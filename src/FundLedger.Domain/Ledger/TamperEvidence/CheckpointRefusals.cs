namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>The refusals of checkpoints and proofs, in the order they are checked. Codes are the method names.</summary>
public static class CheckpointRefusals
{
    public static Refusal CheckpointKeyMissing(string file) => new(nameof(CheckpointKeyMissing), file);

    public static Refusal CheckpointKeyExists(string file) => new(nameof(CheckpointKeyExists), file);

    public static Refusal CheckpointKeyOpenToOthers(string file) => new(nameof(CheckpointKeyOpenToOthers), file);

    public static Refusal CheckpointKeyNotReadable(string file) => new(nameof(CheckpointKeyNotReadable), file);

    public static Refusal CheckpointKeyNotP256(string file) => new(nameof(CheckpointKeyNotP256), file);

    public static Refusal CheckpointKeyNotWritable(string file, string problem) => new(nameof(CheckpointKeyNotWritable), file, problem);

    public static Refusal LogEmpty() => new(nameof(LogEmpty));

    public static Refusal LogNameNotUsable(string name) => new(nameof(LogNameNotUsable), name);

    public static Refusal LeafMissing(long leafIndex) => new(nameof(LeafMissing), leafIndex);

    public static Refusal LogNodeMissing(long firstLeaf, long endLeaf) => new(nameof(LogNodeMissing), firstLeaf, endLeaf);

    public static Refusal LeafWithoutFacts(long leafIndex, string reference) => new(nameof(LeafWithoutFacts), leafIndex, reference);

    public static Refusal LogContradictsCheckpoint(long size) => new(nameof(LogContradictsCheckpoint), size);

    /// <param name="size">Of the checkpoint that lies beside the key.</param>
    public static Refusal LogContradictsKeptCheckpoint(long size) => new(nameof(LogContradictsKeptCheckpoint), size);

    public static Refusal KeptCheckpointMissing(string file) => new(nameof(KeptCheckpointMissing), file);

    public static Refusal KeptCheckpointNotUsable(string file, string problem) => new(nameof(KeptCheckpointNotUsable), file, problem);

    /// <param name="kept">The size of the one that stays.</param>
    public static Refusal LargerCheckpointKept(string file, long kept, long size) => new(nameof(LargerCheckpointKept), file, kept, size);

    public static Refusal NoCheckpointYet() => new(nameof(NoCheckpointYet));

    public static Refusal NoCheckpointOfSize(long size) => new(nameof(NoCheckpointOfSize), size);

    public static Refusal CheckpointNotReadable(string problem) => new(nameof(CheckpointNotReadable), problem);

    public static Refusal CheckpointOfAnotherLog(string actual, string expected) => new(nameof(CheckpointOfAnotherLog), actual, expected);

    public static Refusal CheckpointKeyUnknown(string keys) => new(nameof(CheckpointKeyUnknown), keys);

    public static Refusal CheckpointSignatureWrong(string key) => new(nameof(CheckpointSignatureWrong), key);

    public static Refusal CheckpointLargerThanLog(long size, long leaves) => new(nameof(CheckpointLargerThanLog), size, leaves);

    public static Refusal CheckpointRootDiffers(long size) => new(nameof(CheckpointRootDiffers), size);

    public static Refusal EntryNotSealedYet(EntryReference entry, long leafIndex, long size) =>
        new(nameof(EntryNotSealedYet), entry, leafIndex, size);

    public static Refusal ProofSizesReversed(long earlier, long later) => new(nameof(ProofSizesReversed), earlier, later);

    public static Refusal ProofNotReadable(string problem) => new(nameof(ProofNotReadable), problem);

    public static Refusal ProofForAnotherSize(long proof, long checkpoint) => new(nameof(ProofForAnotherSize), proof, checkpoint);

    public static Refusal ProofOfAnotherEntry(string entry) => new(nameof(ProofOfAnotherEntry), entry);

    public static Refusal ProofDoesNotHold() => new(nameof(ProofDoesNotHold));
}
