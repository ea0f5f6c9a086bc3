using FundLedger.Data.Engines;

namespace FundLedger.Data.Writing;

/// <summary>Retries a write when the engine reports that the same write may succeed.</summary>
/// <param name="afterDuplicates">Also when another writer inserted the same row first: the next attempt finds it.</param>
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
