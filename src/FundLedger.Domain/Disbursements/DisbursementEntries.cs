using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.Domain.Disbursements;

/// <summary>The bank's word that it has paid: from which account of ours (1101.nn), with which value date.</summary>
public sealed record BankDebit(string LedgerAccount, LocalDate ValueDate);

/// <summary>The bank's word that money came to this account of ours (1101.nn), with that value date.</summary>
public sealed record BankCredit(string LedgerAccount, LocalDate ValueDate);

/// <summary>The facts of the books about a disbursement when a step is taken.</summary>
/// <param name="Fund">The fund that pays.</param>
/// <param name="BookingDate">Of the entry the step may need.</param>
public sealed record DisbursementFacts(Fund Fund, Currency Currency, LocalDate BookingDate)
{
    /// <summary>The bank account that the case names, as the books hold it now; null: there is none of that number.</summary>
    public required PayeeBankAccount? Payee { get; init; }

    /// <summary>Whether the payee has another bank account now than the request names.</summary>
    public bool PayeeBankAccountChanged { get; init; }

    /// <summary>Null unless the bank's line is what takes the step.</summary>
    public BankDebit? BankDebit { get; init; }

    /// <summary>Null unless a line by which the bank gives the payment back takes the step.</summary>
    public BankCredit? BankCredit { get; init; }

    /// <summary>What the release took; null before it, and where the step does not ask.</summary>
    public ReleasedMoney? Release { get; init; }

    /// <summary>Whether the payee has paid back any of it.</summary>
    public bool Refunded { get; init; }
}

/// <summary>The entries a disbursement causes, one for each event (accounts of the chart, debit positive).</summary>
internal static class DisbursementEntries
{
    /// <summary>Approved money is set aside (Dr 9101 Cr 9102): it stays spendable and is not available any more.</summary>
    public static EntryDraft Encumber(Disbursement disbursement, DisbursementFacts facts) => Draft(
        disbursement, VoucherKind.Transfer, facts,
        (ChartOfAccounts.Encumbrances, 1), (ChartOfAccounts.ReserveForEncumbrances, -1));

    /// <summary>A cancelled encumbrance is freed (Dr 9102 Cr 9101).</summary>
    public static EntryDraft FreeEncumbrance(Disbursement disbursement, DisbursementFacts facts) => Draft(
        disbursement, VoucherKind.Transfer, facts,
        (ChartOfAccounts.ReserveForEncumbrances, 1), (ChartOfAccounts.Encumbrances, -1));

    /// <summary>Release liquidates the encumbrance and uses its lots (Dr 5101/5102/1301/1302/1303 Cr 2101).</summary>
    public static EntryDraft Release(Disbursement disbursement, DisbursementFacts facts) => Draft(
        disbursement, VoucherKind.Transfer, facts,
        (ReleaseAccount(disbursement.Instrument), 1), (ChartOfAccounts.DisbursementsPayable, -1),
        (ChartOfAccounts.ReserveForEncumbrances, 1), (ChartOfAccounts.Encumbrances, -1));

    /// <summary>The payment file takes it to the bank (Dr 2101 Cr 1111).</summary>
    public static EntryDraft SendToBank(Disbursement disbursement, DisbursementFacts facts) => Draft(
        disbursement, VoucherKind.Payment, facts,
        (ChartOfAccounts.DisbursementsPayable, 1), (ChartOfAccounts.PaymentsInTransit, -1));

    /// <summary>The bank has paid (Dr 1111 Cr 1101.nn).</summary>
    public static EntryDraft ConfirmPayment(Disbursement disbursement, DisbursementFacts facts, BankDebit debit) => Draft(
        disbursement, VoucherKind.Payment, facts,
        (ChartOfAccounts.PaymentsInTransit, 1), (debit.LedgerAccount, -1)) with
    { ValueDate = debit.ValueDate };

