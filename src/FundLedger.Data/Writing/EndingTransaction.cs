using System.Data.Common;

namespace FundLedger.Data.Writing;

/// <summary>
/// Ends a transaction and rolls back what is not committed. On a connection that is lost this fails too; that second error
/// says nothing new, for the server rolls back by itself, and thrown it would take the place of the first, which says
/// whether the write may be run again.
/// </summary>
internal readonly struct EndingTransaction(IAsyncDisposable transaction) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        catch (Exception error) when (error is DbException or InvalidOperationException or IOException)
        {
        }
    }
}
