using System.Runtime.CompilerServices;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;

namespace FundLedger.Data.Writing;

/// <summary>
/// Books a stream of entries in transactions of <see cref="ChunkSize"/>: while one chunk is being written, the next
/// is decided from memory. Memory stays bounded however long the stream is.
/// </summary>
internal sealed class BulkPosting(EntryPoster poster, Retries retries)
{
    public const int ChunkSize = 5_000;

    /// <summary>Gives the outcome of each request in order; the first refusal is the last outcome.</summary>
    public async IAsyncEnumerable<(EntryRequest Request, Result<EntryReference> Outcome)> Post(
        IAsyncEnumerable<EntryRequest> requests, [EnumeratorCancellation] CancellationToken stop)
    {
        Chunk? writing = null;
        await foreach (var chunk in Chunks(requests, stop))
        {
            var ahead = poster.DecideAhead(chunk, endAtRefusal: true);
            if (writing is not null)
            {
                var before = await Finish(writing, stop);
                foreach (var done in Told(writing.Requests, before)) yield return done;
                if (before.Count < writing.Requests.Count || before[^1].IsRefused) yield break;
                if (writing.WasRepeated) ahead = null;
            }

            writing = await Begin(chunk, ahead, stop);
        }

        if (writing is null) yield break;
        foreach (var done in Told(writing.Requests, await Finish(writing, stop))) yield return done;
    }

    private static async IAsyncEnumerable<EntryRequest[]> Chunks(IAsyncEnumerable<EntryRequest> requests, [EnumeratorCancellation] CancellationToken stop)
    {
        var chunk = new List<EntryRequest>(ChunkSize);
        await foreach (var request in requests.WithCancellation(stop))
        {
            chunk.Add(request);
            if (chunk.Count < ChunkSize) continue;
            yield return chunk.ToArray();
            chunk.Clear();
        }

        if (chunk.Count > 0) yield return chunk.ToArray();
    }

    private static IEnumerable<(EntryRequest Request, Result<EntryReference> Outcome)> Told(
        IReadOnlyList<EntryRequest> requests, IReadOnlyList<Result<EntryReference>> outcomes) =>
        outcomes.Select((outcome, index) => (requests[index], outcome));

    /// <summary>Locks and decides; the writing then goes on by itself.</summary>
    private async Task<Chunk> Begin(EntryRequest[] requests, DecidedEntries? ahead, CancellationToken stop)
    {
        var posting = await retries.Run(() => poster.Begin(requests, ahead, endAtRefusal: true, stop), stop);
        return new Chunk(requests, Task.Run(() => Write(posting, stop), stop));
    }

    private static async Task<IReadOnlyList<Result<EntryReference>>> Write(OpenPosting posting, CancellationToken stop)
    {
        await using (posting) return await posting.Commit(stop);
    }

    private async Task<IReadOnlyList<Result<EntryReference>>> Finish(Chunk chunk, CancellationToken stop)
    {
        var first = true;
        return await retries.Run(async () =>
        {
            try
            {
                if (first) return await chunk.Writing;
                chunk.WasRepeated = true;
                await using var again = await poster.Begin(chunk.Requests, ahead: null, endAtRefusal: true, stop);
                return await again.Commit(stop);
            }
            catch
            {
                first = false;
                poster.Forget();
                throw;
            }
        }, stop);
    }

    private sealed class Chunk(IReadOnlyList<EntryRequest> requests, Task<IReadOnlyList<Result<EntryReference>>> writing)
    {
        public IReadOnlyList<EntryRequest> Requests { get; } = requests;

        public Task<IReadOnlyList<Result<EntryReference>>> Writing { get; } = writing;

        /// <summary>It failed and was written again: what was decided ahead of it no longer holds.</summary>
        public bool WasRepeated { get; set; }
    }
}
