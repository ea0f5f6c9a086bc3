using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;

namespace FundLedger.Data.Writing;

/// <summary>
/// Group commit: requests that arrive while a transaction is being committed share the next one. One loop per process and
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

    /// <summary>Needs data that is not in memory, unlike the group it arrived in; it begins the next group.</summary>
    private Waiting? deferred;

    public PostingQueue(EntryPoster poster, Retries retries)
    {
        (this.poster, this.retries) = (poster, retries);
        _ = Task.Run(Loop);
    }

    public Task<Result<EntryReference>> Post(EntryRequest request, CancellationToken stop)
    {
        var waiting = new Waiting(
            request, new TaskCompletionSource<Result<EntryReference>>(TaskCreationOptions.RunContinuationsAsynchronously), stop);
        if (!channel.Writer.TryWrite(waiting)) throw new InvalidOperationException("The posting queue has ended.");
        return waiting.Answer.Task;
    }

    private async Task Loop()
    {
        var group = new List<Waiting>(LargestGroup);
        var expected = 0;
        while (deferred is not null || expected > 0 || await WaitForRequest())
        {
            group.Clear();
            var decided = Gather(group, expected);
            if (group.Count > 0) await Run(group, decided);
            expected = Math.Min(group.Count + channel.Reader.Count, LargestGroup);
        }
    }

    private async ValueTask<bool> WaitForRequest()
    {
        // An error of a connection that is being released must not end the loop.
        await poster.ReleaseConnection().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await channel.Reader.WaitToReadAsync();
    }

    /// <summary>
    /// Callers that have just been answered are likely to post again at once. Without a short wait for them the first to
    /// return would get a commit of its own, or the callers would split into two groups that alternate. Requests that have
    /// arrived are decided from memory during the wait; false when all are left to be decided under the lock. The wait keeps
    /// its thread: a continuation would be queued behind the callers it waits for, and decide nothing until they are done.
    /// </summary>
    private bool Gather(List<Waiting> group, int expected)
    {
        var fromCache = deferred is null && DecideFromMemory(() => poster.BeginOptimistic(expected)) is true;
        if (deferred is not null) group.Add(deferred);
        deferred = null;
        var since = Stopwatch.GetTimestamp();
        while (group.Count < LargestGroup)
        {
            if (!channel.Reader.TryRead(out var waiting))
            {
                if (group.Count >= expected || Stopwatch.GetElapsedTime(since) >= Patience) break;
                Thread.Yield();
                continue;
            }

            if (waiting.Stop.IsCancellationRequested)
            {
                waiting.Answer.TrySetCanceled(waiting.Stop);
                continue;
            }

            if (fromCache && DecideFromMemory(() => poster.TryDecideFromCache(waiting.Request)) is var decided and not true)
            {
                if (decided is false && group.Count > 0)
                {
                    // What has been decided is written first.
                    deferred = waiting;
                    return true;
                }

                fromCache = false;
            }

            group.Add(waiting);
        }

        return fromCache;
    }

    /// <summary>False when memory does not suffice; null after an error, which comes again under the lock if it has to.</summary>
    private bool? DecideFromMemory(Func<bool> step)
    {
        try
        {
            return step();
        }
#pragma warning disable CA1031 // The request reports its own error under the lock, where its neighbours are decided again too.
        catch (Exception)
#pragma warning restore CA1031
        {
            poster.InvalidateCache();
            return null;
        }
    }

    private async Task Run(IReadOnlyList<Waiting> group, bool decided)
    {
        try
        {
            var requests = group.Select(waiting => waiting.Request).ToArray();
            var outcomes = (decided ? await CommitOptimistic(requests) : null) ?? await PostUnderLock(requests);
            for (var index = 0; index < group.Count; index++) group[index].Answer.TrySetResult(outcomes[index]);
        }
        catch (Exception) when (group.Count > 1)
        {
            // One of them is at fault, or the database is away: each gets its own answer or its own error.
            foreach (var waiting in group) await Run([waiting], decided: false);
        }
#pragma warning disable CA1031 // The error goes to the caller that waits for the answer; the loop goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            group[0].Answer.TrySetException(error);
        }
    }

    private Task<IReadOnlyList<Result<EntryReference>>> PostUnderLock(EntryRequest[] requests) =>
        retries.Run(() => poster.Post(requests, endAtRefusal: false, CancellationToken.None), CancellationToken.None);

    /// <summary>What was decided from memory takes one round trip; null when it has to be done under the lock.</summary>
    private async Task<IReadOnlyList<Result<EntryReference>>?> CommitOptimistic(EntryRequest[] requests)
    {
        DecidedEntries decided;
        try
        {
            decided = poster.End();
            if (decided.Changes.Count == 0) return null;
            await poster.Write(decided, CancellationToken.None);
        }
        catch (Exception error)
        {
            poster.InvalidateCache();
            // Another writer came first, a request was answered before, or the connection is lost.
            if (error is DbException or DBConcurrencyException) return null;
            throw;
        }

        return decided.Outcomes.Any(outcome => outcome.IsRefused) ? await DecideRefusedAgain(requests, decided.Outcomes) : decided.Outcomes;
    }

    /// <summary>A refusal counts when it was decided under the lock: the request may have been accepted long ago.</summary>
    private async Task<IReadOnlyList<Result<EntryReference>>> DecideRefusedAgain(
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
