using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Vouchers;

/// <summary>What an entry that people write must meet besides <see cref="EntryRules"/>.</summary>
public static class ManualVoucherRules
{
    /// <summary>
    /// Code of the event that says since when the books ask for a document and a second person. Books that are older than
    /// this rule have it from the day they were brought to this version: what was booked before is not measured by it.
    /// </summary>
    public const string InForceEvent = "ManualVouchersNeedTwoPeople";

    /// <summary>Days between two vouchers of one preparer on one fund up to which they are shown as parts of one.</summary>
    public const int DaysTogether = 7;

    /// <summary>
    /// Whether an account moves only by documents, so that no manual voucher may post to it: cash by a bank line, money
    /// between funds by a re-designation, grants by a disbursement, gifts by a contribution.
    /// </summary>
    public static bool MovesOnlyByDocuments(string account) => ChartOfAccounts.IsCashAtBank(account) || account switch
    {
        ChartOfAccounts.PaymentsInTransit or ChartOfAccounts.ChequesAndCash or ChartOfAccounts.UnidentifiedDebits => true,
        ChartOfAccounts.GrantAdvances => true,
        ChartOfAccounts.LoansToVentures or ChartOfAccounts.EquityInterests or ChartOfAccounts.IncomeShareInterests => true,
        ChartOfAccounts.DisbursementsPayable or ChartOfAccounts.UnidentifiedReceipts or ChartOfAccounts.RefundsPayable => true,
        ChartOfAccounts.InvestorCapital or ChartOfAccounts.InvestorDistributionsPayable or ChartOfAccounts.AgencyFunds => true,
        ChartOfAccounts.Donations or ChartOfAccounts.CentralAllocations or ChartOfAccounts.LocalMatching => true,
        ChartOfAccounts.TransfersIn or ChartOfAccounts.TransfersOut => true,
        ChartOfAccounts.Grants or ChartOfAccounts.UniversityGrants => true,
        ChartOfAccounts.Encumbrances or ChartOfAccounts.ReserveForEncumbrances => true,
        _ => false,
    };

    /// <summary>Receipt when cash at bank rises, payment when it falls, else transfer.</summary>
    public static VoucherKind KindOf(IEnumerable<PostingDraft> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var cash = lines.Where(line => ChartOfAccounts.IsCashAtBank(line.Account))
            .Aggregate(Int128.Zero, (sum, line) => sum + line.Amount.MinorUnits);
        return cash > 0 ? VoucherKind.Receipt : cash < 0 ? VoucherKind.Payment : VoucherKind.Transfer;
    }

    /// <summary>
    /// Whether an entry may be reversed or corrected by hand. One that another document made is taken back by that document,
    /// which knows what else must change.
    /// </summary>
    /// <param name="document">What caused the entry; null when nothing did.</param>
    public static Refusal? CheckTakenBackByHand(EntryReference entry, DocumentKind? document) =>
        document is null or DocumentKind.ManualVoucher or DocumentKind.YearClosing
            ? null
            : ManualVoucherRefusals.EntryBelongsToWorkflow(entry);
}

/// <summary>Every way a manual voucher is refused besides the rules of entries and of workflows.</summary>
public static class ManualVoucherRefusals
{
    public static Refusal ManualVoucherNotFound(string code) => new(nameof(ManualVoucherNotFound), code);

    public static Refusal ManualVoucherChanged(string code) => new(nameof(ManualVoucherChanged), code);

    public static Refusal EntryBelongsToWorkflow(EntryReference entry) => new(nameof(EntryBelongsToWorkflow), entry);
}
