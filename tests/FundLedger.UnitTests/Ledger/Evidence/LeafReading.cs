using System.Buffers.Binary;
using System.Text;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.UnitTests.Ledger.Evidence;

/// <summary>
/// Reads an entry's encoding back to its facts. That there is one reader for which reading undoes writing is the proof
/// that no two different entries share an encoding. Throws <see cref="FormatException"/> on anything else.
/// </summary>
internal ref struct LeafReading(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public static EntryLeafFacts Entry(byte[] encoding)
    {
        if (encoding is not [LeafEncoding.Version, (byte)LeafKind.Entry, ..]) throw new FormatException("Another version or kind.");
        var leaf = new LeafReading(encoding.AsSpan(2));
        var facts = new EntryLeafFacts(
            leaf.Text(), leaf.Reference()!.Value, (VoucherKind)leaf.Number(), (int)leaf.Number(), leaf.Date(), leaf.Date(), leaf.Instant(),
                leaf.Number(),
            leaf.Document(), leaf.Reference(), leaf.Bytes().ToArray(), leaf.Postings(), leaf.Lots(), leaf.Movements(),
            leaf.rest.Length == 0 ? null : leaf.Number());
        return leaf.rest.Length == 0 ? facts : throw new FormatException("Something is left.");
    }

    private PostingLeafFacts[] Postings()
    {
        var postings = new PostingLeafFacts[Count()];
        for (var index = 0; index < postings.Length; index++) postings[index] = new PostingLeafFacts(
            Text(), Text(), Number(), NumberOrNull(), NumberOrNull());
        return postings;
    }

    private LotOpeningLeafFacts[] Lots()
    {
        var lots = new LotOpeningLeafFacts[Count()];
        for (var index = 0; index < lots.Length; index++) lots[index] = new LotOpeningLeafFacts(
            Number(), Text(), Number(), (LotKind)Number(), NumberOrNull(), NumberOrNull());
        return lots;
    }

    private LotMovement[] Movements()
    {
        var movements = new LotMovement[Count()];
        for (var index = 0; index < movements.Length; index++) movements[index] = new LotMovement(Number(), Text(), Number(), Number());
        return movements;
    }

    private int Count() => Number() is >= 0 and <= 10_000 and var count ? (int)count : throw new FormatException("Not a count.");

    private DocumentReference? Document() => (NumberOrNull(), NumberOrNull()) switch
    {
        ({ } kind, { } id) => new DocumentReference((DocumentKind)kind, id),
        (null, null) => null,
        _ => throw new FormatException("Half a document."),
    };

    private EntryReference? Reference() => (NumberOrNull(), NumberOrNull()) switch
    {
        ({ } year and <= int.MaxValue and >= int.MinValue, { } number) => new EntryReference((int)year, number),
        (null, null) => null,
        _ => throw new FormatException("Half a reference."),
    };

    private string Text() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Bytes());

    private LocalDate Date() =>
        LocalDatePattern.Iso.Parse(Text()) is { Success: true } date ? date.Value : throw new FormatException("Not a date.");

    private Instant Instant() => NodaTime.Instant.FromUnixTimeTicks(checked(Number() * 10));

    private long Number() => NumberOrNull() ?? throw new FormatException("A number is absent.");

    private long? NumberOrNull()
    {
        if (Field(out var field)) return null;
        return field.Length == sizeof(long) ? BinaryPrimitives.ReadInt64BigEndian(field) : throw new FormatException("Not a number.");
    }

    private ReadOnlySpan<byte> Bytes() => Field(out var field) ? throw new FormatException("A field is absent.") : field;

    private bool Field(out ReadOnlySpan<byte> field)
    {
        field = default;
        if (rest.Length < sizeof(uint)) throw new FormatException("A length is cut off.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        rest = rest[sizeof(uint)..];
        if (length == uint.MaxValue) return true;
        if (length > rest.Length) throw new FormatException("A field is cut off.");
        field = rest[..(int)length];
        rest = rest[(int)length..];
        return false;
    }
}
