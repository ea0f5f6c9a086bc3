using FundLedger.Data;
using FundLedger.Data.Engines;
using FundLedger.Data.Model;
using FundLedger.Domain.Ledger;
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
internal sealed class EntryModel(LedgerDbFactory factory, ServedAccount books, IAuthorizationService authorization) : PageModel
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
        await using var db = factory.Create();
        if (await EntryHead.Read(db, books.Id, Reference, stop) is not { } head) return NotFound();
        Head = head;
        await ReadLines(db, stop);
        await ReadLots(db, stop);
        Leaf = await db.Leaves.AsNoTracking().SingleOrDefaultAsync(leaf => leaf.DedicatedAccountId == books.Id && leaf.LeafIndex == head.Entry.LeafIndex, stop);
        var by = await db.Entries
            .Where(entry => entry.DedicatedAccountId == books.Id && entry.FiscalYear >= year && entry.ReversesFiscalYear == year && entry.ReversesNumber == number)
            .Select(entry => new { entry.FiscalYear, entry.Number }).SingleOrDefaultAsync(stop);
        ReversedBy = by is null ? null : new EntryReference(by.FiscalYear, by.Number);
        if (head.Document is { } document)
        {
            Document = (await JournalDocument.Read(db, books.Id, [document], stop))[document];
        }

        YearIsClosed = await YearEnd.IsClosed(factory, books, year, stop);
        MayReverse = ReversedBy is null && head.Entry.ReversesNumber is null && head.Entry.Period != FiscalYearPeriods.Closing && await authorization.May(User, Policies.PostManualVoucher);
        return Page();
    }

    private async Task ReadLines(LedgerDb db, CancellationToken stop) => Lines = await (
        from posting in db.Postings
        join account in db.LedgerAccounts on new { posting.DedicatedAccountId, Id = posting.LedgerAccountId } equals new { account.DedicatedAccountId, account.Id }
        join fund in db.Funds on new { posting.DedicatedAccountId, Id = posting.FundId } equals new { fund.DedicatedAccountId, fund.Id }
        where posting.DedicatedAccountId == books.Id && posting.FiscalYear == Reference.FiscalYear && posting.Number == Reference.Number
        orderby posting.Line
        select new EntryLine(
            posting.Line, account.Code, account.NameZh, account.NameEn, fund.Code, fund.NameZh, fund.NameEn, posting.Amount,
            db.Parties.Where(party => party.DedicatedAccountId == books.Id && party.Id == posting.PartyId).Select(party => party.Name).FirstOrDefault(),
            db.Ventures.Where(venture => venture.DedicatedAccountId == books.Id && venture.Id == posting.VentureId).Select(venture => venture.Name).FirstOrDefault()))
        .ToListAsync(stop);

    private async Task ReadLots(LedgerDb db, CancellationToken stop)
    {
        Opened = await (
            from lot in db.Lots
            join fund in db.Funds on new { lot.DedicatedAccountId, Id = lot.FundId } equals new { fund.DedicatedAccountId, fund.Id }
            where lot.DedicatedAccountId == books.Id && lot.FiscalYear == Reference.FiscalYear && lot.Number == Reference.Number
            orderby lot.Id
            select new OpenedLot(lot.Id, fund.Code, lot.Kind, lot.ParentLotId, lot.Amount, lot.Remaining)).ToListAsync(stop);
        Used = await (
            from use in db.LotUses
            join lot in db.Lots on new { use.DedicatedAccountId, Id = use.LotId } equals new { lot.DedicatedAccountId, lot.Id }
            join fund in db.Funds on new { lot.DedicatedAccountId, Id = lot.FundId } equals new { fund.DedicatedAccountId, fund.Id }
            where use.DedicatedAccountId == books.Id && use.FiscalYear == Reference.FiscalYear && use.Number == Reference.Number
            orderby use.Line
            select new UsedLot(use.LotId, fund.Code, use.Used, use.Encumbered)).ToListAsync(stop);
    }
}

/// <summary>An entry, its text and who made it.</summary>
/// <param name="Text">Null when it has been erased.</param>
internal sealed record EntryHead(StoredEntry Entry, string? Text, string? Actor)
{
    public DocumentReference? Document => Entry is { DocumentKind: { } kind, DocumentId: { } id } ? new DocumentReference(kind, id) : null;

    public EntryReference? Reverses => Entry is { ReversesFiscalYear: { } year, ReversesNumber: { } number } ? new EntryReference(year, number) : null;

    public static async Task<EntryHead?> Read(LedgerDb db, long account, EntryReference reference, CancellationToken stop)
    {
        var entry = await db.Entries.AsNoTracking().SingleOrDefaultAsync(
            found => found.DedicatedAccountId == account && found.FiscalYear == reference.FiscalYear && found.Number == reference.Number, stop);
        if (entry is null) return null;
        var text = await db.SideTexts.Where(found => found.DedicatedAccountId == account && found.Id == entry.TextId).Select(found => found.Text).SingleOrDefaultAsync(stop);
        var actor = await db.People.Where(person => person.Id == entry.ActorId).Select(person => person.DisplayName).SingleOrDefaultAsync(stop);
        return new EntryHead(entry, text, actor);
    }
}

/// <summary>A line as shown; amount in minor units, debit positive.</summary>
internal sealed record EntryLine(
    int Line, string Account, string AccountZh, string AccountEn, string Fund, string FundZh, string FundEn, long Amount, string? Party, string? Venture);

internal sealed record OpenedLot(long Id, string Fund, LotKind Kind, long? Parent, long Amount, long Remaining);

internal sealed record UsedLot(long Id, string Fund, long Used, long Encumbered);
