using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FundLedger.Data.Engines;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>Records each refusal after its transaction has been rolled back, so that the record survives.</summary>
public delegate Task RefusalRecorder(WriteRequest request, Refusal refusal, CancellationToken stop);

/// <summary>
/// The one write path: lock the series row → answered already? → decide → append → commit (what memory could decide is
/// written on condition that the series have not moved, see <see cref="EntryPoster"/>).
/// Nothing else saves or opens a transaction, except <see cref="AccountSetup"/>, which has no series yet to lock, and
/// <see cref="LogSealer"/>, which adds only what can be computed again. Writes of one dedicated account run one after
/// another under its series lock, so numbers have no gaps and no write sees another half-done. Entries that need nothing
/// but the ledger share transactions: <see cref="Post"/> by group commit, <see cref="PostMany"/> by the bulk path.
/// </summary>
public sealed class LedgerWriter(LedgerDbFactory factory, IClock clock, RefusalRecorder? recordRefusal = null)
{
    private readonly ConcurrentDictionary<long, PostingQueue> queues = new();
    private readonly Retries retries = new(factory.Engine);

    /// <summary>
    /// Runs the decision and writes what it posted, or writes nothing and returns its refusal.
    /// The decision may run again when the engine reports a serialization failure, a deadlock or a lost connection:
    /// it must depend on nothing but its session.
    /// </summary>
    public async Task<Result<TAnswer>> Write<TAnswer>(
        WriteRequest request, Func<WriteSession, Task<Result<TAnswer>>> decide, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(decide);
        var result = request.CheckKey() is { } invalid ? invalid : await retries.Run(() => Once(request, decide, stop), stop);
        return await RecordIfRefused(request, result, stop);
    }

    /// <summary>Books one entry, in one transaction with others that are waiting at the same time.</summary>
    public async Task<Result<EntryReference>> Post(EntryRequest request, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var write = request.Request;
        if (write.CheckKey() is { } invalid) return await RecordIfRefused<EntryReference>(write, invalid, stop);
        if (write.DryRun) return await RecordIfRefused(write, await Try(request, stop), stop);
        var queue = queues.GetOrAdd(
            write.DedicatedAccountId, account => new PostingQueue(new EntryPoster(factory, clock, account), retries));
        return await RecordIfRefused(write, await queue.Post(request, stop), stop);
    }

    /// <summary>
    /// Books entries of one dedicated account in order, thousands in one transaction, and gives their outcomes in order.
    /// The first refusal is the last outcome: what comes after it is not booked, what came before it stays. Sent again,
    /// entries already booked give the number they have.
    /// </summary>
    public async IAsyncEnumerable<Result<EntryReference>> PostMany(
        long dedicatedAccountId, IAsyncEnumerable<EntryRequest> requests, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var bulk = new BulkPosting(new EntryPoster(factory, clock, dedicatedAccountId), retries, RefreshStatistics);
        (WriteRequest Request, Refusal Refusal)? invalid = null;
        await foreach (var (request, outcome) in bulk.Post(UntilInvalid(), stop))
            yield return await RecordIfRefused(request.Request, outcome, stop);
        if (invalid is { } last) yield return await RecordIfRefused<EntryReference>(last.Request, last.Refusal, stop);

        async IAsyncEnumerable<EntryRequest> UntilInvalid()
        {
            await foreach (var request in requests.WithCancellation(stop))
            {
                if (request.Request.CheckKey() is { } refusal)
                {
                    invalid = (request.Request, refusal);
                    yield break;
                }

                yield return request;
            }
        }
    }

    private async Task RefreshStatistics(CancellationToken stop)
    {
        await using var connection = await factory.OpenConnection(stop);
        await factory.Engine.RefreshStatistics(connection, stop);
    }

    /// <summary>Records a refusal that was decided before the database was queried.</summary>
    public Task RecordRefusal(WriteRequest request, Refusal refusal, CancellationToken stop = default) =>
        recordRefusal is null ? Task.CompletedTask : recordRefusal(request, refusal, stop);

    private async Task<Result<TAnswer>> RecordIfRefused<TAnswer>(WriteRequest request, Result<TAnswer> result, CancellationToken stop)
    {
        if (result.IsRefused) await RecordRefusal(request, result.Refusal, stop);
        return result;
    }

    /// <summary>Decides and rolls back.</summary>
    private async Task<Result<EntryReference>> Try(EntryRequest request, CancellationToken stop)
    {
        var poster = new EntryPoster(factory, clock, request.Request.DedicatedAccountId);
        try
        {
            return await retries.Run(async () =>
            {
                await using var posting = await poster.Open(stop);
                return await posting.Try(await poster.Decide(posting, [request], endAtRefusal: true, stop), stop);
            }, stop);
        }
        finally
        {
            await poster.ReleaseConnection();
        }
    }

    private async Task<Result<TAnswer>> Once<TAnswer>(
        WriteRequest request, Func<WriteSession, Task<Result<TAnswer>>> decide, CancellationToken stop)
    {
        await using var db = factory.Create(request.DedicatedAccountId);
        var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, stop);
        await using var ending = new EndingTransaction(transaction);
        var account = await db.DedicatedAccounts.AsNoTracking().SingleAsync(row => row.Id == request.DedicatedAccountId, stop);
        var (head, answers) = await Answers.Lock(factory.Engine, transaction.GetDbTransaction(), account.Id, [request.Key], stop);
        if (answers.Find<TAnswer>(request) is { } answered) return answered;

        var session = new WriteSession(factory.Engine, db, account, head, request.Actor, clock.GetCurrentInstant(), stop);
        var result = await decide(session);
        if (result.IsRefused) return result;
        if (StoredCodes.Check(db) is { } padded) return padded;

        await session.Flush(transaction.GetDbTransaction(), request.Answered(result.Value));
        if (!request.DryRun) await transaction.CommitAsync(stop);
        return result;
    }
}
