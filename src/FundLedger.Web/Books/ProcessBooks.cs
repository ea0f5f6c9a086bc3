using FundLedger.UseCases.Accounts;

namespace FundLedger.Web.Books;

/// <summary>
/// The books this process serves: known when it starts, or opened later by the first-run page. What needs books is made only when
/// they are open, so nothing has to be started again.
/// </summary>
internal sealed class ProcessBooks(ServedAccount? account)
{
    private readonly TaskCompletionSource<ServedAccount> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ServedAccount? account = account;

    public bool AreOpen => account is not null;

    /// <summary>Asking before they are open is a bug.</summary>
    public ServedAccount Account => account ?? throw new InvalidOperationException("No books are open yet.");

    /// <summary>From now on these are served.</summary>
    public void Open(ServedAccount books)
    {
        account = books;
        opened.TrySetResult(books);
    }

    /// <summary>Ends when the books are open.</summary>
    public Task WhenOpen(CancellationToken stop) => AreOpen ? Task.CompletedTask : opened.Task.WaitAsync(stop);
}
