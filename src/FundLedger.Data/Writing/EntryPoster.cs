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
/// as long as the series stand where it left them, nobody else has written and nothing needs to be read again. What is
/// decided from memory alone is written at once, on condition that the series still stand there.
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

    /// <summary>The last requests that were looked up had been answered before; those that follow may have been too.</summary>
    private bool repeated;

    /// <summary>
    /// Decides from memory alone, perhaps while an earlier transaction is still being written, or not at all (null). It
    /// holds only if the series then stand where they are expected to and no request was answered before: a refusal
    /// decided like this says nothing yet, for what was accepted once stays accepted.
    /// </summary>
    public DecidedEntries? DecideAhead(IReadOnlyList<EntryRequest> requests, bool endAtRefusal)
    {
        if (loader is null || stands is null || repeated || IsTooLarge() || loader.Today != Today()) return null;
        ForgetUsedUp();
        return loader.Covers(Drafts(requests)) ? Decide(requests, stands, new Answers(requests.Count), endAtRefusal) : null;
    }

    /// <summary>Opens a transaction for what was, or is about to be, decided.</summary>
    public async Task<OpenPosting> Open(CancellationToken stop)
    {
        var connection = await factory.OpenConnection(stop);
        try
        {
            return new OpenPosting(factory.Engine, connection, await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, stop));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Locks the series and decides. What it gives must be written by the same posting or thrown away before the next call.
    /// </summary>
    public async Task<DecidedEntries> Decide(OpenPosting posting, IReadOnlyList<EntryRequest> requests, bool endAtRefusal, CancellationToken stop)
    {
        try
        {
            var (head, answers) = await Answers.Lock(
                factory.Engine, posting.Transaction, accountId, requests.Select(request => request.Request.Key), stop);
            repeated = answers.Count > 0;
            return await ReadAndDecide(posting.Transaction, requests, head, answers, endAtRefusal, stop);
        }
        catch
        {
            Forget();
            throw;
        }
    }

    /// <summary>Decides under the lock, writes and commits.</summary>
    public async Task<IReadOnlyList<Result<EntryReference>>> Post(IReadOnlyList<EntryRequest> requests, bool endAtRefusal, CancellationToken stop)
    {
        try
        {
            await using var posting = await Open(stop);
            return await posting.Commit(await Decide(posting, requests, endAtRefusal, stop), stop);
        }
        catch
        {
            Forget();
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
        ForgetUsedUp();
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

    /// <summary>
    /// Lots of the last transaction that have nothing left. Not right after the movement, for a later entry of the same
    /// transaction may give it back; and before anything is read, for an entry may name such a lot.
    /// </summary>
    private void ForgetUsedUp()
    {
        foreach (var movement in moved) loader!.ForgetIfUsedUp(movement);
        moved.Clear();
    }

    /// <summary>Runs the pure decisions one after another, each seeing the ones before it.</summary>
    private DecidedEntries Decide(IReadOnlyList<EntryRequest> requests, SeriesHead head, Answers answers, bool endAtRefusal)
    {
        var recorder = new Recorder(factory.Engine, account!, head, Instant.Max(clock.GetCurrentInstant(), head.LastRecordedAt), requests.Count);
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
            GivingWay.After(outcomes.Count);
        }

        // Every write moves the head, so that who kept it knows that nothing happened since.
        if (accepted) recorder.NextInstant();
        stands = recorder.Head;
        return new DecidedEntries(outcomes, accepted ? recorder.Changes() : []);
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
