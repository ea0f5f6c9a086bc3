using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;

namespace FundLedger.UnitTests.Ledger;

public sealed class LeafEncodingTests
{
    private static readonly Instant RecordedAt = Instant.FromUtc(2026, 7, 1, 2, 0) + Duration.FromTicks(1_234_560);

    private static readonly EntryLeafFacts Fixed = new(
        "fundledger.tw/taichung", new EntryReference(2026, 42), VoucherKind.Transfer, 7, new LocalDate(2026, 7, 1), new LocalDate(
            2026, 6, 30),
        RecordedAt, 5, new DocumentReference(DocumentKind.Disbursement, 17), new EntryReference(2026, 41), [
            .. Enumerable.Range(0, 32).Select(index => (byte)index)],
        [new PostingLeafFacts("5901", "DON-石岡", 100, 3, null), new PostingLeafFacts("1101.01", "DON-石岡", -100, null, 4)],
        [new LotOpeningLeafFacts(9, "DON-石岡", 100, LotKind.Child, null, 8)],
        [new LotMovement(8, "DON-石岡", 100, -100)]);

    [Fact]
    public void Hash_FixedEntry_NeverChanges() => Convert.ToHexStringLower(EntryLeaf.Hash(Fixed))
        .Should().Be("56e963cc810c613caec6b448657484fee0e73b8f30d29d503281b67a0181e4e1",
            "every signed checkpoint depends on this encoding; a change needs a new version byte");

