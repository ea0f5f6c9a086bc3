using FundLedger.Data.Model;
using FundLedger.Data.Reading;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Journal.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Web.Pages.Journal;

/// <summary>One entry with everything that hangs on it: its lines, the lots it opened and used, its place in the log.</summary>
[Authorize(Policies.SeeJournal)]
internal sealed class EntryModel(AuthorizedReader reader, ServedAccount books, IAuthorizationService authorization) : PageModel
{
    public EntryReference Reference { get; private set; }

    public EntryHead Head { get; private set; } = null!;

    public IReadOnlyList<EntryLine> Lines { get; private set; } = [];

    public IReadOnlyList<OpenedLot> Opened { get; private set; } = [];

    public IReadOnlyList<UsedLot> Used { get; private set; } = [];

    public LogLeaf? Leaf { get; private set; }

    public JournalDocument? Document { get; private set; }

    public EntryReference? ReversedBy { get; private set; }

    public bool MayReverse { get; private set; }

    /// <summary>The fiscal year is closed: the entry is taken back by a correction voucher instead of a reversal.</summary>
    public bool YearIsClosed { get; private set; }

    public Money Amount(long minorUnits) => new(minorUnits, books.Currency);

    public async Task<IActionResult> OnGetAsync(int year, long number, CancellationToken stop)
    {
        Reference = new EntryReference(year, number);
        var exists = await reader.Read(Policies.SeeJournal, this.Actor(), db => Read(db, stop), stop);
        if (exists.IsRefused) return Forbid();
        if (!exists.Value) return NotFound();
        MayReverse = ManualVoucherRules.CheckTakenBackByHand(Reference, Head.Entry.DocumentKind) is null
            && ReversedBy is null && Head.Entry.ReversesNumber is null && Head.Entry.Period != FiscalYearPeriods.Closing
            && await authorization.May(User, Policies.PrepareManualVoucher);
        return Page();
    }

    /// <summary>Reads the entry with all that is shown; false when there is none.</summary>
    private async Task<bool> Read(ReadingDb db, CancellationToken stop)
    {
        if (await EntryHead.Read(db, Reference, stop) is not { } head) return false;
        Head = head;
        var (year, number) = (Reference.FiscalYear, Reference.Number);
        await ReadLines(db, stop);
        await ReadLots(db, stop);
        Leaf = await db.Leaves.SingleOrDefaultAsync(leaf => leaf.LeafIndex == head.Entry.LeafIndex, stop);
        var by = await db.Entries
            .Where(entry => entry.FiscalYear >= year && entry.ReversesFiscalYear == year && entry.ReversesNumber == number)
            .Select(entry => new { entry.FiscalYear, entry.Number }).SingleOrDefaultAsync(stop);
        ReversedBy = by is null ? null : new EntryReference(by.FiscalYear, by.Number);
        if (head.Document is { } document)
        {
            Document = (await JournalDocument.Read(db, [document], stop))[document];
        }

        YearIsClosed = await YearEnd.IsClosed(db, year, stop);
        return true;
    }

    private async Task ReadLines(ReadingDb db, CancellationToken stop) => Lines = await (
        from posting in db.Postings
        join account in db.LedgerAccounts on posting.LedgerAccountId equals account.Id
        join fund in db.Funds on posting.FundId equals fund.Id
        where posting.FiscalYear == Reference.FiscalYear && posting.Number == Reference.Number
        orderby posting.Line
        select new EntryLine(
            posting.Line, account.Code, account.NameZh, account.NameEn, fund.Code, fund.NameZh, fund.NameEn, posting.Amount,
            db.Parties.Where(party => party.Id == posting.PartyId).Select(party => party.Name).FirstOrDefault(),
            db.Ventures.Where(venture => venture.Id == posting.VentureId).Select(venture => venture.Name).FirstOrDefault()))
        .ToListAsync(stop);

    private async Task ReadLots(ReadingDb db, CancellationToken stop)
    {
        Opened = await (
            from lot in db.Lots
            join fund in db.Funds on lot.FundId equals fund.Id
            where lot.FiscalYear == Reference.FiscalYear && lot.Number == Reference.Number
            orderby lot.Id
            select new OpenedLot(lot.Id, fund.Code, lot.Kind, lot.ParentLotId, lot.Amount, lot.Remaining)).ToListAsync(stop);
        Used = await (
            from use in db.LotUses
            join lot in db.Lots on use.LotId equals lot.Id
            join fund in db.Funds on lot.FundId equals fund.Id
            where use.FiscalYear == Reference.FiscalYear && use.Number == Reference.Number
            orderby use.Line
            select new UsedLot(use.LotId, fund.Code, use.Used, use.Encumbered)).ToListAsync(stop);
    }
}

/// <summary>An entry, its text and who made it.</summary>
/// <param name="Text">Null when it has been erased.</param>
/// <param name="Approver">The second person of a manual voucher; null when there was none.</param>
internal sealed record EntryHead(StoredEntry Entry, string? Text, string? Actor, string? Approver)
{
    public DocumentReference? Document => Entry is { DocumentKind: { } kind, DocumentId: { } id } ? new DocumentReference(kind, id) : null;

    public EntryReference? Reverses =>
        Entry is { ReversesFiscalYear: { } year, ReversesNumber: { } number } ? new EntryReference(year, number) : null;

    public static async Task<EntryHead?> Read(ReadingDb db, EntryReference reference, CancellationToken stop)
    {
        var entry = await db.Entries.SingleOrDefaultAsync(
            row => row.FiscalYear == reference.FiscalYear && row.Number == reference.Number, stop);
        if (entry is null) return null;
        var text = await db.ErasableTexts.Where(row => row.Id == entry.TextId).Select(row => row.Text).SingleOrDefaultAsync(stop);
        var people = await db.People.Where(person => person.Id == entry.ActorId || person.Id == entry.ApproverId)
            .ToDictionaryAsync(person => person.Id, person => person.DisplayName, stop);
        return new EntryHead(
            entry, text, people.GetValueOrDefault(entry.ActorId), entry.ApproverId is { } second ? people.GetValueOrDefault(second) : null);
    }
}

/// <summary>A line as shown; amount in minor units, debit positive.</summary>
internal sealed record EntryLine(
    int Line, string Account, string AccountZh, string AccountEn, string Fund, string FundZh, string FundEn, long Amount, string? Party,
        string? Venture);

internal sealed record OpenedLot(long Id, string Fund, LotKind Kind, long? Parent, long Amount, long Remaining);

internal sealed record UsedLot(long Id, string Fund, long Used, long Encumbered);
