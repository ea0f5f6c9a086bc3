using FundLedger.Data.Model;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>
/// Loads, under the series lock, just the part of the ledger a draft needs: its accounts, funds, periods, last number
/// and as many open lots as it may consume. What is already in memory is not read again.
/// </summary>
internal sealed class SnapshotLoader(LedgerDb db, DedicatedAccount account, LocalDate today, long lastLotId)
{
    /// <summary>Open lots of a fund to read at first; each time more are needed the number doubles.</summary>
    private const int FirstLots = 200;

    /// <summary>Reading this many takes some milliseconds, during which other requests wait.</summary>
    private const int MaxLotsAtOnce = 1_600;

    /// <summary>Beyond some two thousand a list goes to SQL Server as one JSON text, with the collation of the database.</summary>
    private const int CodesAtOnce = 1_000;

    private readonly HashSet<long> parties = [], ventures = [];
    private LedgerDb db = db;
    private readonly Dictionary<string, long> loadedThrough = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> readNext = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> fundCodes = [];
    private readonly HashSet<DocumentReference> documents = [];
    private LedgerSnapshot? snapshot;

    /// <summary>What has been loaded so far.</summary>
    public LedgerSnapshot Snapshot => snapshot ?? throw new InvalidOperationException("Nothing has been loaded yet.");

    public LocalDate Today => today;

    /// <summary>Continues with another context: the transaction of the first has ended and no one has written since.</summary>
    public void ReadBy(LedgerDb next) => db = next;

    public async Task<Result<LedgerSnapshot>> Load(EntryDraft draft, CancellationToken stop)
    {
        await LoadAll([draft], stop);
        return MissingPerson(draft) is { } refusal ? refusal : Snapshot;
    }

    /// <summary>Loads what all these drafts need, taken together.</summary>
    public async Task LoadAll(IReadOnlyCollection<EntryDraft> drafts, CancellationToken stop)
    {
        snapshot ??= await Begin(stop);
        await LoadMissingFunds(drafts.SelectMany(draft => draft.Postings).Select(posting => posting.Fund), stop);
        foreach (var draft in drafts)
        {
            if (draft.Undoes is { } undone) await LoadTakenBack(undone, stop);
            if (draft.Opening) await OpeningFacts.Load(db, Snapshot, stop);
            await LoadDirectedLots(draft, stop);
            if (draft.Document is { } document && MovesEncumbrances(draft)) await LoadEncumbrances(document, stop);
        }

        foreach (var (fund, needed) in Needs(drafts)) await LoadOpenLots(fund, needed, stop);
        await LoadPeople(drafts, stop);
    }

    /// <summary>Whether these drafts can be decided without reading anything more.</summary>
    public bool CoversDrafts(IReadOnlyCollection<EntryDraft> drafts) =>
        snapshot is not null
        && drafts.All(draft => draft.Undoes is null && !draft.Opening && draft.ExactLotMovements is null
            && (draft.Document is null || !MovesEncumbrances(draft))
            && draft.Postings.All(posting => posting.LotId is null && snapshot.Funds.ContainsKey(posting.Fund)
                && (!draft.Manual || IsKnown(posting.PartyId, parties) && IsKnown(posting.VentureId, ventures))))
        && Needs(drafts).All(need => Covered(need.Fund, need.Needed));

    /// <summary>A lot that is used up need not be kept: nothing more can be taken from it, and a reversal loads it again.</summary>
    public void EvictIfUsedUp(LotMovement movement)
    {
        var lots = Snapshot.Funds[movement.Fund].Lots;
        if (lots.Find(movement.LotId) is { Remaining: 0, Encumbered: 0 } lot) lots.Remove(lot);
    }

