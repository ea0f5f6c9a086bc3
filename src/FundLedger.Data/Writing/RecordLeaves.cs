using System.Globalization;
using System.Security.Cryptography;
using FundLedger.Data.Mapping;
using FundLedger.Data.Model;
using FundLedger.Domain.Ledger.TamperEvidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FundLedger.Data.Writing;

/// <summary>
/// Gives every row that a write adds or changes its leaf, whatever its table: from what is about to be saved, in one place. Rows
/// of tables that are no records (<see cref="RecordTables"/>) are passed over.
/// </summary>
internal static class RecordLeaves
{
    /// <summary>To be called when nothing of the rows changes any more before they are saved, under the lock of the series.</summary>
    /// <exception cref="InvalidOperationException">A record would be deleted: nothing in the books ever is.</exception>
    public static void Add(LedgerDb db, DedicatedAccount account, Recorder recorder)
    {
        var changed = db.ChangeTracker.Entries()
            .Where(row => row.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
                && RecordMapping.Covers(row.Metadata))
            .Select(row => (Row: row, Table: row.Metadata.GetTableName()!, Key: Key(row)))
            .OrderBy(row => row.Table, StringComparer.Ordinal).ThenBy(row => row.Key, StringComparer.Ordinal)
            .ToList();
        foreach (var (row, table, key) in changed)
        {
            if (row.State == EntityState.Deleted) throw new InvalidOperationException($"A row of {table} would be deleted.");
            Add(row, table, key, account, recorder);
        }
    }

    private static void Add(EntityEntry row, string table, string key, DedicatedAccount account, Recorder recorder)
    {
        if (row.Metadata.FindProperty(RecordMapping.Account) is not null) row.Property(RecordMapping.Account).CurrentValue = account.Id;
        var columns = Columns(row, table).ToArray();
        var salt = RecordLeaf.HasTexts(columns) ? RandomNumberGenerator.GetBytes(TextCommitment.SaltLength) : null;
        var revision = (int)row.Property(RecordMapping.Revision).CurrentValue! + 1;
        var covered = RecordLeaf.Covered(columns, salt);
        var leafIndex = recorder.AddRecord(account.LogName, new RecordReference(table, key, revision), covered);
        row.Property(RecordMapping.Revision).CurrentValue = revision;
        row.Property(RecordMapping.LeafIndex).CurrentValue = leafIndex;
        row.Property(RecordMapping.Salt).CurrentValue = salt;
    }

    /// <summary>The values as the engine keeps them.</summary>
    private static IEnumerable<RecordColumn> Columns(EntityEntry row, string table)
    {
        var stored = StoreObjectIdentifier.Table(table, row.Metadata.GetSchema());
        foreach (var property in row.Metadata.GetProperties())
        {
            if (property.GetColumnName(stored) is not { } column) continue;
            var value = row.Property(property).CurrentValue;
            yield return new RecordColumn(column, Stored(property, value));
        }
    }

    private static object? Stored(IProperty property, object? value) =>
        property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;

    private static string Key(EntityEntry row) => string.Join('-', row.Metadata.FindPrimaryKey()!.Properties
        .Where(property => property.Name != nameof(LedgerDb.DedicatedAccountId))
        .Select(property => Convert.ToString(Stored(property, row.Property(property).CurrentValue), CultureInfo.InvariantCulture)));
}
