using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;

namespace FundLedger.Data.Writing;

/// <summary>
/// Group commit: whoever posts while a transaction is being committed shares the next one. One loop per process and
/// dedicated account; a request that breaks the database's rules never fails its neighbours.
/// </summary>
internal sealed class PostingQueue
{
    private const int LargestGroup = 512;

    /// <summary>How long a group waits for those who are expected: far less than a group of many takes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMicroseconds(600);

    private readonly Channel<Waiting> channel = Channel.CreateUnbounded<Waiting>();
    private readonly EntryPoster poster;
    private readonly Retries retries;

    public PostingQueue(EntryPoster poster, Retries retries)
    {
        (this.poster, this.retries) = (poster, retries);
        _ = Task.Run(Loop);
    }

    public Task<Result<EntryReference>> Post(EntryRequest request, CancellationToken stop)
    {
        var waiting = new Waiting(request, new TaskCompletionSource<Result<EntryReference>>(TaskCreationOptions.RunContinuationsAsynchronously), stop);
        if (!channel.Writer.TryWrite(waiting)) throw new InvalidOperationException("The posting queue has ended.");
        return waiting.Answer.Task;
    }

    private async Task Loop()
    {
        var group = new List<Waiting>(LargestGroup);
        var expected = 0;
        while (await channel.Reader.WaitToReadAsync())
        {
            await Gather(expected);
            group.Clear();
            while (group.Count < LargestGroup && channel.Reader.TryRead(out var waiting))
            {
                if (waiting.Stop.IsCancellationRequested) waiting.Answer.TrySetCanceled(waiting.Stop);
                else group.Add(waiting);
            }

            if (group.Count > 0) await Run(group);
            expected = Math.Min(group.Count + channel.Reader.Count, LargestGroup);
        }
    }

    /// <summary>
    /// Those whose answers have just been given are about to come back, to those who came meanwhile. Without waiting for
    /// them the first to return would get a commit of his own, or there would be two groups of half the callers, by turns.
    /// </summary>
    private async Task Gather(int expected)
    {
        var since = Stopwatch.GetTimestamp();
        while (channel.Reader.Count < expected && Stopwatch.GetElapsedTime(since) < Patience) await Task.Yield();
    }

    private async Task Run(IReadOnlyList<Waiting> group)
    {
        try
        {
            var outcomes = await Post(group.Select(waiting => waiting.Request).ToArray());
            for (var index = 0; index < group.Count; index++) group[index].Answer.TrySetResult(outcomes[index]);
        }
        catch (Exception) when (group.Count > 1)
        {
            // One of them is at fault, or the database is away: each gets its own answer or its own error.
            foreach (var waiting in group) await Run([waiting]);
        }
#pragma warning disable CA1031 // The error belongs to whoever waits for the answer; the loop goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            group[0].Answer.TrySetException(error);
        }
    }

    private async Task<IReadOnlyList<Result<EntryReference>>> Post(EntryRequest[] requests) =>
        await PostAhead(requests) ?? await PostUnderLock(requests);

    private Task<IReadOnlyList<Result<EntryReference>>> PostUnderLock(EntryRequest[] requests) =>
        retries.Run(() => poster.Post(requests, endAtRefusal: false, CancellationToken.None), CancellationToken.None);

    /// <summary>What can be decided from memory takes one round trip and the commit; null when it has to be done under the lock.</summary>
    private async Task<IReadOnlyList<Result<EntryReference>>?> PostAhead(EntryRequest[] requests)
    {
        DecidedEntries? ahead;
        try
        {
            ahead = poster.DecideAhead(requests, endAtRefusal: false);
            if (ahead is not { Changes.Count: > 0 }) return null;
            await using var posting = await poster.Open(CancellationToken.None);
            await posting.Commit(ahead, CancellationToken.None);
        }
        catch (Exception error)
        {
            poster.Forget();
            // Somebody else has written, a request was answered before, or the connection is lost.
            if (error is DbException or DBConcurrencyException) return null;
            throw;
        }

        return ahead.Outcomes.Any(outcome => outcome.IsRefused) ? await AskRefusedAgain(requests, ahead.Outcomes) : ahead.Outcomes;
    }

    /// <summary>A refusal counts when it was decided under the lock: the request may have been accepted long ago.</summary>
    private async Task<IReadOnlyList<Result<EntryReference>>> AskRefusedAgain(
        EntryRequest[] requests, IReadOnlyList<Result<EntryReference>> outcomes)
    {
        var refused = Enumerable.Range(0, requests.Length).Where(index => outcomes[index].IsRefused).ToArray();
        var again = await PostUnderLock(refused.Select(index => requests[index]).ToArray());
        var all = outcomes.ToArray();
        for (var index = 0; index < refused.Length; index++) all[refused[index]] = again[index];
        return all;
    }

    private sealed record Waiting(EntryRequest Request, TaskCompletionSource<Result<EntryReference>> Answer, CancellationToken Stop);
}
