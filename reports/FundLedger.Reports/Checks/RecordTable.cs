using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.Reports.Checks;

/// <summary>
/// A table whose rows are records, as the database itself describes it: which columns a row has is asked of the database and of
/// no model, so that a column that nobody here has heard of is covered too.
/// </summary>
internal sealed partial class RecordTable
{
    private const string AccountColumn = "dedicated_account_id";

    /// <summary>In whose log the leaf of a row is that belongs to no dedicated account.</summary>
    private const string RecordAccountColumn = "record_account_id";

    /// <summary>Columns of the leaf that stand before the row's own.</summary>
    private const int LeafColumns = 4;

    private readonly IReadOnlyList<Column> columns;

    private RecordTable(string name, IReadOnlyList<Column> columns) => (Name, this.columns) = (name, columns);

    public string Name { get; }

    /// <summary>Without these columns nothing says where the leaves of its rows are.</summary>
    public bool HasLeaves => Has(RecordLeaf.RevisionColumn) && Has(RecordLeaf.LeafColumn) && Has(RecordLeaf.SaltColumn);

    /// <summary>The tables of the ledger whose rows are records, by name.</summary>
    public static async Task<IReadOnlyList<RecordTable>> Read(Snapshot snapshot)
    {
        var columns = await snapshot.Rows<Column>("Checks.record-tables");
        return columns.GroupBy(column => column.TableName, StringComparer.Ordinal).Where(table => RecordTables.Covers(table.Key))
            .Select(table => new RecordTable(table.Key, table.ToArray())).ToArray();
    }

    /// <summary>Every row with the leaf it names, or those whose leaves are in a range.</summary>
    public Task<DbDataReader> Rows(Snapshot snapshot, long account, long first = -1, long before = long.MaxValue)
    {
        var range = first < 0 ? "" : $" and row.{RecordLeaf.LeafColumn} >= @first and row.{RecordLeaf.LeafColumn} < @before";
        return snapshot.StreamText(
            $"""
            select leaf.kind, leaf.reference, leaf.hash, leaf.recorded_at,
                   {string.Join(", ", columns.Select(column => $"row.{column.Name}"))}
            from ledger.{Plain(Name)} row
            left join ledger.log_leaf leaf on leaf.dedicated_account_id = @account and leaf.leaf_index = row.{RecordLeaf.LeafColumn}
            where {Owner}{range}
            """, new { account, first, before });
    }

    /// <summary>How many leaves the rows should have between them: a row has one for each revision.</summary>
    public Task<long> Revisions(Snapshot snapshot, long account) => snapshot.Count(
        $"select coalesce(sum(cast(row.{RecordLeaf.RevisionColumn} as bigint)), 0) from ledger.{Plain(Name)} row where {Owner}",
        new { account });

    /// <summary>The row that a reader of <see cref="Rows"/> stands on.</summary>
    public RecordRow Row(DbDataReader rows)
    {
        var values = columns.Select((column, index) => new RecordColumn(column.Name, Value(rows, LeafColumns + index, column))).ToArray();
        var named = values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);
        var key = string.Join('-', columns.Where(column => column.KeyPosition is not null && column.Name != AccountColumn)
            .OrderBy(column => column.KeyPosition)
            .Select(column => Convert.ToString(named[column.Name], CultureInfo.InvariantCulture)));
        return new RecordRow(
            new RecordReference(Name, key, Convert.ToInt32(named[RecordLeaf.RevisionColumn], CultureInfo.InvariantCulture)),
            named[RecordLeaf.LeafColumn] as long?, named[RecordLeaf.SaltColumn] as byte[], values);
    }

    /// <summary>
    /// Which rows are the dedicated account's: its own, those that were recorded in its log, and those of which nobody says where
    /// they were recorded, or of an account that is not there.
    /// </summary>
    private string Owner => Has(AccountColumn) ? $"row.{AccountColumn} = @account"
        : !Has(RecordAccountColumn) ? "row.id = @account"
        : $"(row.{RecordAccountColumn} = @account or not exists ("
            + $"select 1 from ledger.dedicated_account account where account.id = row.{RecordAccountColumn}))";

    private bool Has(string column) => columns.Any(one => one.Name == column);

    /// <summary>The engines' drivers disagree about dates alone.</summary>
    private static object? Value(DbDataReader rows, int index, Column column) =>
        rows.IsDBNull(index) ? null
        : column.TypeName == "date" ? DateOnly.FromDateTime(rows.GetDateTime(index))
        : rows.GetValue(index);

    /// <summary>A name out of the catalogue that may stand in a statement as it is.</summary>
    private static string Plain(string name) => PlainName().IsMatch(name)
        ? name : throw new InvalidOperationException($"The table's name is not usable in a statement: {name}");

    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();

    private sealed record Column(string TableName, string ColumnName, string TypeName, int? KeyPosition)
    {
        public string Name => Plain(ColumnName);
    }
}

/// <summary>A row as it is stored.</summary>
/// <param name="LeafIndex">Null: it was never recorded.</param>
internal sealed record RecordRow(RecordReference Reference, long? LeafIndex, byte[]? Salt, IReadOnlyList<RecordColumn> Columns)
{
    /// <summary>What its leaf covers; null when the salt is none although there are texts, or one although there are none.</summary>
    public IReadOnlyList<RecordColumn>? Covered() =>
        (Salt?.Length ?? 0) == (RecordLeaf.HasTexts(Columns) ? TextCommitment.SaltLength : 0) ? RecordLeaf.Covered(Columns, Salt) : null;
}
