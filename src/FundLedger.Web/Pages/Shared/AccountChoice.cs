using FundLedger.Data.Engines;
using FundLedger.Web.Books;
using FundLedger.Web.Display;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Web.Pages.Shared;

/// <summary>A ledger account as a choice in a form.</summary>
/// <param name="ManualPosting">Whether a manual voucher may post to it.</param>
internal sealed record AccountChoice(string Code, string NameZh, string NameEn, bool ManualPosting)
{
    public string Text => $"{Code} {Wording.Name(NameZh, NameEn)}";

    public static async Task<IReadOnlyList<AccountChoice>> Read(LedgerDbFactory factory, OpenBooks books, CancellationToken stop)
    {
        await using var db = factory.Create();
        return await db.LedgerAccounts.Where(account => account.DedicatedAccountId == books.Id).OrderBy(account => account.Code)
            .Select(account => new AccountChoice(account.Code, account.NameZh, account.NameEn, account.ManualPosting)).ToListAsync(stop);
    }
}
