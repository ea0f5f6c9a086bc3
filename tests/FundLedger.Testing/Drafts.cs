using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Testing;

/// <summary>Entries as the trade writes them, in whole dollars.</summary>
public static class Drafts
{
    public const string Bank = "1101.01";

    /// <summary>What causes an entry that no document of its own causes here: every entry has some document.</summary>
    public static readonly DocumentReference Opening = new(DocumentKind.Opening, 1);

    public static EntryDraft Gift(string fund, long dollars, LocalDate bookingDate) => new(
        VoucherKind.Receipt, bookingDate, "gift received",
        [Line(Bank, fund, dollars), Line(ChartOfAccounts.Donations, fund, -dollars)])
    {
        Document = Opening,
        Opens = new LotOrigin(LotKind.Manual),
    };

    public static EntryDraft Fee(string fund, long dollars, LocalDate bookingDate) => new(
        VoucherKind.Payment, bookingDate, "bank fee",
        [Line("5203", fund, dollars), Line(Bank, fund, -dollars)])
    {
        Document = Opening,
    };

    /// <summary>Sets money aside, or frees it when negative.</summary>
    public static EntryDraft Encumbrance(string fund, long dollars, LocalDate bookingDate, DocumentReference document) => new(
        VoucherKind.Transfer, bookingDate, "encumbrance",
        [Line(ChartOfAccounts.Encumbrances, fund, dollars), Line(ChartOfAccounts.ReserveForEncumbrances, fund, -dollars)])
    {
        Document = document,
    };

    public static EntryDraft Release(string fund, long dollars, LocalDate bookingDate, DocumentReference document) => new(
        VoucherKind.Transfer, bookingDate, "release",
        [
            Line(ChartOfAccounts.Grants, fund, dollars), Line(ChartOfAccounts.DisbursementsPayable, fund, -dollars),
            Line(ChartOfAccounts.ReserveForEncumbrances, fund, dollars), Line(ChartOfAccounts.Encumbrances, fund, -dollars),
        ])
    {
        Document = document,
    };

    /// <summary>Moves money between funds through the bank account; child lots open in the taker.</summary>
    public static EntryDraft Transfer(string giver, string taker, long dollars, LocalDate bookingDate) => new(
        VoucherKind.Transfer, bookingDate, "transfer",
        [
            Line(ChartOfAccounts.TransfersOut, giver, dollars), Line(Bank, giver, -dollars),
            Line(Bank, taker, dollars), Line(ChartOfAccounts.TransfersIn, taker, -dollars),
        ])
    {
        Document = Opening,
        Opens = new LotOrigin(LotKind.Child),
    };

    public static PostingDraft Line(string account, string fund, long dollars) => new(account, fund, Money.Twd(dollars));
}
