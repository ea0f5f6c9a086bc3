using System.Text;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports.Evidence;

namespace FundLedger.IntegrationTests.Evidence;

public sealed class LogProofsTests(SealedBooks sealedBooks) : IClassFixture<SealedBooks>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly long account = sealedBooks.Books.AccountId;
    private readonly CheckpointPublicKey[] keys = [sealedBooks.Key.Public];

    [Fact]
    public async Task Inclusion_OfEntriesInEverySize_HoldsByTheKeyAlone()
    {
        foreach (var size in SealedBooks.Sizes)
        {
            // The books' own rows are the first leaves; an entry's number is so much smaller than the size with its leaf.
            var entries = size - sealedBooks.LeavesBefore;
            foreach (var number in new[] { 1, entries / 2, entries - 1, entries }.Where(number => number > 0).Distinct())
            {
                var proof = (await sealedBooks.Proofs.Inclusion(account, new EntryReference(2026, number), size, None)).Value;
                ProofJson.Verify(Json(proof), keys).Value.Should().Be(size);
            }
        }
    }

    [Fact]
    public async Task Consistency_BetweenAllSizes_HoldsByTheKeysAlone()
    {
        foreach (var later in SealedBooks.Sizes)
        {
            foreach (var earlier in SealedBooks.Sizes.Where(size => size <= later))
            {
                var proof = (await sealedBooks.Proofs.Consistency(account, earlier, later, None)).Value;
                ProofJson.Verify(Json(proof), keys).Value.Should().Be(later);
            }
        }
    }

    [Fact]
    public async Task Inclusion_WithoutASize_IsInTheLargestCheckpoint() =>
        (await sealedBooks.Proofs.Inclusion(account, new EntryReference(2026, 1), null, None)).Value.TreeSize.Should()
            .Be(SealedBooks.Sizes[^1]);

    [Fact]
    public async Task Proofs_OfWhatIsNotThere_AreRefused()
    {
        (await sealedBooks.Proofs.Inclusion(account, new EntryReference(2026, 9999), null, None)).RefusalCode().Should()
            .Be(nameof(LedgerRefusals.EntryNotFound));
        (await sealedBooks.Proofs.Inclusion(account, new EntryReference(2026, 1), 3, None)).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.NoCheckpointOfSize));
        (await sealedBooks.Proofs.Inclusion(account, new EntryReference(2026, 301), 300, None)).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.EntryNotSealedYet));
        (await sealedBooks.Proofs.Consistency(account, 512, 300, None)).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.ProofSizesReversed));
        (await sealedBooks.Proofs.Consistency(account, 0, 300, None)).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.NoCheckpointOfSize));
        var fresh = await Books.Open(sealedBooks.Database);
        await fresh.AddFundHolding(1);
        (await sealedBooks.Proofs.Inclusion(fresh.AccountId, new EntryReference(2026, 1), null, None)).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.NoCheckpointYet));
    }

    [Fact]
    public async Task Verify_OfAProofForAnotherSize_IsRefused()
    {
        var small = (await sealedBooks.Proofs.Inclusion(account, new EntryReference(2026, 5), 300, None)).Value;
        var large = (await sealedBooks.Proofs.Inclusion(account, new EntryReference(2026, 5), 700, None)).Value;

        ProofJson.Verify(Json(small with { Checkpoint = large.Checkpoint }), keys).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.ProofForAnotherSize));
        ProofJson.Verify(Json(small with { Checkpoint = large.Checkpoint, TreeSize = 700 }), keys).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.ProofDoesNotHold));
    }

    [Fact]
    public async Task Verify_OfAChangedProof_IsRefused()
    {
        var proof = (await sealedBooks.Proofs.Inclusion(account, new EntryReference(2026, 5), 300, None)).Value;
        var richer = proof.Facts with
        {
            Postings = [
            .. proof.Facts.Postings.Select(posting => posting with { Amount = posting.Amount * 10 })]
        };
        using var another = CheckpointKey.Create();

        ProofJson.Verify(Json(proof with { Facts = richer }), keys).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.ProofOfAnotherEntry));
        ProofJson.Verify(Json(proof with { LeafIndex = proof.LeafIndex + 1 }), keys).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.ProofDoesNotHold));
        ProofJson.Verify(Json(proof with { Path = [.. proof.Path.Skip(1)] }), keys).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.ProofDoesNotHold));
        ProofJson.Verify(Json(proof), [another.Public]).RefusalCode().Should().Be(nameof(CheckpointRefusals.CheckpointKeyUnknown));
        ProofJson.Verify("{\n\"type\":"u8.ToArray(), keys).Refusal.Should().Be(JsonRefusals.JsonMalformed(2, 8));
        var whole = Encoding.UTF8.GetString(Json(proof));
        ProofJson.Verify(Encoding.UTF8.GetBytes("{\"log\":\"another\"," + whole[1..]), keys).Refusal.Should()
            .Be(JsonRefusals.JsonFieldTwice("log", ""));
        ProofJson.Verify(Encoding.UTF8.GetBytes("{\"more\":1," + whole[1..]), keys).RefusalCode().Should()
            .Be(nameof(JsonRefusals.JsonFieldUnknown));
        foreach (var garbage in new[] { "[]", "null", "{}", """{"type":"fundledger-inclusion-proof"}""", """{"type":5}""" })
        {
            ProofJson.Verify(Encoding.UTF8.GetBytes(garbage), keys).RefusalCode().Should()
                .Be(nameof(CheckpointRefusals.ProofNotReadable), garbage);
        }
    }

    [Fact]
    public async Task Verify_OfAKeptCheckpoint_RefusesWhatTheBooksAreNot()
    {
        var origin = (await sealedBooks.Proofs.Inclusion(account, new EntryReference(2026, 1), null, None)).Value.Log;
        using var another = CheckpointKey.Create();
        var forged = new Checkpoint(origin, 300, new byte[32]);
        var ahead = new Checkpoint(origin, 100_000, new byte[32]);

        (await sealedBooks.Proofs.Verify(account, sealedBooks.Key.Sign(forged), keys, None)).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.CheckpointRootDiffers));
        (await sealedBooks.Proofs.Verify(account, sealedBooks.Key.Sign(ahead), keys, None)).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.CheckpointLargerThanLog));
        (await sealedBooks.Proofs.Verify(account, another.Sign(forged), keys, None)).RefusalCode().Should()
            .Be(nameof(CheckpointRefusals.CheckpointKeyUnknown));
        (await sealedBooks.Proofs.Verify(account, sealedBooks.Key.Sign(forged with { Origin = "somebody.else" }), keys, None)).RefusalCode()
            .Should().Be(nameof(CheckpointRefusals.CheckpointOfAnotherLog));
    }

    private static byte[] Json(InclusionProof proof)
    {
        using var output = new MemoryStream();
        ProofJson.Write(proof, output);
        return output.ToArray();
    }

    private static byte[] Json(ConsistencyProof proof)
    {
        using var output = new MemoryStream();
        ProofJson.Write(proof, output);
        return output.ToArray();
    }
}
