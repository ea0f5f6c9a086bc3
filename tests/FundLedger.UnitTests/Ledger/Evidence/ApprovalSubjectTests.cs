using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;

namespace FundLedger.UnitTests.Ledger.Evidence;

/// <summary>What a step is about, as bytes that a stranger can compute again.</summary>
public sealed class ApprovalSubjectTests
{
    private static readonly byte[] Salt = Enumerable.Range(1, 16).Select(number => (byte)number).ToArray();
    private static readonly DocumentReference Case = new(DocumentKind.Disbursement, 7);

    [Fact]
    public void Hash_OfASubject_IsThatOfItsDescription()
    {
        var subject = new ApprovalSubject(
            new("purpose", "廚房"), new("amount", 1000L), new("instrument", Instrument.Grant), new("venture_id", null),
            new("due", new LocalDate(2026, 7, 1)));
        byte[] described =
        [
            2, 1, .. Number(2), .. Number(7), .. Number(3),
            .. Text("amount"), .. Number(1000), .. Text("due"), .. Text("2026-07-01"), .. Text("instrument"), .. Number(1),
            .. Text("purpose"), .. Field(SHA256.HashData([.. Salt, .. "purpose\n廚房"u8])),
        ];

        subject.Hash(Case, 3, Salt).Should().Equal(SHA256.HashData(described));
    }

    [Fact]
    public void Hash_OfAnythingElse_IsAnother()
    {
        var hashes = new[]
        {
            Hash(), Hash(amount: 1001), Hash(purpose: "another"), Hash(purpose: null), Hash(revision: 4), Hash(document: 8),
            Hash(name: "amounts"), Hash(salt: 1),
        };

        hashes.Should().OnlyHaveUniqueItems();
        Hash().Should().Be(Hash(), "the same is the same");
    }

    [Fact]
    public void Leaf_OfAStepWithoutASubject_IsWhatItAlwaysWas()
    {
        var step = new ApprovalLeafFacts(
            Case, 1, "Submit", "Draft", "Submitted", 3, "Requester", 1000, new byte[32], Instant.FromUtc(2026, 7, 1, 2, 0));
        byte[] described =
        [
            0, 1, 2, .. Text("log"), .. Number(2), .. Number(7), .. Number(1), .. Text("Submit"), .. Text("Draft"), .. Text("Submitted"),
            .. Number(3), .. Text("Requester"), .. Number(1000), .. Field(new byte[32]),
            .. Number(Instant.FromUtc(2026, 7, 1, 2, 0).ToUnixTimeTicks() / 10),
        ];

        ApprovalLeaf.Hash("log", step).Should().Equal(SHA256.HashData(described));
        ApprovalLeaf.Hash("log", step with { Seat = "NDC" }).Should().Equal(SHA256.HashData([.. described, .. Text("NDC")]));
    }

    [Fact]
    public void Leaf_OfAStepWithASubject_CoversItAndWhetherThereIsASeat()
    {
        var step = new ApprovalLeafFacts(
            Case, 1, "Submit", "Draft", "Submitted", 3, "Requester", 1000, new byte[32], Instant.FromUtc(2026, 7, 1, 2, 0), null, Salt);
        var leaves = new[]
        {
            step, step with { SubjectHash = null }, step with { SubjectHash = [.. Salt, 0] }, step with { Seat = "NDC" },
            // A seat of the very bytes of a hash is no hash.
            step with { SubjectHash = null, Seat = Encoding.UTF8.GetString(Salt) },
        };

        leaves.Select(leaf => Convert.ToHexString(ApprovalLeaf.Hash("log", leaf))).Should().OnlyHaveUniqueItems();
    }

    private static string Hash(
        string name = "amount", long amount = 1000, string? purpose = "kitchen", int revision = 3, long document = 7, byte salt = 0) =>
        Convert.ToHexString(new ApprovalSubject(new(name, amount), new("purpose", purpose)).Hash(
            Case with { Id = document }, revision, [(byte)(Salt[0] + salt), .. Salt[1..]]));

    private static byte[] Field(byte[] value)
    {
        var field = new byte[4 + value.Length];
        BinaryPrimitives.WriteInt32BigEndian(field, value.Length);
        value.CopyTo(field, 4);
        return field;
    }

    private static byte[] Text(string value) => Field(Encoding.UTF8.GetBytes(value));

    private static byte[] Number(long value)
    {
        var number = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, value);
        return Field(number);
    }
}
