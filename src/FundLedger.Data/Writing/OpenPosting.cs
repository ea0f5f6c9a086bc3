using System.Data.Common;
using FundLedger.Data.Engines;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;

namespace FundLedger.Data.Writing;

/// <summary>A transaction that writes what was decided: once, or not at all.</summary>
internal sealed class OpenPosting(DatabaseEngine engine, DbTransaction transaction) : IAsyncDisposable
{
    public DbTransaction Transaction => transaction;

    /// <summary>Writes and commits; when all is refused there is nothing to write.</summary>
    public async Task<IReadOnlyList<Result<EntryReference>>> Commit(DecidedEntries decided, CancellationToken stop)
    {
        if (decided.Changes.Count > 0)
        {
            await engine.Apply(transaction, decided.Changes, stop);
            await transaction.CommitAsync(stop);
        }

        return decided.Outcomes;
    }

    /// <summary>Writes a single request, as the database would take it, and rolls back.</summary>
    public async Task<Result<EntryReference>> Try(DecidedEntries decided, CancellationToken stop)
    {
        if (decided.Changes.Count > 0) await engine.Apply(transaction, decided.Changes, stop);
        return decided.Outcomes[0];
    }

    public ValueTask DisposeAsync() => new EndingTransaction(transaction).DisposeAsync();
}
