using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Banking;

/// <summary>The entries of parts that no other document books; each belongs to its bank line.</summary>
public static class LinePartEntries
{
    /// <summary>What the bank charges: Dr 5203 Cr 1101.nn in one fund.</summary>
    public static EntryDraft Fee(BankMovement movement, Fund fund)
    {
        ArgumentNullException.ThrowIfNull(movement);
        ArgumentNullException.ThrowIfNull(fund);
        return Draft(
            movement, VoucherKind.Payment, movement.Text,
            new PostingDraft(ChartOfAccounts.BankFees, fund.Code, -movement.Amount),
            new PostingDraft(movement.Bank.LedgerAccount, fund.Code, movement.Amount));
    }

    /// <summary>What the bank pays: Dr 1101.nn Cr 4202 in each fund that earned it; a lot opens in each.</summary>
    public static EntryDraft BankInterest(BankMovement movement, IReadOnlyList<FundShare> shares)
    {
        ArgumentNullException.ThrowIfNull(movement);
        ArgumentNullException.ThrowIfNull(shares);
        return Draft(
            movement, VoucherKind.Receipt, movement.Text,
            [.. Pairs(shares, movement.Bank.LedgerAccount, ChartOfAccounts.BankInterest)]) with
        {
            Opens = new LotOrigin(LotKind.Interest, movement.Line.Id),
        };
    }

    /// <summary>Money that changed accounts: Dr 1101.aa Cr 1101.bb in each fund; no lot opens and none is used.</summary>
    internal static EntryDraft OwnTransfer(BankMovement giving, BankMovement taking, IReadOnlyList<FundShare> shares) =>
        Draft(
            giving, VoucherKind.Transfer, giving.Text,
            [.. Pairs(shares, taking.Bank.LedgerAccount, giving.Bank.LedgerAccount)]) with
        {
            ValueDate = taking.ValueDate,
        };

    private static IEnumerable<PostingDraft> Pairs(IEnumerable<FundShare> shares, string debit, string credit) =>
        shares.SelectMany(share => new[]
        {
            new PostingDraft(debit, share.Fund.Code, share.Amount), new PostingDraft(credit, share.Fund.Code, -share.Amount),
        });

    private static EntryDraft Draft(BankMovement movement, VoucherKind kind, string description, params PostingDraft[] postings) =>
        new(kind, movement.BookedOn, description, postings)
        {
            ValueDate = movement.ValueDate,
            Document = movement.Line.SuspenseDocument,
        };
}
