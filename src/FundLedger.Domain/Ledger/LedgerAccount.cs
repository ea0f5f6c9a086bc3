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
/// <param name="ManualPosting">
/// False closes an account of the office's own to manual vouchers, besides those that move only by documents
/// (<see cref="Vouchers.ManualVoucherRules.MovesOnlyByDocuments"/>).
/// </param>
public sealed record LedgerAccount(
    long Id, string Code, string NameZh, string NameEn, AccountType Type, bool Spendable, bool ManualPosting)
{
    public bool OpenToManualVouchers => ManualPosting && !Vouchers.ManualVoucherRules.MovesOnlyByDocuments(Code);
}
