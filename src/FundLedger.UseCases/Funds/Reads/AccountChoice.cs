using FundLedger.Data.Reading;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Funds.Reads;

/// <summary>A ledger account as a choice in a form.</summary>
/// <param name="ManualPosting">Whether a manual voucher may post to it.</param>
public sealed record AccountChoice(string Code, string NameZh, string NameEn, bool ManualPosting)
{
    public static async Task<IReadOnlyList<AccountChoice>> Read(ReadingDb db, CancellationToken stop)
    {
        return await db.LedgerAccounts.OrderBy(account => account.Code)
            .Select(account => new AccountChoice(account.Code, account.NameZh, account.NameEn, account.ManualPosting)).ToListAsync(stop);
    }
}