    /// <summary>Lines may name a party and a venture; a name that does not exist is refused before anything is decided.</summary>
    public Refusal? MissingPerson(EntryDraft draft)
    {
        if (!draft.Manual) return null;
        for (var index = 0; index < draft.Postings.Count; index++)
        {
            var (party, venture) = (draft.Postings[index].PartyId, draft.Postings[index].VentureId);
            if (!IsKnown(party, parties)) return LedgerRefusals.UnknownParty(index + 1, party!.Value);
            if (!IsKnown(venture, ventures)) return LedgerRefusals.UnknownVenture(index + 1, venture!.Value);
        }

        return null;
    }

    /// <summary>Reads a posted entry back for reversal; null when there is none.</summary>
    public async Task<PostedEntry?> LoadPosted(EntryReference reference, CancellationToken stop)
    {
        var entry = await db.Entries.AsNoTracking().SingleOrDefaultAsync(
            row => row.FiscalYear == reference.FiscalYear && row.Number == reference.Number, stop);
        if (entry is null) return null;

        snapshot ??= await Begin(stop);
        var postings = await db.Postings.AsNoTracking()
            .Where(row => row.FiscalYear == reference.FiscalYear && row.Number == reference.Number)
            .OrderBy(row => row.Line).ToListAsync(stop);
        var fundIds = postings.Select(row => row.FundId).Distinct().ToArray();
        var funds = await db.Funds.AsNoTracking().Where(fund => fundIds.Contains(fund.Id))
            .ToDictionaryAsync(fund => fund.Id, fund => fund.ToDomain(), stop);
        var accounts = snapshot.Accounts.Values.ToDictionary(row => row.Id, row => row.Code);
        var lots = await db.Lots.AsNoTracking()
            .Where(lot => lot.FiscalYear == reference.FiscalYear && lot.Number == reference.Number)
            .OrderBy(lot => lot.Id).ToListAsync(stop);
        var uses = await (
            from use in db.LotUses.AsNoTracking()
            join lot in db.Lots on use.LotId equals lot.Id
            where use.FiscalYear == reference.FiscalYear && use.Number == reference.Number
            orderby use.Line
            select new { use.LotId, lot.FundId, use.Used, use.Encumbered }).ToListAsync(stop);

        return new PostedEntry(
            reference, entry.Kind, entry.BookingDate, entry.ValueDate, Document(entry.DocumentKind, entry.DocumentId),
            entry.ReversesNumber is { } number ? new EntryReference(entry.ReversesFiscalYear!.Value, number) : null,
            postings.Select(row => new PostingDraft(accounts[row.LedgerAccountId], funds[row.FundId].Code,
                new Money(row.Amount, account.Currency), row.PartyId, row.VentureId)).ToArray(),
            lots.Select(lot => new LotOpening(
                lot.Id, funds[lot.FundId], lot.Amount, new LotOrigin(lot.Kind, lot.DocumentId), lot.ParentLotId)).ToArray(),
            uses.Select(use => new LotMovement(use.LotId, funds[use.FundId].Code, use.Used, use.Encumbered)).ToArray())
        {
            Period = entry.Period,
        };
    }

    /// <summary>The chart of accounts by code.</summary>
    public async Task<IReadOnlyDictionary<string, LedgerAccount>> Accounts(CancellationToken stop) =>
        (snapshot ??= await Begin(stop)).Accounts;

    private static DocumentReference? Document(DocumentKind? kind, long? id) =>
        kind is { } known && id is { } number ? new DocumentReference(known, number) : null;

    private async Task<LedgerSnapshot> Begin(CancellationToken stop)
    {
        var accounts = await db.LedgerAccounts.AsNoTracking().ToListAsync(stop);
        var initial = new LedgerSnapshot(
            account.Currency, today, accounts.ToDictionary(row => row.Code, row => row.ToDomain(), StringComparer.Ordinal))
        {
            LastLotId = lastLotId,
        };
        var periods = await db.Periods.AsNoTracking().ToListAsync(stop);
        foreach (var period in periods) initial.Periods[(period.FiscalYear, period.Period)] = period.State;
        var series = await db.EntrySeries.AsNoTracking().ToListAsync(stop);
        foreach (var year in series) initial.LastNumber[year.FiscalYear] = year.LastNumber;
        return initial;
    }

