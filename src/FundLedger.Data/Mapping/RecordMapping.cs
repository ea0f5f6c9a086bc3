using FundLedger.Data.Model;
using FundLedger.Domain.Ledger.TamperEvidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FundLedger.Data.Mapping;

/// <summary>The columns by which a row of any table is found in the log; see <see cref="RecordLeaf"/>.</summary>
internal static class RecordMapping
{
    /// <summary>How often the row was recorded: once when it was added, once for each change. 0: a row from before records.</summary>
    public const string Revision = "RecordRevision";

    public const string LeafIndex = "RecordLeafIndex";

    public const string Salt = "RecordSalt";

    /// <summary>In whose log the leaf of a row is that belongs to no dedicated account.</summary>
    public const string Account = "RecordAccountId";

    public static void Apply(ModelBuilder model)
    {
        foreach (var table in model.Model.GetEntityTypes().Where(Covers).ToList())
        {
            var row = model.Entity(table.ClrType);
            row.Property<int>(Revision).HasDefaultValue(0);
            row.Property<long?>(LeafIndex);
            row.Property<byte[]?>(Salt).HasMaxLength(TextCommitment.SaltLength);
            if (TableScopes.Of(table) == TableScope.Account) row.HasIndex(nameof(LedgerDb.DedicatedAccountId), LeafIndex);
            else if (table.ClrType != typeof(DedicatedAccount)) row.Property<long?>(Account);
        }
    }

    public static bool Covers(IReadOnlyEntityType table) =>
        table.GetTableName() is { } name && RecordTables.Covers(name);
}
