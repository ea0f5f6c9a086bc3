using FundLedger.Data.Engines;
using FundLedger.Data.Reading;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.PostgreSql.Embedded;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.BrowserTests.Application;

/// <summary>The running demo's books, for what has no page: who holds which role.</summary>
internal static class DemoBooks
{
    /// <summary>The addresses of the demo's documents.</summary>
    public static async Task<DemoAddresses> Addresses(string dataFolder)
    {
        var joined = await EmbeddedCluster.Start(dataFolder, null, CancellationToken.None);
        await using var cluster = joined.Value;
        var connections = cluster.LedgerConnections();
        await using var connection = connections.Engine.CreateConnection(connections.Reporting);
        await connection.OpenAsync();
        return await DemoAddresses.Read(connection);
    }

    public static async Task GiveRole(string dataFolder, string signInName, Role role)
    {
        // Joins the cluster the application runs on; leaving it does not stop it.
        var joined = await EmbeddedCluster.Start(dataFolder, null, CancellationToken.None);
        await using var cluster = joined.Value;
        var connections = cluster.LedgerConnections();
        await using var db = new BooksReader(connections, dedicatedAccountId: 0).Open();
        var person = await db.People.SingleAsync(found => found.SignInName == signInName);
        var account = await db.DedicatedAccounts.SingleAsync();
        var request = new WriteRequest(
            account.Id, $"test:role:{signInName}:{role.Code}", new Actor(person.Id, person.DisplayName), role.Code);
        await new LedgerWriter(new LedgerDbFactory(connections), SystemClock.Instance).Write(request, session =>
        {
            session.Db.RoleHoldings.Add(new RoleHolding
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PersonId = person.Id,
                Role = role.Code,
                ValidFrom = session.Today,
            });
            return Task.FromResult<Result<string>>(role.Code);
        });
    }
}