    private async Task LoadMissingFunds(IEnumerable<string> codes, CancellationToken stop)
    {
        // A code that cannot be stored is the code of no fund; the engine would not even take the question.
        var missing = codes.Where(code => StorableText.Is(code) && !snapshot!.Funds.ContainsKey(code)).Distinct(StringComparer.Ordinal);
        foreach (var chunk in missing.ToArray().Chunk(CodesAtOnce)) await LoadFunds(chunk, stop);
    }

    private async Task LoadFunds(string[] codes, CancellationToken stop)
    {
        var stored = await (
            from fund in db.Funds.AsNoTracking()
            join balance in db.FundBalances on fund.Id equals balance.FundId
            where codes.Contains(fund.Code)
            select new { fund, balance.Spendable, balance.Encumbered }).ToListAsync(stop);
        foreach (var row in stored)
        {
            snapshot!.Funds[row.fund.Code] = new FundState(row.fund.ToDomain(), row.Spendable, row.Encumbered);
            fundCodes[row.fund.Id] = row.fund.Code;
        }

        // What a document has encumbered in a fund that has only now come into view is not known yet.
        if (stored.Count > 0) documents.Clear();
    }

    /// <summary>A reversal lies in the same fiscal year, a correction in a later one.</summary>
    private async Task LoadTakenBack(EntryReference original, CancellationToken stop)
    {
        if (await db.Entries.AsNoTracking().AnyAsync(
            entry => entry.FiscalYear >= original.FiscalYear
                && entry.ReversesFiscalYear == original.FiscalYear && entry.ReversesNumber == original.Number,
            stop)) snapshot!.Reversed.Add(original);
    }

    private async Task LoadDirectedLots(EntryDraft draft, CancellationToken stop)
    {
        var lotIds = draft.Postings.Select(posting => posting.LotId)
            .Concat((draft.ExactLotMovements ?? []).Select(movement => (long?)movement.LotId))
            .OfType<long>().Distinct().ToArray();
        if (lotIds.Length > 0) await LoadLots(lotIds, stop);
    }

    private async Task LoadEncumbrances(DocumentReference document, CancellationToken stop)
    {
        if (!documents.Add(document)) return;
        var encumbrances = await db.LotUses.AsNoTracking()
            .Where(use => use.DocumentKind == document.Kind && use.DocumentId == document.Id)
            .GroupBy(use => use.LotId)
            .Select(group => new { LotId = group.Key, Encumbered = group.Sum(use => use.Encumbered) })
            .Where(sum => sum.Encumbered > 0)
            .ToListAsync(stop);
        if (encumbrances.Count == 0) return;
        await LoadLots(encumbrances.Select(sum => sum.LotId).ToArray(), stop);
        var lots = snapshot!.Funds.Values.SelectMany(fund => fund.Lots).ToDictionary(lot => lot.Id);
        foreach (var sum in encumbrances.Where(sum => lots.ContainsKey(sum.LotId)))
            lots[sum.LotId].BeginsEncumbered(document, sum.Encumbered);
    }

    private async Task LoadLots(long[] ids, CancellationToken stop)
    {
        var stored = await db.Lots.AsNoTracking().Where(lot => ids.Contains(lot.Id)).ToListAsync(stop);
        foreach (var lot in stored) Keep(lot);
    }

