using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Domain.Vouchers;

/// <summary>What a manual voucher asks for. The numbers are stored.</summary>
public enum ManualVoucherPurpose
{
    /// <summary>Book lines that people have written.</summary>
    Post = 1,

    /// <summary>Take an entry of the same fiscal year back.</summary>
    Reverse = 2,

    /// <summary>Take an entry of a closed fiscal year back.</summary>
    Correct = 3,

    /// <summary>Book the balances with which books that were kept elsewhere go on here.</summary>
    Opening = 4,
}

/// <summary>
/// An entry written by hand (人工傳票), for what no other document books: accruals, reclassification inside a fund,
/// adjustments, allowances. One person prepares it and another one approves it; only then it is booked.
/// </summary>
public sealed class ManualVoucher : WorkflowDocument<ManualVoucherState, ManualVoucherTrigger>
{
    public required string PublicCode { get; init; }

    public ManualVoucherPurpose Purpose { get; init; }

    public LocalDate BookingDate { get; init; }

    /// <summary>The entry's description; the reason when an entry is taken back.</summary>
    public required string Description { get; init; }

    /// <summary>A year-end adjustment: period 13, booked on 31 December.</summary>
    public bool Adjustment { get; init; }

    /// <summary>The debits, in minor units.</summary>
    public override long Amount { get; init; }

    /// <summary>The entry to be taken back; null when lines are booked.</summary>
    public int? OriginalFiscalYear { get; init; }

    public long? OriginalNumber { get; init; }

    /// <summary>The entry that the approval booked.</summary>
    public int? EntryFiscalYear { get; private set; }

    public long? EntryNumber { get; private set; }

    public long PreparedBy { get; init; }

    public LocalDate PreparedOn { get; init; }

    /// <summary>In the order of their numbers, from 1.</summary>
    public IList<ManualVoucherLine> Lines { get; init; } = [];

    public EntryReference? Original => Numbered(OriginalFiscalYear, OriginalNumber);

    public EntryReference? Entry => Numbered(EntryFiscalYear, EntryNumber);

    protected override Workflow<ManualVoucherState, ManualVoucherTrigger> Table => ManualVoucherWorkflow.Table;

    /// <summary>What would be booked, by whom it was prepared, and what it takes back.</summary>
    protected override ApprovalSubject Subject => new(
    [
        new("purpose", Purpose), new("booking_date", BookingDate), new("description", Description), new("adjustment", Adjustment),
        new("amount", Amount), new("original_fiscal_year", OriginalFiscalYear), new("original_number", OriginalNumber),
        new("prepared_by", PreparedBy), .. Lines.SelectMany(line => line.Columns),
    ]);

    /// <summary>Begins in the preparer's hands and goes to the approver at once.</summary>
    public Result<DecidedStep> Submit(Actor preparer, Instant now)
    {
        Begin(now);
        return Take(ManualVoucherTrigger.Submit, new StepRequest(preparer, now)).Select(step => new DecidedStep(step));
    }

    /// <summary>
    /// Approves, rejects or withdraws; an approval answers with the entry. Refused by the workflow, in its order, and what an
    /// original that is to be taken back refuses.
    /// </summary>
    public Result<DecidedStep> Fire(ManualVoucherTrigger trigger, StepRequest request, ManualVoucherFacts facts)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(facts);
        var step = Take(trigger, request);
        if (step.IsRefused) return step.Refusal;
        if (trigger != ManualVoucherTrigger.Approve) return new DecidedStep(step.Value, request.Reason);
        return Draft(facts, request.Actor.PersonId).Select(entry => new DecidedStep(step.Value, request.Reason, entry));
    }

    /// <summary>The entry it asks for.</summary>
    /// <param name="approver">The second person; null while there is none, to look at what would be booked.</param>
    public Result<EntryDraft> Draft(ManualVoucherFacts facts, long? approver)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var draft = Purpose switch
        {
            ManualVoucherPurpose.Reverse => Reversal.Of(facts.NeededOriginal, BookingDate, Description, Adjustment),
            ManualVoucherPurpose.Correct => Correction.Of(facts.NeededOriginal, BookingDate, Description, facts.Accounts),
            _ => OfLines(facts.Currency),
        };
        var opening = Purpose == ManualVoucherPurpose.Opening || facts.OriginalIsOpening;
        return draft.Select(entry => entry with { PreparerId = PreparedBy, ApproverId = approver, Opening = opening });
    }

    /// <summary>Keeps which entry the approval booked.</summary>
    public void Booked(EntryReference entry) => (EntryFiscalYear, EntryNumber) = (entry.FiscalYear, entry.Number);

    protected override Refusal Changed() => ManualVoucherRefusals.ManualVoucherChanged(PublicCode);

    private EntryDraft OfLines(Currency currency)
    {
        var lines = Lines.OrderBy(line => line.Line).Select(line => new PostingDraft(
            line.Account, line.Fund, new Money(line.Amount, currency), line.PartyId, line.VentureId, line.LotId)).ToArray();
        return new EntryDraft(ManualVoucherRules.KindOf(lines), BookingDate, Description, lines)
        {
            Document = Reference,
            Manual = true,
            Adjustment = Adjustment,
            Opens = new LotOrigin(LotKind.Manual),
        };
    }

    private static EntryReference? Numbered(int? fiscalYear, long? number) =>
        fiscalYear is { } year && number is { } of ? new EntryReference(year, of) : null;
}

/// <summary>One line of a manual voucher; written once.</summary>
public sealed class ManualVoucherLine
{
    public long DedicatedAccountId { get; init; }

    public long VoucherId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public int Line { get; init; }

    /// <summary>Code of the ledger account.</summary>
    public required string Account { get; init; }

    /// <summary>Code of the fund.</summary>
    public required string Fund { get; init; }

    /// <summary>Minor units, debit positive.</summary>
    public long Amount { get; init; }

    public long? PartyId { get; init; }

    public long? VentureId { get; init; }

    /// <summary>The lot this line must use.</summary>
    public long? LotId { get; init; }

    /// <summary>What people decide about of it.</summary>
    internal IEnumerable<RecordColumn> Columns => new RecordColumn[]
    {
        new("account", Account), new("fund", Fund), new("amount", Amount), new("party_id", PartyId), new("venture_id", VentureId),
        new("lot_id", LotId),
    }.Select(column => column with { Name = string.Create(CultureInfo.InvariantCulture, $"{Line}.{column.Name}") });
}

/// <summary>The facts of the books that a voucher's entry is made of.</summary>
/// <param name="Accounts">The chart, by code.</param>
/// <param name="Original">The entry to be taken back; null for a voucher of lines.</param>
/// <param name="OriginalIsOpening">Whether an opening booked it: it is taken back only while nothing else is booked.</param>
public sealed record ManualVoucherFacts(
    Currency Currency, IReadOnlyDictionary<string, LedgerAccount> Accounts, PostedEntry? Original = null,
    bool OriginalIsOpening = false)
{
    internal PostedEntry NeededOriginal =>
        Original ?? throw new InvalidOperationException("A voucher that takes an entry back is decided with that entry.");
}
