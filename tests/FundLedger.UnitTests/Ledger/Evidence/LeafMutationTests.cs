using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;

namespace FundLedger.UnitTests.Ledger.Evidence;

/// <summary>No two different entries share an encoding: reading undoes writing, and nothing else reads as the same entry.</summary>
public sealed class LeafMutationTests
{
    private static readonly int Cases = Environment.GetEnvironmentVariable("FUNDLEDGER_LONG") == "1" ? 50_000 : 1_000;

    [Fact]
    public void Read_OfAnyEntrysEncoding_GivesItsFactsBack() => Hold(Prop.ForAll(
        Entry().ToArbitrary(), entry => Described(LeafReading.Entry(EntryLeaf.Encode(entry).ToArray())) == Described(entry)));

    [Fact]
    public void Encoding_OfTwoEntries_IsTheSameOnlyIfTheirFactsAre() => Hold(Prop.ForAll(
        Gen.Two(Entry()).ToArbitrary(),
        pair => EntryLeaf.Encode(pair.Item1).ToArray().AsSpan()
            .SequenceEqual(EntryLeaf.Encode(pair.Item2).ToArray()) == (Described(pair.Item1) == Described(pair.Item2))));

    [Fact]
    public void Read_OfAMutatedEncoding_FailsOrGivesOtherFacts() => Hold(Prop.ForAll(
        (from entry in Entry() from random in Gen.Choose(0, int.MaxValue) from way in Gen.Choose(0, 3) select (entry, random, way))
            .ToArbitrary(),
        asked =>
        {
            var (entry, random, way) = asked;
            var encoding = EntryLeaf.Encode(entry).ToArray();
            var mutated = Mutate(encoding, random, way);
            return mutated.AsSpan().SequenceEqual(encoding) || TryRead(mutated) is not { } other || Described(other) != Described(entry);
        }));

    /// <summary>The lengths are what keeps fields apart: a byte moved from one field to the next is another entry.</summary>
    [Fact]
    public void Encoding_WithACharacterMovedToTheNextField_IsAnother()
    {
        var entry = Fixed([new PostingLeafFacts("11", "011", 1, null, null)]);
        var moved = Fixed([new PostingLeafFacts("110", "11", 1, null, null)]);

        EntryLeaf.Encode(entry).ToArray().Should().NotEqual(EntryLeaf.Encode(moved).ToArray());
        EntryLeaf.Encode(entry).ToArray().Should().HaveSameCount(EntryLeaf.Encode(moved).ToArray());
    }

    [Fact]
    public void Encoding_OfALookAlike_IsAnother()
    {
        var latin = Fixed([new PostingLeafFacts("1101", "DON-A", 1, null, null)]);
        var cyrillic = Fixed([new PostingLeafFacts("1101", "DON-\u0410", 1, null, null)]);

        EntryLeaf.Hash(latin).Should().NotEqual(EntryLeaf.Hash(cyrillic));
    }

    private static byte[] Mutate(byte[] encoding, int random, int way)
    {
        var place = random % encoding.Length;
        var mutated = encoding.ToArray();
        switch (way)
        {
            case 0:
                mutated[place] ^= (byte)(1 << (random % 8));
                return mutated;
            case 1:
                return [.. encoding[..place], .. encoding[(place + 1)..]];
            case 2:
                return [.. encoding[..place], (byte)(random & 255), .. encoding[place..]];
            default:
                // Two neighbouring bytes change places: lengths against contents.
                var next = (place + 1) % encoding.Length;
                (mutated[place], mutated[next]) = (mutated[next], mutated[place]);
                return mutated;
        }
    }

