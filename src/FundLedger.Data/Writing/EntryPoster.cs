using System.Data;
using System.Data.Common;
using FundLedger.Data.Engines;
using FundLedger.Data.Model;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>
/// Books many entries of one dedicated account in one transaction. It keeps what it has read between transactions:
/// as long as the series are where it left them, no one else has written and nothing needs to be read again. What is
/// decided from memory alone is written at once, on condition that the series have not moved.
/// Not thread-safe.
/// </summary>
internal sealed class EntryPoster(LedgerDbFactory factory, IClock clock, long accountId)
{
    /// <summary>More lots than this are not kept in memory.</summary>
    private const int MaxLots = 200_000;

    private DedicatedAccount? account;
    private SnapshotLoader? loader;
    private SeriesHead? lastHead;
    private OngoingDecisions? ongoing;

    /// <summary>
    /// Kept from one transaction to the next: the pool hands out its connections in turn, and each of them would have to
    /// prepare the statements and fill its caches again.
    /// </summary>
    private DbConnection? connection;

    /// <summary>The lots that the last transaction has moved.</summary>
    private IReadOnlyList<LotMovement> lastMovements = [];

    /// <summary>The last requests that were looked up had been answered before; those that follow may have been too.</summary>
    private bool lastRepeated;

    /// <summary>
    /// Decides from memory alone, perhaps while an earlier transaction is still being written, or not at all (null). It
    /// holds only if the series are then where they are expected and no request was answered before: a refusal
    /// decided like this is not final, because what was accepted once stays accepted.
    /// </summary>
    public DecidedEntries? DecideFromCache(IReadOnlyList<EntryRequest> requests)
    {
        if (!HasUsableCache() || !loader!.CoversDrafts(Drafts(requests))) return null;
        Begin(lastHead!, new Answers(requests.Count), requests.Count);
        return DecideAll(requests, endAtRefusal: true);
    }

    /// <summary>
    /// As <see cref="DecideFromCache"/>, for requests that arrive one by one: true when <see cref="TryDecideFromCache"/> may follow, and
    /// at last <see cref="End"/>.
    /// </summary>
    /// <param name="expected">Expected number of requests; a capacity hint.</param>
    public bool BeginOptimistic(int expected)
    {
        if (!HasUsableCache()) return false;
        Begin(lastHead!, new Answers(expected), expected);
        return true;
    }

    /// <summary>False, and nothing decided, when it needs something that is not in memory.</summary>
    public bool TryDecideFromCache(EntryRequest request)
    {
        if (!loader!.CoversDrafts([request.Draft])) return false;
        ongoing!.Decide(request);
        return true;
    }

    /// <summary>All have been decided: what is to be written for them.</summary>
    public DecidedEntries End()
    {
        var decided = ongoing!.End();
        (lastHead, lastMovements, ongoing) = (ongoing.Head, ongoing.Moved, null);
        return decided;
    }

    /// <summary>
    /// Writes what was decided ahead, and commits. It fails if another writer came first or if a request was
    /// answered before: with <see cref="DBConcurrencyException"/> or the engine's own error.
    /// </summary>
    public async Task Write(DecidedEntries decided, CancellationToken stop)
    {
        if (await factory.Engine.TryWrite(await Connection(stop), decided.Changes, stop)) return;
        await using var posting = await Open(stop);
        await posting.Commit(decided, stop);
    }

    /// <summary>Opens a transaction for what was, or is about to be, decided; the one before has ended.</summary>
    public async Task<OpenPosting> Open(CancellationToken stop)
    {
        var current = await Connection(stop);
        try
        {
            return new OpenPosting(factory.Engine, await current.BeginTransactionAsync(IsolationLevel.ReadCommitted, stop));
        }
        catch
        {
            await ReleaseConnection();
            throw;
        }
    }

    /// <summary>Returns the connection to the pool when no transaction will follow soon; what was read stays in memory.</summary>
    public async ValueTask ReleaseConnection()
    {
        if (connection is not { } released) return;
        connection = null;
        await released.DisposeAsync();
    }

