using System.Globalization;
using NodaTime;

namespace FundLedger.Domain.Ledger;

/// <summary>What an account carries in a fund over a fiscal year; minor units, debit positive.</summary>
public sealed record FundAccountBalance(Fund Fund, LedgerAccount Account, long Balance);

/// <summary>
/// Year-end closing (結帳): per fund one entry that takes every revenue and expense account to zero and carries the
/// difference to net assets, 3101 for a fund without designation and 3201 for one with. It touches no spendable account,
/// so it moves no lot; liabilities and encumbrances go on as they are.
/// </summary>
public static class YearClosing
{
    /// <summary>Code of the account of net assets to which a fund of this designation is closed, and with which it opens.</summary>
    public static string NetAssetsOf(DesignationKind designation) =>
        designation == DesignationKind.None ? ChartOfAccounts.NetAssets : ChartOfAccounts.DesignatedNetAssets;

    /// <summary>The closing entries, by fund code; none where nothing was earned or spent.</summary>
    public static IReadOnlyList<EntryDraft> Drafts(int fiscalYear, IEnumerable<FundAccountBalance> balances, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(balances);
        return balances
            .Where(balance => IsClosed(balance.Account) && balance.Balance != 0)
            .GroupBy(balance => balance.Fund.Code, StringComparer.Ordinal)
            .OrderBy(fund => fund.Key, StringComparer.Ordinal)
            .Select(fund =>
                Draft(fiscalYear, fund.First().Fund, fund.OrderBy(balance => balance.Account.Code, StringComparer.Ordinal), currency))
            .ToArray();
    }

    public static bool IsClosed(LedgerAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Type is AccountType.Revenue or AccountType.Expense;
    }

    private static EntryDraft Draft(int fiscalYear, Fund fund, IEnumerable<FundAccountBalance> balances, Currency currency)
    {
        var lines = balances.Select(balance => new PostingDraft(balance.Account.Code, fund.Code, new Money(-balance.Balance, currency)))
            .ToList();
        var carried = -lines.Aggregate(0L, (sum, line) => checked(sum + line.Amount.MinorUnits));
        if (carried != 0) lines.Add(new PostingDraft(NetAssetsOf(fund.Designation), fund.Code, new Money(carried, currency)));
        return new EntryDraft(
            VoucherKind.Transfer, new LocalDate(fiscalYear, 12, 31),
            string.Create(CultureInfo.InvariantCulture, $"{EntryWords.Year(fiscalYear)} 年度結帳"), lines)
        {
            Closing = true,
            Document = new DocumentReference(DocumentKind.YearClosing, fiscalYear),
        };
    }
}
