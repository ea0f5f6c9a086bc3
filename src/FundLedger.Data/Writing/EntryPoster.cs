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
/// as long as the series stand where it left them, nobody else has written and nothing needs to be read again.
/// Not for two callers at once.
/// </summary>
internal sealed class EntryPoster(LedgerDbFactory factory, IClock clock, long accountId)
{
    /// <summary>More lots than this are not kept in memory.</summary>
    private const int MostLots = 200_000;

    private readonly List<LotMovement> moved = [];
    private DedicatedAccount? account;
    private SnapshotLoader? loader;
    private SeriesHead? stands;

    /// <summary>
    /// Decides ahead, while an earlier transaction is still being written: from memory alone, or not at all (null).
    /// What is decided holds only if the series then stand where they are expected to.
    /// </summary>
    public DecidedEntries? DecideAhead(IReadOnlyList<EntryRequest> requests, bool endAtRefusal)
    {
        if (loader is null || stands is null || IsTooLarge() || loader.Today != Today()) return null;
        return loader.Covers(Drafts(requests)) ? Decide(requests, stands, Answers.None, endAtRefusal) : null;
    }

    /// <summary>
    /// Locks the series and decides, or takes what was decided ahead. What it gives must be written or thrown away
    /// before the next call.
    /// </summary>
    public async Task<OpenPosting> Begin(
        IReadOnlyList<EntryRequest> requests, DecidedEntries? ahead, bool endAtRefusal, CancellationToken stop)
    {
        var connection = await factory.OpenConnection(stop);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, stop);
            var (head, answers) = await Answers.Lock(
                factory.Engine, transaction, accountId, requests.Select(request => request.Request.Key), stop);
            var decided = ahead is not null && ahead.HeadBefore.StandsWhere(head) && answers.Count == 0
                ? ahead
                : await ReadAndDecide(transaction, requests, head, answers, endAtRefusal, stop);
            return new OpenPosting(factory.Engine, connection, transaction, decided);
        }
        catch
        {
            Forget();
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>After a failure what is in memory may be ahead of the database.</summary>
    public void Forget()
    {
        (loader, stands) = (null, null);
        moved.Clear();
    }

    private static EntryDraft[] Drafts(IEnumerable<EntryRequest> requests) => requests.Select(request => request.Draft).ToArray();

    private LocalDate Today() => clock.GetCurrentInstant().InZone(BooksTimeZone.Taipei).Date;

    private bool IsTooLarge() => loader is not null && loader.Snapshot.Funds.Values.Sum(fund => fund.Lots.Count) > MostLots;

    private async Task<DecidedEntries> ReadAndDecide(
        DbTransaction transaction, IReadOnlyList<EntryRequest> requests, SeriesHead head, Answers answers, bool endAtRefusal, CancellationToken stop)
    {
        if (stands is null || !stands.StandsWhere(head) || loader?.Today != Today() || IsTooLarge()) Forget();
        if (account is null || loader is null || !loader.Covers(Drafts(requests)))
        {
            await using var db = factory.CreateOn(transaction);
            account ??= await db.DedicatedAccounts.AsNoTracking().SingleAsync(found => found.Id == accountId, stop);
            loader ??= new SnapshotLoader(db, account, Today(), head.LastLotId);
            loader.ReadBy(db);
            await loader.LoadAll(Drafts(requests), stop);
        }

        return Decide(requests, head, answers, endAtRefusal);
    }

    /// <summary>Runs the pure decisions one after another, each seeing the ones before it.</summary>
    private DecidedEntries Decide(IReadOnlyList<EntryRequest> requests, SeriesHead head, Answers answers, bool endAtRefusal)
    {
        // Not right after the movement: a later entry of the same transaction may give it back.
        foreach (var movement in moved) loader!.ForgetIfUsedUp(movement);
        moved.Clear();
        var recorder = new Recorder(account!, head.Copy(), Instant.Max(clock.GetCurrentInstant(), head.LastRecordedAt));
        var outcomes = new List<Result<EntryReference>>(requests.Count);
        var accepted = false;
        foreach (var request in requests)
        {
            if (answers.Find<EntryReference>(request.Request) is { } answered)
            {
                outcomes.Add(answered);
            }
            else
            {
                var outcome = Decide(request, recorder, answers);
                accepted |= !outcome.IsRefused;
                outcomes.Add(outcome);
            }

            if (endAtRefusal && outcomes[^1].IsRefused) break;
        }

        // Every write moves the head, so that who kept it knows that nothing happened since.
        if (accepted) recorder.NextInstant();
        stands = recorder.Head;
        return new DecidedEntries(outcomes, recorder, head, accepted);
    }

    private Result<EntryReference> Decide(EntryRequest request, Recorder recorder, Answers answers)
    {
        var snapshot = loader!.Snapshot;
        if (loader.MissingPerson(request.Draft) is { } missing) return missing;
        var draft = request.NewDocument is { } kind
            ? request.Draft with { Document = new DocumentReference(kind, recorder.Head.LastId + 1) }
            : request.Draft;
        var accepted = EntryRules.Accept(snapshot, draft);
        if (accepted.IsRefused) return accepted.Refusal;

        if (request.NewDocument is not null) recorder.NewId();
        snapshot.Apply(accepted.Value);
        moved.AddRange(accepted.Value.LotMovements);
        recorder.Head.LastLotId = snapshot.LastLotId;
        recorder.Record(accepted.Value, request.Request.Actor);
        var reference = accepted.Value.Reference;
        if (request.AuditCode is { } code) recorder.Audit(request.Request.Actor, code, [reference, .. request.AuditArguments]);
        var answered = request.Request.Answered(reference);
        answers.Add(answered);
        recorder.Rows.Add(answered);
        return reference;
    }
}

/// <summary>A transaction that holds the series lock and knows what to write.</summary>
internal sealed class OpenPosting(DatabaseEngine engine, DbConnection connection, DbTransaction transaction, DecidedEntries decided) : IAsyncDisposable
{
    /// <summary>Writes and commits; when all is refused there is nothing to write.</summary>
    public async Task<IReadOnlyList<Result<EntryReference>>> Commit(CancellationToken stop)
    {
        if (decided.AnythingAccepted)
        {
            await Apply(stop);
            await transaction.CommitAsync(stop);
        }

        return decided.Outcomes;
    }

    /// <summary>Writes a single request, as the database would take it, and rolls back.</summary>
    public async Task<Result<EntryReference>> Try(CancellationToken stop)
    {
        if (decided.AnythingAccepted) await Apply(stop);
        return decided.Outcomes[0];
    }

    private Task Apply(CancellationToken stop) =>
        engine.ApplyAsync(transaction, decided.Recorder.Rows.Changes(decided.Recorder.Head), stop);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