    /// <summary>
    /// Locks the series and decides. What it gives must be written by the same posting or thrown away before the next call.
    /// </summary>
    public async Task<DecidedEntries> Decide(
        OpenPosting posting, IReadOnlyList<EntryRequest> requests, bool endAtRefusal, CancellationToken stop)
    {
        try
        {
            var (head, answers) = await Answers.Lock(
                factory.Engine, posting.Transaction, accountId, requests.Select(request => request.Request.Key), stop);
            lastRepeated = answers.Count > 0;
            return await ReadAndDecide(posting.Transaction, requests, head, answers, endAtRefusal, stop);
        }
        catch
        {
            InvalidateCache();
            throw;
        }
    }

    /// <summary>Decides under the lock, writes and commits.</summary>
    public async Task<IReadOnlyList<Result<EntryReference>>> Post(
        IReadOnlyList<EntryRequest> requests, bool endAtRefusal, CancellationToken stop)
    {
        try
        {
            await using var posting = await Open(stop);
            return await posting.Commit(await Decide(posting, requests, endAtRefusal, stop), stop);
        }
        catch
        {
            InvalidateCache();
            throw;
        }
    }

    /// <summary>Drops what is in memory: after a failure it may be ahead of the database.</summary>
    public void InvalidateCache() => (loader, lastHead, lastMovements, ongoing) = (null, null, [], null);

    private static EntryDraft[] Drafts(IEnumerable<EntryRequest> requests) => requests.Select(request => request.Draft).ToArray();

    private async ValueTask<DbConnection> Connection(CancellationToken stop)
    {
        // A lost connection is returned too; the pool discards it.
        if (connection is { State: not ConnectionState.Open }) await ReleaseConnection();
        return connection ??= await factory.OpenConnection(stop);
    }

    private LocalDate Today() => clock.GetCurrentInstant().InZone(BooksTimeZone.Taipei).Date;

    private bool IsTooLarge() => loader is not null && loader.Snapshot.Funds.Values.Sum(fund => fund.Lots.Count) > MaxLots;

    /// <summary>Whether something may be decided from memory.</summary>
    private bool HasUsableCache()
    {
        if (loader is null || lastHead is null || lastRepeated || IsTooLarge() || loader.Today != Today()) return false;
        EvictUsedUpLots();
        return true;
    }

    private async Task<DecidedEntries> ReadAndDecide(
        DbTransaction transaction, IReadOnlyList<EntryRequest> requests, SeriesHead head, Answers answers, bool endAtRefusal,
            CancellationToken stop)
    {
        if (lastHead is null || !lastHead.IsAt(head) || loader?.Today != Today() || IsTooLarge()) InvalidateCache();
        EvictUsedUpLots();
        if (account is null || loader is null || !loader.CoversDrafts(Drafts(requests)))
        {
            await using var db = factory.CreateOn(transaction, accountId);
            account ??= await db.DedicatedAccounts.AsNoTracking().SingleAsync(row => row.Id == accountId, stop);
            loader ??= new SnapshotLoader(db, account, Today(), head.LastLotId);
            loader.ReadBy(db);
            await loader.LoadAll(Drafts(requests), stop);
        }

        Begin(head, answers, requests.Count);
        return DecideAll(requests, endAtRefusal);
    }

    /// <summary>
    /// Lots of the last transaction that have nothing left. Not right after the movement, for a later entry of the same
    /// transaction may give it back; and before anything is read, for an entry may name such a lot.
    /// </summary>
    private void EvictUsedUpLots()
    {
        foreach (var movement in lastMovements) loader!.EvictIfUsedUp(movement);
        lastMovements = [];
    }

    private void Begin(SeriesHead head, Answers answers, int expected) => ongoing = new OngoingDecisions(
        loader!, new Recorder(factory.Engine, account!, head, Instant.Max(clock.GetCurrentInstant(), head.LastRecordedAt), expected),
            answers, expected);

    private DecidedEntries DecideAll(IReadOnlyList<EntryRequest> requests, bool endAtRefusal)
    {
        foreach (var request in requests)
        {
            if (ongoing!.Decide(request).IsRefused && endAtRefusal) break;
            CooperativeYield.After(ongoing.Count);
        }

        return End();
    }
}
