using FundLedger.Data.Reading;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Funds.Reads;

/// <summary>A ledger account as a choice in a form.</summary>
/// <param name="OpenToManualVouchers">Whether a manual voucher may post to it.</param>
public sealed record AccountChoice(string Code, string NameZh, string NameEn, bool OpenToManualVouchers)
{
    public static async Task<IReadOnlyList<AccountChoice>> Read(ReadingDb db, CancellationToken stop)
    {
        var accounts = await db.LedgerAccounts.OrderBy(account => account.Code).ToListAsync(stop);
        return
        [
            .. accounts.Select(account => new AccountChoice(
                account.Code, account.NameZh, account.NameEn, account.ToDomain().OpenToManualVouchers)),
        ];
    }
}
