using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Reading;

/// <summary>
/// The books of one dedicated account for reading: the same model as <see cref="LedgerDb"/> on the read role's connection.
/// Nothing it gives is tracked, and saving throws.
/// </summary>
public sealed class ReadingDb : LedgerDb
{
    internal ReadingDb(DbContextOptions<ReadingDb> options, long dedicatedAccountId) : base(options, dedicatedAccountId)
    {
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw NotForWriting();

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        throw NotForWriting();

    private static InvalidOperationException NotForWriting() => new("A reading context does not save: writes go through LedgerWriter.");
}
