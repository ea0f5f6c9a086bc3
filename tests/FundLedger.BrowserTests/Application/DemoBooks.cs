using FundLedger.Data.Engines;
using FundLedger.Data.Reading;
using FundLedger.Data.Writing;
using FundLedger.Demo;
using FundLedger.Domain.People;
using FundLedger.PostgreSql.Embedded;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.People;
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

    /// <summary>Asked for by one of the demo's administrators and approved by the other.</summary>
    public static async Task GiveRole(string dataFolder, string signInName, Role role)
    {
        // Joins the cluster the application runs on; leaving it does not stop it.
        var joined = await EmbeddedCluster.Start(dataFolder, null, CancellationToken.None);
        await using var cluster = joined.Value;
        var connections = cluster.LedgerConnections();
        await using var db = new BooksReader(connections, dedicatedAccountId: 0).Open();
        var account = await db.DedicatedAccounts.SingleAsync();
        var writer = new LedgerWriter(new LedgerDbFactory(connections), SystemClock.Instance);
        var ledger = new AuthorizedLedger(
            writer, new ServedAccount(account.Id, account.Code, account.NameZh, account.NameEn, account.Currency));
        var people = new PeopleDirectory(new BooksReader(connections, account.Id), SystemClock.Instance);
        var asked = await new RequestAccessChange(ledger).Run(
            new AccessChangeRequest($"test:role:{signInName}:{role.Code}", signInName, AccessChangeKind.GrantRole, role.Code),
            await Administrator(DemoPeople.Administrator), CancellationToken.None);
        var approved = await new DecideAccessChange(ledger, (_, _) => Task.FromResult(new IssuedLink("", "", null, ""))).Run(
            new AccessChangeStepRequest(
                $"test:role:{signInName}:{role.Code}:approve", asked.Value.Code, AccessChangeTrigger.Approve, null),
            await Administrator(DemoPeople.SecondAdministrator), CancellationToken.None);
        _ = approved.Value;

        async Task<Actor> Administrator(DemoPerson person) =>
            (await people.FindActor(person.SignInName, RequestSource.CommandLine, CancellationToken.None))!;
    }
}
