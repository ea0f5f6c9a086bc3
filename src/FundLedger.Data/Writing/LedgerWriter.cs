using FundLedger.Data.Engines;
using FundLedger.Data.Model;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>Told of every refusal after its transaction is gone, so that the record of it survives.</summary>
public delegate Task RefusalRecorder(WriteRequest request, Refusal refusal, CancellationToken stop);

/// <summary>
/// The one write path: lock the series row → answered already? → decide → append → commit.
/// Nobody else saves, opens a transaction or retries. Writes of one dedicated account run one after another under
/// its series lock, so numbers have no gaps and no write sees another half-done.
/// </summary>
public sealed class LedgerWriter(LedgerDbFactory factory, IClock clock, RefusalRecorder? recordRefusal = null)
{
    private const int Attempts = 5;

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
        var result = request.CheckKey() is { } invalid ? invalid : await Retry(request, decide, stop);
        if (result.IsRefused && recordRefusal is not null) await recordRefusal(request, result.Refusal, stop);
        return result;
    }

    private async Task<Result<TAnswer>> Retry<TAnswer>(
        WriteRequest request, Func<WriteSession, Task<Result<TAnswer>>> decide, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Once(request, decide, stop);
            }
            catch (Exception error) when (attempt < Attempts && factory.Engine.Classify(error) == WriteFailure.Transient)
            {
                // Also when the connection was lost during COMMIT: if the commit had happened, the next attempt
                // finds the request key answered and returns that answer.
                await Task.Delay(TimeSpan.FromMilliseconds(10 * (1 << attempt)), stop);
            }
        }
    }

    private async Task<Result<TAnswer>> Once<TAnswer>(
        WriteRequest request, Func<WriteSession, Task<Result<TAnswer>>> decide, CancellationToken stop)
    {
        await using var db = factory.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, stop);
        var account = await db.DedicatedAccounts.AsNoTracking().SingleAsync(found => found.Id == request.DedicatedAccountId, stop);
        var head = await LockHead(db, transaction, request.DedicatedAccountId, stop);

        var answered = await db.Requests.AsNoTracking().SingleOrDefaultAsync(
            found => found.DedicatedAccountId == request.DedicatedAccountId && found.RequestKey == request.Key, stop);
        if (answered is not null)
        {
            return answered.ContentHash.AsSpan().SequenceEqual(request.ContentHash)
                ? StoredAnswer.Read<TAnswer>(answered.Answer)
                : LedgerRefusals.RequestKeyReused(request.Key);
        }

        var session = new WriteSession(db, account, head, request.Actor, clock.GetCurrentInstant(), stop);
        var result = await decide(session);
        if (result.IsRefused) return result;

        await session.Flush(factory.Engine, transaction.GetDbTransaction(), new AnsweredRequest
        {
            DedicatedAccountId = account.Id,
            RequestKey = request.Key,
            ContentHash = request.ContentHash,
            Answer = StoredAnswer.Write(result.Value),
        });
        if (!request.DryRun) await transaction.CommitAsync(stop);
        return result;
    }

    private async Task<SeriesHead> LockHead(LedgerDb db, IDbContextTransaction transaction, long account, CancellationToken stop)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = factory.Engine.LockSeriesHead;
        var parameter = command.CreateParameter();
        parameter.ParameterName = "account";
        parameter.Value = account;
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(stop);
        if (!await reader.ReadAsync(stop)) throw new InvalidOperationException($"Dedicated account {account} has no series head.");
        return new SeriesHead
        {
            DedicatedAccountId = account,
            LastLeafIndex = reader.GetInt64(0),
            LastRecordedAt = Instant.FromDateTimeUtc(DateTime.SpecifyKind(reader.GetDateTime(1), DateTimeKind.Utc)),
            LastId = reader.GetInt64(2),
            LastLotId = reader.GetInt64(3),
        };
    }
}
