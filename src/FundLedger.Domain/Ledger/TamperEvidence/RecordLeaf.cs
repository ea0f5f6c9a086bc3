using System.Globalization;
using NodaTime;

namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>
/// A column of a row as the database keeps it: null, a whole number, a truth value, text, bytes, a date or an instant (UTC).
/// </summary>
public readonly record struct RecordColumn(string Name, object? Value);

/// <summary>Which row, and which of its states: the first has revision 1, every change one more.</summary>
/// <param name="Key">The columns of the primary key without the dedicated account, joined by a hyphen.</param>
public readonly record struct RecordReference(string Table, string Key, int Revision)
{
    /// <summary>The tables' names hold no slash.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Table}/{Key}/{Revision}");
}

/// <summary>
/// A row as a leaf: which row, in which revision, and every column it has. Columns are ordered by their names and stand with
/// them; those without a value are left out, so that a column added later leaves the leaves of earlier rows as they are. A text
/// enters only as its <see cref="TextCommitment"/>, with the row's salt, new in each revision.
/// </summary>
public static class RecordLeaf
{
    /// <summary>Columns that say where the row's leaf is; they are in no leaf.</summary>
    public const string RevisionColumn = "record_revision", LeafColumn = "record_leaf_index", SaltColumn = "record_salt";

    /// <summary>Whether the row has texts, and with them a salt; without any it has none.</summary>
    public static bool HasTexts(IEnumerable<RecordColumn> row) => row.Any(column => column.Value is string);

    /// <summary>The row's columns as a leaf covers them: without those about the leaf itself and those without a value, by name.</summary>
    /// <param name="salt">Empty for a row without texts.</param>
    public static IReadOnlyList<RecordColumn> Covered(IEnumerable<RecordColumn> row, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(row);
        var columns = row.Where(column => column.Value is not null && !IsAboutLeaf(column.Name)).ToArray();
        Array.Sort(columns, (one, other) => string.CompareOrdinal(one.Name, other.Name));
        for (var index = 0; index < columns.Length; index++)
        {
            var (name, value) = columns[index];
            columns[index] = new RecordColumn(name, value is string text ? Committed(salt, name, text) : Plain(name, value!));
        }

        return columns;
    }

    /// <param name="log">The name of the log the leaf is in.</param>
    /// <param name="covered">As <see cref="Covered"/> gives them.</param>
    public static byte[] Hash(string log, RecordReference reference, Instant recordedAt, IReadOnlyList<RecordColumn> covered)
    {
        ArgumentNullException.ThrowIfNull(covered);
        using var leaf = new LeafEncoding(LeafKind.Record);
        leaf.Text(log).Text(reference.Table).Text(reference.Key).Number(reference.Revision).Instant(recordedAt);
        Add(leaf, covered);
        return leaf.Hash();
    }

    /// <param name="covered">As <see cref="Covered"/> gives them.</param>
    internal static void Add(LeafEncoding leaf, IReadOnlyList<RecordColumn> covered)
    {
        foreach (var (name, value) in covered)
        {
            leaf.Text(name);
            if (value is byte[] bytes) leaf.Bytes(bytes);
            else if (value is long number) leaf.Number(number);
            else leaf.Date((LocalDate)value!);
        }
    }

    private static bool IsAboutLeaf(string column) => column is RevisionColumn or LeafColumn or SaltColumn;

    /// <summary>The column's name goes with the text: equal texts of a row cannot be told to be equal.</summary>
    private static byte[] Committed(ReadOnlySpan<byte> salt, string column, string text) =>
        TextCommitment.Of(salt, $"{column}\n{text}");

    private static object Plain(string name, object value) => value switch
    {
        bool truth => truth ? 1L : 0L,
        sbyte or byte or short or int or long or Enum => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        byte[] => value,
        DateOnly date => LocalDate.FromDateOnly(date),
        LocalDate => value,
        DateTime instant => LeafEncoding.Microseconds(Instant.FromDateTimeUtc(DateTime.SpecifyKind(instant, DateTimeKind.Utc))),
        Instant instant => LeafEncoding.Microseconds(instant),
        _ => throw new ArgumentException($"No leaf can cover column {name} of type {value.GetType()}.", nameof(value)),
    };
}
