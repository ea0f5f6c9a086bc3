using FundLedger.Data.Model;

namespace FundLedger.Data.Engines;

/// <summary>One change of a write to one table.</summary>
public abstract record TableChange(string Table)
{
    /// <summary>How many rows it touches.</summary>
    public abstract int Count { get; }
}

/// <summary>
/// Amounts to add to existing rows: values are the key columns followed by the amounts.
/// </summary>
public sealed record AddedAmounts(
    string Table, IReadOnlyList<string> Keys, IReadOnlyList<string> Amounts, IReadOnlyList<long[]> Rows, MissingRows Missing) : TableChange(Table)
{
    public override int Count => Rows.Count;
}

/// <summary>What becomes of a row that amounts are to be added to and that is not there.</summary>
public enum MissingRows
{
    /// <summary>It has to be there; that it is not is a bug.</summary>
    Refused,

    /// <summary>It begins at the amounts, and is there for the changes that follow.</summary>
    Inserted,

    /// <summary>It begins at the amounts, after those that are there have been changed: one among many is seldom missing.</summary>
    InsertedLast,
}

/// <summary>
/// Moves the series of a dedicated account on from where they stood when the write was decided. It comes first: it holds
/// the account until the commit, and if somebody else has written meanwhile it fails, with
/// <see cref="System.Data.DBConcurrencyException"/> or the engine's own error.
/// </summary>
public sealed record HeadAdvance(string Table, SeriesHead From, SeriesHead To) : TableChange(Table)
{
    public override int Count => 1;
}
