using FundLedger.Data.Model;

namespace FundLedger.Data.Engines;

/// <summary>
/// One change of a write to one table. All its rows belong to one dedicated account, which is given once and
/// separately: what distributes rows by account can then send the change to where they are.
/// </summary>
public abstract record TableChange(string Table, long Account)
{
    /// <summary>The first key column of every table that has rows of dedicated accounts.</summary>
    public const string AccountColumn = "dedicated_account_id";

    /// <summary>How many rows it touches.</summary>
    public abstract int Count { get; }
}

/// <summary>
/// Amounts to add to existing rows: values are the key columns after the account, followed by the amounts.
/// </summary>
public sealed record AddedAmounts(
    string Table, long Account, IReadOnlyList<string> Keys, IReadOnlyList<string> Amounts, IReadOnlyList<long[]> Rows, MissingRows Missing)
    : TableChange(Table, Account)
{
    public override int Count => Rows.Count;
}

/// <summary>What to do when a row to which amounts are to be added does not exist.</summary>
public enum MissingRows
{
    /// <summary>It must exist; a missing row is a bug.</summary>
    Refused,

    /// <summary>It is inserted with the amounts.</summary>
    Inserted,
}

/// <summary>
/// Advances the series of a dedicated account from their positions when the write was decided. It comes first: it holds
/// the account until the commit, and if another writer came first it fails, with
/// <see cref="System.Data.DBConcurrencyException"/> or the engine's own error.
/// </summary>
public sealed record HeadAdvance(string Table, SeriesHead From, SeriesHead To) : TableChange(Table, To.DedicatedAccountId)
{
    public override int Count => 1;
}
