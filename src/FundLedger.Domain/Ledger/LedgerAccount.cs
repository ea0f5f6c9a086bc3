namespace FundLedger.Domain.Ledger;

/// <summary>What kind of balance a ledger account carries; decides the statement it appears in.</summary>
public enum AccountType
{
    Asset = 1,
    Liability = 2,
    NetAssets = 3,
    Revenue = 4,
    Expense = 5,

    /// <summary>Below the line: encumbrances and their reserve, outside statement totals.</summary>
    Memorandum = 9,
}

/// <summary>One account of the chart of accounts (會計科目).</summary>
/// <param name="Code">Four digits, with a two-digit sub-account for each bank account: <c>1101.01</c>.</param>
/// <param name="Spendable">
/// Counts towards a fund's spendable money: the signed sum of the spendable accounts is what the fund can still commit.
/// </param>
/// <param name="ManualPosting">A manual voucher may post here; workflow-owned accounts (1111, 2101, 9101, 9102) may not be
/// posted by hand.</param>
public sealed record LedgerAccount(
    long Id, string Code, string NameZh, string NameEn, AccountType Type, bool Spendable, bool ManualPosting);
