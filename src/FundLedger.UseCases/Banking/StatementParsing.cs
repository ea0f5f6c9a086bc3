using FundLedger.Domain;
using FundLedger.Domain.Banking.Statements;

namespace FundLedger.UseCases.Banking;

/// <summary>
/// Reads statement files before anything is locked, so that nobody's booking waits for a file, and at most as many at a time
/// as memory bears.
/// </summary>
internal static class StatementParsing
{
    private const int AtOnce = 2;
    private static readonly SemaphoreSlim Gate = new(AtOnce);

    public static async Task<Result<StatementFile>> Read(ReadOnlyMemory<byte> content, string fileName, CancellationToken stop)
    {
        await Gate.WaitAsync(stop);
        try
        {
            return await Task.Run(() => StatementReader.Read(content, fileName), stop);
        }
        finally
        {
            Gate.Release();
        }
    }
}