    /// <summary>
    /// The bank could not pay after all: the money is at the bank again (Dr 1101.nn Cr 1111) and owed to the payee again
    /// (Dr 1111 Cr 2101). What is spent stays spent until the case is paid again or cancelled.
    /// </summary>
    public static EntryDraft ReturnPayment(Disbursement disbursement, DisbursementFacts facts, BankCredit credit) => Draft(
        disbursement, VoucherKind.Receipt, facts,
        (credit.LedgerAccount, 1), (ChartOfAccounts.PaymentsInTransit, -1),
        (ChartOfAccounts.PaymentsInTransit, 1), (ChartOfAccounts.DisbursementsPayable, -1)) with
    { ValueDate = credit.ValueDate };

    /// <summary>A payment that came back is not made again: nothing is owed any more, and the release is undone.</summary>
    public static EntryDraft TakeBackRelease(Disbursement disbursement, DisbursementFacts facts) => Undo(
        disbursement, facts, VoucherKind.Transfer, new Money(disbursement.Amount, facts.Currency), ChartOfAccounts.DisbursementsPayable);

    /// <summary>The payee pays back what it did not spend: Dr 1101.nn.</summary>
    public static EntryDraft Refund(Disbursement disbursement, DisbursementFacts facts, Money amount, BankCredit credit) =>
        Undo(disbursement, facts, VoucherKind.Receipt, amount, credit.LedgerAccount) with { ValueDate = credit.ValueDate };

    /// <summary>
    /// Undoes a release, or part of it. In its own fiscal year the account that the release debited is credited, and the lots it
    /// took get the money back; a grant of an earlier year comes back as 4206, into a new lot of the same fund. A loan, share or
    /// income share is an asset in every year.
    /// </summary>
    private static EntryDraft Undo(Disbursement disbursement, DisbursementFacts facts, VoucherKind kind, Money amount, string debit)
    {
        var release = facts.Release ?? throw new InvalidOperationException("What is undone must have been released.");
        var sameYear = release.FiscalYear == facts.BookingDate.Year;
        var released = ReleaseAccount(disbursement.Instrument);
        var credit = sameYear || disbursement.Instrument is not (Instrument.Grant or Instrument.UniversityGrant)
            ? released
            : ChartOfAccounts.PriorYearRecoveries;
        return new EntryDraft(
            kind, facts.BookingDate, disbursement.Purpose,
            [
                new PostingDraft(debit, facts.Fund.Code, amount, disbursement.PayeePartyId, disbursement.VentureId),
                new PostingDraft(credit, facts.Fund.Code, -amount, disbursement.PayeePartyId, disbursement.VentureId),
            ])
        {
            Document = disbursement.Reference,
            ExactLotMovements = sameYear ? release.GiveBack(amount.MinorUnits, facts.Fund.Code) : null,
            Opens = sameYear ? null : new LotOrigin(LotKind.Return, disbursement.Id),
        };
    }

    private static string ReleaseAccount(Instrument instrument) => instrument switch
    {
        Instrument.Grant => ChartOfAccounts.Grants,
        Instrument.UniversityGrant => ChartOfAccounts.UniversityGrants,
        Instrument.Loan => ChartOfAccounts.LoansToVentures,
        Instrument.Equity => ChartOfAccounts.EquityInterests,
        Instrument.IncomeShare => ChartOfAccounts.IncomeShareInterests,
        _ => throw new InvalidOperationException($"Unknown instrument {instrument}."),
    };

    /// <param name="lines">Accounts, each with 1 for the debit side and -1 for the credit side.</param>
    private static EntryDraft Draft(
        Disbursement disbursement, VoucherKind kind, DisbursementFacts facts, params (string Account, int Side)[] lines) =>
        new(kind, facts.BookingDate, disbursement.Purpose,
        [
            .. lines.Select(line => new PostingDraft(
                line.Account, facts.Fund.Code, new Money(line.Side * disbursement.Amount, facts.Currency),
                disbursement.PayeePartyId, disbursement.VentureId)),
        ])
        { Document = disbursement.Reference };
}
