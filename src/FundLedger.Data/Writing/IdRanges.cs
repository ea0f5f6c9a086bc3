using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Writing;

/// <summary>Takes ids from this database's ranges.</summary>
internal static class IdRanges
{
    /// <summary>
    /// The next id of that kind; other writers that take one wait until this transaction ends. Ids of one that fails may stay unused.
    /// </summary>
    public static async Task<long> TakeId(this LedgerDb db, string kind, CancellationToken stop)
    {
        var ranges = db.IdRanges.Where(range => range.Kind == kind && range.NextId <= range.LastId);
        if (await ranges.ExecuteUpdateAsync(range => range.SetProperty(row => row.NextId, row => row.NextId + 1), stop) == 0)
        {
            throw new InvalidOperationException(
                $"ledger.id_range has no id left for another {kind}; the owner gives this database another range.");
        }

        return await db.IdRanges.Where(range => range.Kind == kind).Select(range => range.NextId).SingleAsync(stop) - 1;
    }
}
