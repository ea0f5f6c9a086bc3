using FundLedger.Data.Engines;
using FundLedger.Data.Writing;

namespace FundLedger.IntegrationTests.Database;

/// <summary>What somebody can do who holds the server and the application's own code: rows with the leaves that belong to them.</summary>
internal static class AdministratorWriting
{
    /// <summary>Writes as the application does, with leaves, by a login that may do everything.</summary>
    public static async Task WriteByAdministrator(this Books books, Func<WriteSession, Task> change)
    {
        var factory = new LedgerDbFactory(books.Database.Connections with { Ledger = books.Database.Administrator });
        var key = Books.Unique("bent");
        var written = await new LedgerWriter(factory, books.Clock).Write<bool>(
            new WriteRequest(books.AccountId, key, books.Officer, key),
            async session =>
            {
                await change(session);
                return true;
            });
        written.IsRefused.Should().BeFalse();
    }
}
