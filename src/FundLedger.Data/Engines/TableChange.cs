using FundLedger.Data.Model;

namespace FundLedger.Data.Engines;

/// <summary>One change of a write to one table.</summary>
public abstract record TableChange(string Table)
{
    /// <summary>How many rows it touches.</summary>
    public abstract int Count { get; }
}

/// <summary>Rows to append, column by column: no value is boxed on its way to the engine's bulk path.</summary>
public sealed record AppendedRows(string Table, IReadOnlyList<Column> Columns) : TableChange(Table)
{
    public override int Count => Columns[0].Count;
}

/// <summary>
/// Amounts to add to existing rows: values are the key columns followed by the amounts.
/// With <paramref name="InsertMissing"/> a missing row begins at the amounts.
/// </summary>
public sealed record AddedAmounts(
    string Table, IReadOnlyList<string> Keys, IReadOnlyList<string> Amounts, IReadOnlyList<long[]> Rows, bool InsertMissing) : TableChange(Table)
{
    public override int Count => Rows.Count;
}

/// <summary>
/// Moves the series of a dedicated account on from where they stood when the write was decided. It comes first: it holds
/// the account until the commit, and if somebody else has written meanwhile it fails with
/// <see cref="System.Data.DBConcurrencyException"/>.
/// </summary>
public sealed record MovedHead(string Table, SeriesHead From, SeriesHead To) : TableChange(Table)
{
    public override int Count => 1;
}

/// <summary>A column's name and values.</summary>
public abstract class Column(string name)
{
    public string Name { get; } = name;

    public abstract int Count { get; }

    /// <summary>The value in a row, boxed; null where there is none.</summary>
    public abstract object? this[int row] { get; }
}

/// <summary>A column's values in row order. The types in use are those the engines write without conversion.</summary>
/// <param name="expected">So many rows will probably come.</param>
public sealed class Column<T>(string name, int expected) : Column(name)
{
    public List<T> Values { get; } = new(expected);

    public override int Count => Values.Count;

    public override object? this[int row] => Values[row];

    public void Add(T value) => Values.Add(value);
}
