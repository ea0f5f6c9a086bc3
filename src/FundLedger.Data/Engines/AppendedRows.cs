using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;

namespace FundLedger.Data.Engines;

/// <summary>
/// Rows to append to one table, given value after value in the order of the columns. The account's column is not among
/// these: it comes before them and the engine fills it. The engine that will write the rows says how they are kept until then.
/// </summary>
public abstract record AppendedRows(string Table, long Account, IReadOnlyList<string> Columns) : TableChange(Table, Account)
{
    public abstract AppendedRows Number(long? value);

    public abstract AppendedRows Integer(int? value);

    public abstract AppendedRows Text(string value);

    public abstract AppendedRows Bytes(byte[] value);

    public abstract AppendedRows Date(LocalDate value);

    /// <summary>Kept to the microsecond.</summary>
    public abstract AppendedRows Instant(Instant value);
}

/// <summary>Rows kept column by column, as arrays of values that the driver converts.</summary>
public sealed record ColumnarRows(string Table, long Account, IReadOnlyList<string> Columns) : AppendedRows(Table, Account, Columns)
{
    private readonly Column[] values = new Column[Columns.Count];
    private int next;

    public override int Count => values[0]?.Count ?? 0;

    /// <summary>Of each column its values, once there is a row.</summary>
    public IReadOnlyList<Column> Values => values;

    public override AppendedRows Number(long? value) => Add(value);

    public override AppendedRows Integer(int? value) => Add(value);

    public override AppendedRows Text(string value) => Add(value);

    public override AppendedRows Bytes(byte[] value) => Add(value);

    public override AppendedRows Date(LocalDate value) => Add(value.ToDateOnly());

    public override AppendedRows Instant(Instant value) =>
        Add(DateTime.UnixEpoch.AddTicks(LeafEncoding.Microseconds(value) * TimeSpan.TicksPerMicrosecond));

    private ColumnarRows Add<T>(T value)
    {
        ((Column<T>)(values[next] ??= new Column<T>())).Values.Add(value);
        next = next + 1 == values.Length ? 0 : next + 1;
        return this;
    }
}

/// <summary>The values of one column, in row order.</summary>
public abstract class Column
{
    public abstract int Count { get; }

    /// <summary>The value in a row, boxed; null where there is none.</summary>
    public abstract object? this[int row] { get; }
}

/// <summary>The types in use are those that the engines write without conversion.</summary>
public sealed class Column<T> : Column
{
    public List<T> Values { get; } = [];

    public override int Count => Values.Count;

    public override object? this[int row] => Values[row];
}