    /// <summary>Reads open lots in number order, chunk by chunk, until they cover what is needed.</summary>
    private async Task LoadOpenLots(string fundCode, long needed, CancellationToken stop)
    {
        if (!snapshot!.Funds.TryGetValue(fundCode, out var fund)) return;
        while (!Covered(fundCode, needed))
        {
            var after = loadedThrough.GetValueOrDefault(fundCode);
            var most = readNext.GetValueOrDefault(fundCode, FirstLots);
            readNext[fundCode] = Math.Min(2 * most, MaxLotsAtOnce);
            var chunk = await db.Lots.AsNoTracking()
                .Where(lot => lot.FundId == fund.Fund.Id && lot.Id > after && lot.IsOpen == 1)
                .OrderBy(lot => lot.Id).Take(most)
                .Select(lot => new { lot.Id, lot.Amount, lot.Used, lot.Encumbered }).ToListAsync(stop);
            foreach (var lot in chunk) fund.Lots.Add(new LotState(lot.Id, lot.Amount, lot.Used, lot.Encumbered));
            loadedThrough[fundCode] = chunk.Count < most ? long.MaxValue : chunk[^1].Id;
        }
    }

    /// <summary>Whether the open lots read so far hold that much, or are all there are.</summary>
    private bool Covered(string fundCode, long needed)
    {
        if (!snapshot!.Funds.TryGetValue(fundCode, out var fund)) return true;
        var after = loadedThrough.GetValueOrDefault(fundCode);
        if (after == long.MaxValue) return true;
        // Only what lies below the watermark counts: lots loaded for another reason must not jump the queue.
        for (var index = 0; index < fund.Lots.Count && needed > 0 && fund.Lots[index].Id <= after; index++)
        {
            needed -= Math.Max(0, fund.Lots[index].Remaining);
        }

        return needed <= 0;
    }

    private void Keep(StoredLot lot)
    {
        if (!fundCodes.TryGetValue(lot.FundId, out var code)) return;
        snapshot!.Funds[code].Lots.Add(new LotState(lot.Id, lot.Amount, lot.Used, lot.Encumbered));
    }

    /// <summary>The most each fund may have to find from its lots: what lowers its spendable money plus what is encumbered.</summary>
    private IEnumerable<(string Fund, long Needed)> Needs(IReadOnlyCollection<EntryDraft> drafts)
    {
        var needs = new Dictionary<string, Int128>(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            for (var index = 0; index < draft.Postings.Count; index++)
            {
                var posting = draft.Postings[index];
                if (Need(posting) is > 0 and var need) needs[posting.Fund] = needs.GetValueOrDefault(posting.Fund) + need;
            }
        }

        return needs.Select(need => (need.Key, (long)Int128.Min(need.Value, long.MaxValue)));
    }

    private long Need(PostingDraft posting)
    {
        if (!snapshot!.Accounts.TryGetValue(posting.Account, out var ledgerAccount)) return 0;
        var amount = posting.Amount.MinorUnits;
        var lowering = ledgerAccount.Spendable && amount is < 0 and > long.MinValue / 4 ? -amount : 0;
        var reserving = ledgerAccount.Code == ChartOfAccounts.Encumbrances && amount is > 0 and < long.MaxValue / 4 ? amount : 0;
        return lowering + reserving;
    }

    private static bool MovesEncumbrances(EntryDraft draft) =>
        draft.ExactLotMovements is not null || draft.Postings.Any(posting => posting.Account == ChartOfAccounts.Encumbrances);

    private static bool IsKnown(long? id, HashSet<long> known) => id is not { } named || known.Contains(named);

    private async Task LoadPeople(IReadOnlyCollection<EntryDraft> drafts, CancellationToken stop)
    {
        var named = drafts.Where(draft => draft.Manual).SelectMany(draft => draft.Postings).ToArray();
        await Know(parties, named.Select(posting => posting.PartyId), ids =>
            db.Parties.Where(party => ids.Contains(party.Id)).Select(party => party.Id).ToListAsync(stop));
        await Know(ventures, named.Select(posting => posting.VentureId), ids =>
            db.Ventures.Where(venture => ids.Contains(venture.Id)).Select(venture => venture.Id).ToListAsync(stop));
    }

    private static async Task Know(HashSet<long> known, IEnumerable<long?> named, Func<long[], Task<List<long>>> read)
    {
        var missing = named.OfType<long>().Where(id => !known.Contains(id)).Distinct().ToArray();
        if (missing.Length > 0) known.UnionWith(await read(missing));
    }
}
