using FundLedger.Data.Model;
using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Journal.Reads;

/// <summary>A line as shown; amount in minor units, debit positive.</summary>
public sealed record EntryLine(
    int Line, string Account, string AccountZh, string AccountEn, string Fund, string FundZh, string FundEn, long Amount, string? Party,
        string? Venture);

/// <summary>A lot the entry opened; amounts in minor units.</summary>
public sealed record OpenedLot(long Id, string Fund, string FundZh, string FundEn, LotKind Kind, long? Parent, long Amount, long Remaining);

/// <summary>What the entry took of a lot; amounts in minor units.</summary>
public sealed record UsedLot(long Id, string Fund, string FundZh, string FundEn, long Used, long Encumbered);

/// <summary>One entry with everything that hangs on it.</summary>
/// <param name="Opened">The lots it opened.</param>
/// <param name="Used">What it took of lots.</param>
/// <param name="Leaf">Its place in the log; null when that is missing, which the checks name.</param>
/// <param name="YearIsClosed">The fiscal year is closed: the entry is taken back by a correction voucher instead of a reversal.</param>
public sealed record EntryStory(
    EntryHead Head, IReadOnlyList<EntryLine> Lines, IReadOnlyList<OpenedLot> Opened, IReadOnlyList<UsedLot> Used, LogLeaf? Leaf,
    JournalDocument? Document, EntryReference? ReversedBy, bool YearIsClosed);

/// <summary>Reads one entry.</summary>
public sealed class EntryDetails(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeJournal;

    /// <summary>Null for an unknown number.</summary>
    public Task<Result<EntryStory?>> Read(Actor actor, EntryReference reference, CancellationToken stop) =>
        reader.Read<EntryStory?>(Policy, actor, async db =>
        {
            if (await EntryHead.Read(db, reference, stop) is not { } head) return null;
            return new EntryStory(
                head, await Lines(db, reference, stop), await Opened(db, reference, stop), await Used(db, reference, stop),
                await db.Leaves.SingleOrDefaultAsync(leaf => leaf.LeafIndex == head.Entry.LeafIndex, stop),
                head.Document is { } document ? (await JournalDocument.Read(db, [document], stop))[document] : null,
                await ReversedBy(db, reference, stop), await YearEnd.IsClosed(db, reference.FiscalYear, stop));
        }, stop);

    private static async Task<EntryReference?> ReversedBy(ReadingDb db, EntryReference reference, CancellationToken stop)
    {
        var (year, number) = (reference.FiscalYear, reference.Number);
        var by = await db.Entries
            .Where(entry => entry.FiscalYear >= year && entry.ReversesFiscalYear == year && entry.ReversesNumber == number)
            .Select(entry => new { entry.FiscalYear, entry.Number }).SingleOrDefaultAsync(stop);
        return by is null ? null : new EntryReference(by.FiscalYear, by.Number);
    }

    private static async Task<IReadOnlyList<EntryLine>> Lines(ReadingDb db, EntryReference reference, CancellationToken stop) => await (
        from posting in db.Postings
        join account in db.LedgerAccounts on posting.LedgerAccountId equals account.Id
        join fund in db.Funds on posting.FundId equals fund.Id
        where posting.FiscalYear == reference.FiscalYear && posting.Number == reference.Number
        orderby posting.Line
        select new EntryLine(
            posting.Line, account.Code, account.NameZh, account.NameEn, fund.Code, fund.NameZh, fund.NameEn, posting.Amount,
            db.Parties.Where(party => party.Id == posting.PartyId).Select(party => party.Name).FirstOrDefault(),
            db.Ventures.Where(venture => venture.Id == posting.VentureId).Select(venture => venture.Name).FirstOrDefault()))
        .ToListAsync(stop);

    private static async Task<IReadOnlyList<OpenedLot>> Opened(ReadingDb db, EntryReference reference, CancellationToken stop) => await (
        from lot in db.Lots
        join fund in db.Funds on lot.FundId equals fund.Id
        where lot.FiscalYear == reference.FiscalYear && lot.Number == reference.Number
        orderby lot.Id
        select new OpenedLot(
            lot.Id, fund.Code, fund.NameZh, fund.NameEn, lot.Kind, lot.ParentLotId, lot.Amount, lot.Remaining)).ToListAsync(stop);

    private static async Task<IReadOnlyList<UsedLot>> Used(ReadingDb db, EntryReference reference, CancellationToken stop) => await (
        from use in db.LotUses
        join lot in db.Lots on use.LotId equals lot.Id
        join fund in db.Funds on lot.FundId equals fund.Id
        where use.FiscalYear == reference.FiscalYear && use.Number == reference.Number
        orderby use.Line
        select new UsedLot(use.LotId, fund.Code, fund.NameZh, fund.NameEn, use.Used, use.Encumbered)).ToListAsync(stop);
}
