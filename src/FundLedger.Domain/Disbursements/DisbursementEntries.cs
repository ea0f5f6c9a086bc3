using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.Domain.Disbursements;

/// <summary>The bank's word that it has paid: from which account of ours (1101.nn), with which value date.</summary>
public sealed record BankDebit(string LedgerAccount, LocalDate ValueDate);

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