    [Fact]
    public void Hash_OfAnEncoding_IsTheLeafHashOfRfc6962() =>
        // SHA-256(0x00 0x01 0x02 0x00000001 0x41): version 1, kind 2, the one byte "A".
        Convert.ToHexStringLower(new LeafEncoding(LeafKind.Approval).Text("A").Hash())
            .Should().Be(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([0, 1, 2, 0, 0, 0, 1, 0x41])));

    [Fact]
    public void Hash_IntoMemoryOfTheCallers_IsTheSame()
    {
        var hash = new byte[MerkleTree.HashLength];
        EntryLeaf.Hash(Fixed, hash);

        hash.Should().Equal(EntryLeaf.Hash(Fixed));
    }

    [Fact]
    public void Reference_Longest_IsWrittenInFull() =>
        new EntryReference(int.MinValue, long.MinValue).ToString().Should().Be("-2147483648/-9223372036854775808");

    [Fact]
    public void Encoding_EveryKindOfField_IsPrecededByItsLength() => new LeafEncoding(LeafKind.Entry)
        .Text("é").Number(-1).Date(new LocalDate(2026, 7, 1)).Instant(Instant.FromUnixTimeTicks(19)).Missing().Number(null).Text(null)
            .ToArray()
        .Should().Equal([
            1, 1,
            0, 0, 0, 2, 0xC3, 0xA9,
            0, 0, 0, 8, 255, 255, 255, 255, 255, 255, 255, 255,
            0, 0, 0, 10, .. "2026-07-01"u8,
            0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1,
            255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255]);

    [Fact]
    public void Encoding_ComposedAndDecomposedText_IsTheSame() =>
        new LeafEncoding(LeafKind.Entry).Text("e\u0301").ToArray().Should().Equal(new LeafEncoding(LeafKind.Entry).Text("é").ToArray());

    [Fact]
    public void Encoding_EmptyAndAbsent_Differ() =>
        new LeafEncoding(LeafKind.Entry).Text("").ToArray().Should().NotEqual(new LeafEncoding(LeafKind.Entry).Text(null).ToArray());

    [Fact]
    public void Encoding_TwoDifferentFieldLists_NeverShareBytes() => Prop.ForAll(
        Gen.Two(FieldList()).ToArbitrary(),
        pair => Encode(pair.Item1).AsSpan().SequenceEqual(Encode(pair.Item2)) == pair.Item1.SequenceEqual(pair.Item2))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Hash_TwoDifferentEntries_NeverShareOne() => Prop.ForAll(
        Gen.Two(Entry()).ToArbitrary(),
        pair => EntryLeaf.Hash(pair.Item1).AsSpan()
            .SequenceEqual(EntryLeaf.Hash(pair.Item2)) == (Described(pair.Item1) == Described(pair.Item2)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Hash_ChangeOfAnySingleFact_IsSeen()
    {
        EntryLeafFacts[] changed =
        [
            Fixed with { Log = "fundledger.tw/tainan" }, Fixed with { Reference = new EntryReference(2025, 42) },
                Fixed with { Reference = new EntryReference(2026, 43) },
            Fixed with { Kind = VoucherKind.Payment }, Fixed with { Period = 13 }, Fixed with { BookingDate = new LocalDate(2026, 7, 2) },
            Fixed with { ValueDate = new LocalDate(2026, 7, 1) }, Fixed with { RecordedAt = RecordedAt + Duration.FromTicks(10) },
                Fixed with { ActorId = 6 },
            Fixed with { Document = new DocumentReference(DocumentKind.Contribution, 17) },
                Fixed with { Document = new DocumentReference(DocumentKind.Disbursement, 18) },
            Fixed with { Document = null }, Fixed with { Reverses = null }, Fixed with { Reverses = new EntryReference(2026, 40) },
            Fixed with { DescriptionCommitment = new byte[32] }, Fixed with { Postings = [Fixed.Postings[1], Fixed.Postings[0]] },
            Fixed with { Postings = [Fixed.Postings[0] with { PartyId = null, VentureId = 3 }, Fixed.Postings[1]] },
            Fixed with { LotsOpened = [] }, Fixed with { LotsOpened = [Fixed.LotsOpened[0] with { ParentLotId = null, DocumentId = 8 }] },
            Fixed with { LotMovements = [] }, Fixed with { LotMovements = [new LotMovement(8, "DON-石岡", -100, 100)] },
        ];

        changed.Append(Fixed).Select(entry => Convert.ToHexString(EntryLeaf.Hash(entry))).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Commitment_SameTextOtherSalt_Differs()
    {
        var (first, second) = (new byte[TextCommitment.SaltLength], Enumerable.Repeat((byte)1, TextCommitment.SaltLength).ToArray());

        TextCommitment.Of(first, "捐款").Should().NotEqual(TextCommitment.Of(second, "捐款"));
        TextCommitment.Of(first, "捐款").Should().Equal(TextCommitment.Of(first, "捐款"));
    }

    [Fact]
    public void Commitment_SaltOfAnotherLength_Throws()
    {
        var act = () => TextCommitment.Of(new byte[15], "x");
        act.Should().Throw<ArgumentException>();
    }

    /// <summary>Fields from a small alphabet, so that lists differ only in where one field ends and the next begins.</summary>
    private static Gen<string?[]> FieldList() => Gen.ArrayOf(Gen.Elements<string?>(null, "", "\0", "A", "AA", "\0\0\0\u0001A"))
        .Resize(6);

    private static byte[] Encode(string?[] fields) =>
        fields.Aggregate(new LeafEncoding(LeafKind.Entry), (leaf, field) => leaf.Text(field)).ToArray();

    private static Gen<EntryLeafFacts> Entry() =>
        from number in Gen.Choose(1, 2)
        from document in Gen.Elements<DocumentReference?>(null, new DocumentReference(DocumentKind.Contribution, 1))
        from postings in Gen.ArrayOf(
            from account in Gen.Elements("1", "11")
            from fund in Gen.Elements("1", "11")
            from amount in Gen.Elements(1L, 11L)
            from party in Gen.Elements<long?>(null, 1L)
            select new PostingLeafFacts(account, fund, amount, party, null)).Resize(2)
        from lots in Gen.ArrayOf(
            from lot in Gen.Elements(1L, 11L)
            from parent in Gen.Elements<long?>(null, 1L)
            select new LotOpeningLeafFacts(lot, "1", 1, LotKind.Child, null, parent)).Resize(2)
        from movements in Gen.ArrayOf(Gen.Elements(new LotMovement(1, "1", 1, 0), new LotMovement(1, "1", 0, 1))).Resize(2)
        select Fixed with
        {
            Reference = new EntryReference(2026, number),
            Document = document,
            Postings = postings,
            LotsOpened = lots,
            LotMovements = movements,
        };

    private static string Described(EntryLeafFacts entry) => new StringBuilder().Append(entry.Reference).Append('|').Append(entry.Document)
        .Append('|').AppendJoin(';', entry.Postings).Append('|').AppendJoin(';', entry.LotsOpened).Append('|')
            .AppendJoin(';', entry.LotMovements).ToString();
}
