using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Banking;

/// <summary>
/// Holds a bank line that no one has explained: it is in the books from the first day, so that the books' bank
/// balance is the bank's, and in a fund that can spend nothing. Credits are 2102, debits 1113; no lot opens.
/// </summary>
public static class Suspense
{
    /// <summary>Code of the suspense fund, which every dedicated account has from its opening.</summary>
    public const string Fund = "SUSPENSE";

    /// <summary>Books the line to the suspense fund: Dr 1101.nn Cr 2102, or Dr 1113 Cr 1101.nn.</summary>
    public static EntryDraft SetAside(StatementLine line, BankAccount bank, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(bank);
        var amount = new Money(line.Amount, currency);
        return Draft(
            line, line.IsIncoming ? VoucherKind.Receipt : VoucherKind.Payment, $"待查明銀行明細 {line.Counterparty}".TrimEnd(),
            new PostingDraft(bank.LedgerAccount, Fund, amount), new PostingDraft(AccountOf(line), Fund, -amount));
    }

    /// <summary>
    /// Takes back what <see cref="SetAside"/> booked, on the day on which the line is booked as what it is: the bank account
    /// is moved back and forth on one day and stays as it was.
    /// </summary>
    public static EntryDraft Clear(StatementLine line, BankAccount bank, Currency currency, LocalDate bookedOn)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(bank);
        var amount = new Money(line.Amount, currency);
        return Draft(
            line, VoucherKind.Transfer, $"查明銀行明細 {line.Counterparty}".TrimEnd(),
            new PostingDraft(AccountOf(line), Fund, amount), new PostingDraft(bank.LedgerAccount, Fund, -amount)) with
        {
            BookingDate = bookedOn,
        };
    }

    private static string AccountOf(StatementLine line) =>
        line.IsIncoming ? ChartOfAccounts.UnidentifiedReceipts : ChartOfAccounts.UnidentifiedDebits;

    private static EntryDraft Draft(StatementLine line, VoucherKind kind, string description, params PostingDraft[] postings) =>
        new(kind, line.BookingDate, description, postings)
        {
            ValueDate = line.ValueDate,
            Document = line.SuspenseDocument,
        };
}
