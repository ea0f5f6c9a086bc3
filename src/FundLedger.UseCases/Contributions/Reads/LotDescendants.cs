using FundLedger.Data.Reading;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>Lots and everything transferred out of them into other funds, which stays the same giver's money.</summary>
public static class LotDescendants
{
    /// <summary>The given lots, their children, and so on.</summary>
    public static async Task<IReadOnlySet<long>> Of(ReadingDb db, IEnumerable<long> lots, CancellationToken stop)
    {
        var all = lots.ToHashSet();
        for (var parents = all.ToArray(); parents.Length > 0;)
        {
            // By the entries that used the parents: lots are indexed by entry, not by parent.
            var children = await (
                from use in db.LotUses
                join lot in db.Lots
                    on new { use.FiscalYear, use.Number } equals new { lot.FiscalYear, lot.Number }
                where parents.Contains(use.LotId) && lot.ParentLotId == use.LotId
                select lot.Id).ToArrayAsync(stop);
            parents = [.. children.Where(all.Add)];
        }

        return all;
    }
}
