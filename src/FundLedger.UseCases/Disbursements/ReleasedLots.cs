using FundLedger.Data;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Disbursements;

/// <summary>What the books know of a disbursement's money, for a step that gives some of it back.</summary>
internal static class ReleasedLots
{
    /// <summary>What the release took of which lots, less what they have got back; null before the release.</summary>
    public static async Task<ReleasedMoney?> Read(LedgerDb db, Disbursement disbursement, CancellationToken stop)
    {
        var uses = await db.LotUses.AsNoTracking()
            .Where(use => use.DocumentKind == DocumentKind.Disbursement && use.DocumentId == disbursement.Id && use.Used != 0)
            .OrderBy(use => use.FiscalYear).ThenBy(use => use.Number).ThenBy(use => use.Line)
            .Select(use => new { use.FiscalYear, use.LotId, use.Used }).ToListAsync(stop);
        return uses.Count == 0 ? null : new ReleasedMoney(
            uses[0].FiscalYear,
            [
                .. uses.GroupBy(use => use.LotId).Select(lot => new LotTaking(lot.Key, lot.Sum(use => use.Used)))
                    .Where(lot => lot.Amount > 0),
            ]);
    }

    /// <summary>What the payee has paid back so far, in minor units.</summary>
    public static Task<long> Refunded(LedgerDb db, Disbursement disbursement, CancellationToken stop) =>
        db.StatementLineParts
            .Where(part => part.Kind == LinePartKind.Refund && part.DocumentKind == DocumentKind.Disbursement
                && part.DocumentId == disbursement.Id)
            .SumAsync(part => part.Amount, stop);
}
