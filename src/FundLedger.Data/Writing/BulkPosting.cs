using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;

namespace FundLedger.Data.Writing;

/// <summary>
/// Books a stream of entries in transactions of up to <see cref="ChunkSize"/>: while one chunk is being written, the next
/// is decided from memory. Memory stays bounded however long the stream is.
/// </summary>
/// <param name="refreshStatistics">Done when many entries have come, beside the writing of the last of them.</param>
internal sealed class BulkPosting(EntryPoster poster, Retries retries, Func<CancellationToken, Task> refreshStatistics)
{
    private const int ChunkSize = 10_000;

    /// <summary>A stream of at least this many entries makes the engine's statistics stale.</summary>
    private const int LargeLoad = 5_000;

    /// <summary>
    /// The database has nothing to do until the first chunk is decided. Those that follow double: deciding twice as many
    /// takes little longer than writing.
    /// </summary>
    private const int FirstChunkSize = 1_000;

    /// <summary>
    /// Gives the outcome of each request in order; the first refusal is the last outcome. A chunk's outcomes are returned
    /// while the next one is being written; a caller that stops early has that one booked too.
    /// </summary>
    public async IAsyncEnumerable<(EntryRequest Request, Result<EntryReference> Outcome)> Post(
        IAsyncEnumerable<EntryRequest> requests, [EnumeratorCancellation] CancellationToken stop)
    {
        Chunk? writing = null;
        var refreshing = Task.CompletedTask;
        var finished = 0;
        try
        {
            await foreach (var chunk in Chunks(requests, stop))
            {
                var ahead = DecideFromCache(chunk);
                var before = writing;
                var outcomes = before is null ? [] : await Finish(before, stop);
                finished += outcomes.Count;
                var ended = before is not null && (outcomes.Count < before.Requests.Count || outcomes[^1].IsRefused);
                writing = ahead is null || ended || before is { WasRepeated: true } ? null : Begin(chunk, ahead, stop);
                foreach (var pair in Pair(before?.Requests ?? [], outcomes)) yield return pair;
                if (ended) break;
                writing ??= await DecideAndBegin(chunk, stop);
            }

            if (finished + (writing?.Requests.Count ?? 0) >= LargeLoad) refreshing = refreshStatistics(stop);
            if (writing is not null)
            {
                foreach (var pair in Pair(writing.Requests, await Finish(writing, stop))) yield return pair;
            }

            // The refreshing may be waiting for the only one there is.
            await poster.ReleaseConnection();
            await refreshing;
        }
        finally
        {
            // No writing continues after the caller stops early or its requests end in an error.
            if (writing is not null) await ((Task)writing.Writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await poster.ReleaseConnection();
            await refreshing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async IAsyncEnumerable<EntryRequest[]> Chunks(
        IAsyncEnumerable<EntryRequest> requests, [EnumeratorCancellation] CancellationToken stop)
    {
        var chunk = new List<EntryRequest>(ChunkSize);
        var size = FirstChunkSize;
        await foreach (var request in requests.WithCancellation(stop))
        {
            chunk.Add(request);
            CooperativeYield.After(chunk.Count);
            if (chunk.Count < size) continue;
            yield return chunk.ToArray();
            chunk.Clear();
            size = Math.Min(2 * size, ChunkSize);
        }

        if (chunk.Count > 0) yield return chunk.ToArray();
    }

    private static IEnumerable<(EntryRequest Request, Result<EntryReference> Outcome)> Pair(
        IReadOnlyList<EntryRequest> requests, IReadOnlyList<Result<EntryReference>> outcomes) =>
        outcomes.Select((outcome, index) => (requests[index], outcome));

    /// <summary>Null when memory does not suffice, or when something would be refused: only a decision under the lock counts.</summary>
    private DecidedEntries? DecideFromCache(EntryRequest[] requests)
    {
        var ahead = poster.DecideFromCache(requests);
        if (ahead is null || !ahead.Outcomes[^1].IsRefused) return ahead;
        poster.InvalidateCache();
        return null;
    }

    /// <summary>Starts writing in the background; <see cref="Finish"/> gives the result.</summary>
    private Chunk Begin(EntryRequest[] requests, DecidedEntries ahead, CancellationToken stop) =>
        new(requests, Task.Run(
            async () =>
            {
                await poster.Write(ahead, stop);
                return ahead.Outcomes;
            },
            stop));

    private async Task<Chunk> DecideAndBegin(EntryRequest[] requests, CancellationToken stop)
    {
        var (posting, decided) = await retries.Run(() => Decide(requests, stop), stop);
        return new Chunk(requests, Task.Run(() => Write(posting, decided, stop), stop));
    }

    private async Task<(OpenPosting Posting, DecidedEntries Decided)> Decide(IReadOnlyList<EntryRequest> requests, CancellationToken stop)
    {
        var posting = await poster.Open(stop);
        try
        {
            return (posting, await poster.Decide(posting, requests, endAtRefusal: true, stop));
        }
        catch
        {
            await posting.DisposeAsync();
            throw;
        }
    }

    private static async Task<IReadOnlyList<Result<EntryReference>>> Write(
        OpenPosting posting, DecidedEntries decided, CancellationToken stop)
    {
        await using (posting) return await posting.Commit(decided, stop);
    }

    private async Task<IReadOnlyList<Result<EntryReference>>> Finish(Chunk chunk, CancellationToken stop)
    {
        try
        {
            return await chunk.Writing;
        }
        catch (Exception error) when (error is DbException or DBConcurrencyException)
        {
            // Another writer came first, a request was answered before, or the connection is lost: once more under the lock.
            poster.InvalidateCache();
            chunk.WasRepeated = true;
        }

        return await retries.Run(() => poster.Post(chunk.Requests, endAtRefusal: true, stop), stop);
    }

    private sealed class Chunk(IReadOnlyList<EntryRequest> requests, Task<IReadOnlyList<Result<EntryReference>>> writing)
    {
        public IReadOnlyList<EntryRequest> Requests { get; } = requests;

        public Task<IReadOnlyList<Result<EntryReference>>> Writing { get; } = writing;

        /// <summary>It failed and was written again: what was decided ahead of it no longer holds.</summary>
        public bool WasRepeated { get; set; }
    }
}
