using System.Collections.Frozen;

namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>
/// Which tables of schema ledger have their rows in the log as records: all but those named here, each with what proves it
/// instead. A table that is added is covered without being named.
/// </summary>
public static class RecordTables
{
    /// <summary>Tables whose rows are no records, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Exempt { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["entry"] = "covered by the entry's own leaf",
        ["posting"] = "covered by the entry's own leaf",
        ["lot_use"] = "covered by the entry's own leaf",
        ["lot"] = "opened in the entry's own leaf, its totals added up again from the movements",
        ["entry_series"] = "counted again from the entries",
        ["series_head"] = "a position, compared with what the log and the books end with",
        ["period_balance"] = "added up again from the postings",
        ["fund_balance"] = "added up again from the postings",
        ["request"] = "the answers are compared with what they name; on the path of every entry",
        ["erasable_text"] = "compared with the commitment in the leaf of what the text belongs to",
        ["workflow_step"] = "covered by the step's own leaf",
        ["designation_change"] = "covered by the change's own leaf",
        ["statement_original"] = "put together again and compared with the hash in the file's own leaf",
        ["log_leaf"] = "is the log, proved by its tree and checkpoints",
        ["log_node"] = "hashed again from the leaves",
        ["log_checkpoint"] = "carries its own signature",
        ["id_range"] = "ids this database may still give out, of no account",
        ["migration_history"] = "the version of the schema, which the owner keeps",
        ["applied_script"] = "the version of the schema, which the owner keeps",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A guard table keeps another one from being truncated where the engine has no trigger for it; it stays empty.</summary>
    public static bool Covers(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return !Exempt.ContainsKey(table) && !table.EndsWith("_guard", StringComparison.Ordinal);
    }
}