    private static EntryLeafFacts? TryRead(byte[] encoding)
    {
        try
        {
            return LeafReading.Entry(encoding);
        }
        catch (Exception problem) when (
            problem is FormatException or DecoderFallbackException or InvalidOperationException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static EntryLeafFacts Fixed(PostingLeafFacts[] postings) => new(
        "log", new EntryReference(2026, 1), VoucherKind.Receipt, 1, new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 1),
            Instant.FromUnixTimeSeconds(0), 1,
        null, null, new byte[32], postings, [], []);

    private static Gen<EntryLeafFacts> Entry() =>
        from log in Texts()
        from entry in References()
        from kind in Gen.Elements(VoucherKind.Receipt, VoucherKind.Payment, VoucherKind.Transfer)
        from period in Gen.Choose(1, 13)
        from booked in Gen.Choose(0, 20_000)
        from recorded in Numbers()
        from actor in Numbers()
        from document in Gen.Elements<DocumentReference?>(
            null, new(DocumentKind.Contribution, 1), new(DocumentKind.Disbursement, 1), new(DocumentKind.Contribution, long.MaxValue))
        from reverses in Gen.OneOf(Gen.Constant<EntryReference?>(null), References().Select(reference => (EntryReference?)reference))
        from commitment in Gen.Choose(0, 255)
        from postings in Lists(
            from account in Texts()
            from fund in Texts()
            from amount in Numbers()
            from party in OrNull()
            from venture in OrNull()
            select new PostingLeafFacts(account, fund, amount, party, venture))
        from lots in Lists(
            from lot in Numbers()
            from fund in Texts()
            from amount in Numbers()
            from origin in Gen.Choose(1, 4)
            from id in OrNull()
            from parent in OrNull()
            select new LotOpeningLeafFacts(lot, fund, amount, (LotKind)origin, id, parent))
        from movements in Lists(
            from lot in Numbers()
            from fund in Texts()
            from used in Numbers()
            from encumbered in Numbers()
            select new LotMovement(lot, fund, used, encumbered))
        from approver in OrNull()
        select new EntryLeafFacts(
            log, entry, kind, period, new LocalDate(2000, 1, 1).PlusDays(booked), new LocalDate(2000, 1, 1).PlusDays(booked / 2),
            Instant.FromUnixTimeTicks(recorded / 1000 * 10), actor, document, reverses, Enumerable.Repeat((byte)commitment, 32)
                .ToArray(), postings, lots, movements, approver);

    /// <summary>Texts that could be mistaken for lengths, absence or their neighbours, and whole planes of Unicode.</summary>
    private static Gen<string> Texts() => Gen.Elements(
        "", "\0", "1", "11", "1101", "\0\0\0\u0001", "\0\0\0\u00011", "DON-石岡", "é", "\uFFFD", "𠀀", "\u0410", new string('x', 300));

    private static Gen<long> Numbers() => Gen.OneOf(
        Gen.Elements(0L, 1, -1, 11, 256, 1L << 32, uint.MaxValue, long.MaxValue / 1000, long.MinValue / 1000), Gen.Choose(
            int.MinValue, int.MaxValue).Select(number => (long)number));

    private static Gen<long?> OrNull() => Gen.OneOf(Gen.Constant<long?>(null), Numbers().Select(number => (long?)number));

    private static Gen<EntryReference> References() =>
        from year in Gen.Choose(2000, 2040) from number in Gen.Choose(1, 300) select new EntryReference(year, number);

    private static Gen<T[]> Lists<T>(Gen<T> items) => Gen.Choose(0, 3).SelectMany(count => Gen.ArrayOf(items, count));

    private static void Hold(Property property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), property);

    private static string Described(EntryLeafFacts entry) =>
        new StringBuilder().Append(entry.Log).Append('|').Append(entry.Reference).Append('|').Append(entry.Kind).Append('|')
        .Append(entry.Period).Append('|').Append(entry.BookingDate).Append('|').Append(entry.ValueDate).Append('|')
            .Append(entry.RecordedAt.ToUnixTimeTicks()).Append('|')
        .Append(entry.ActorId).Append('|').Append(entry.Document).Append('|').Append(entry.Reverses).Append('|')
            .Append(Convert.ToHexString(entry.DescriptionCommitment))
        .Append('|').AppendJoin(';', entry.Postings).Append('|').AppendJoin(';', entry.LotsOpened).Append('|')
            .AppendJoin(';', entry.LotMovements).Append('|').Append(entry.ApproverId).ToString();
}
