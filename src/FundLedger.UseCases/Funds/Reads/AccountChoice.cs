using FundLedger.Data.Engines;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Funds.Reads;

/// <summary>A ledger account as a choice in a form.</summary>
/// <param name="ManualPosting">Whether a manual voucher may post to it.</param>
public sealed record AccountChoice(string Code, string NameZh, string NameEn, bool ManualPosting)
{
    public static async Task<IReadOnlyList<AccountChoice>> Read(LedgerDbFactory factory, ServedAccount books, CancellationToken stop)
    {
        await using var db = factory.Create();
        return await db.LedgerAccounts.Where(account => account.DedicatedAccountId == books.Id).OrderBy(account => account.Code)
            .Select(account => new AccountChoice(account.Code, account.NameZh, account.NameEn, account.ManualPosting)).ToListAsync(stop);
    }
}
