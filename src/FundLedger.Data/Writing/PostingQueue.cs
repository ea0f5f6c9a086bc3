using System.Diagnostics;
using System.Threading.Channels;
using FundLedger.Data.Engines;
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

    /// <summary>How long a group waits for those who were in the last one: far less than a commit takes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMicroseconds(300);

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
        while (await channel.Reader.WaitToReadAsync())
        {
            await Gather(group.Count);
            group.Clear();
            while (group.Count < LargestGroup && channel.Reader.TryRead(out var waiting))
            {
                if (waiting.Stop.IsCancellationRequested) waiting.Answer.TrySetCanceled(waiting.Stop);
                else group.Add(waiting);
            }

            if (group.Count > 0) await Run(group);
        }
    }

    /// <summary>
    /// Those whose answers have just been given are about to come back. Without waiting for them the first to return
    /// would get a commit of his own, and groups would be half as large.
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
            var outcomes = await retries.Run(() => Once(group), CancellationToken.None);
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

    private async Task<IReadOnlyList<Result<EntryReference>>> Once(IReadOnlyList<Waiting> group)
    {
        try
        {
            await using var posting = await poster.Begin(group.Select(waiting => waiting.Request).ToArray(), ahead: null, endAtRefusal: false, CancellationToken.None);
            return await posting.Commit(CancellationToken.None);
        }
        catch
        {
            poster.Forget();
            throw;
        }
    }

    private sealed record Waiting(EntryRequest Request, TaskCompletionSource<Result<EntryReference>> Answer, CancellationToken Stop);
}

/// <summary>Runs a write again when the engine says that the same write may succeed.</summary>
/// <param name="afterDuplicates">Also when somebody else has written the same row first: the next attempt finds it.</param>
internal sealed class Retries(DatabaseEngine engine, bool afterDuplicates = false)
{
    private const int Attempts = 5;

    public async Task<T> Run<T>(Func<Task<T>> write, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await write();
            }
            catch (Exception error) when (attempt < Attempts && MaySucceed(engine.Classify(error)))
            {
                // Also when the connection was lost during COMMIT: if the commit had happened, the next attempt
                // finds the request key answered and returns that answer.
                await Task.Delay(TimeSpan.FromMilliseconds(10 * (1 << attempt)), stop);
            }
        }
    }

    private bool MaySucceed(WriteFailure failure) =>
        failure == WriteFailure.Transient || (afterDuplicates && failure == WriteFailure.Duplicate);
}
