using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.PostgreSql.Embedded;
using FundLedger.Web.Access;
using FundLedger.Web.Books;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FundLedger.BrowserTests.Application;

/// <summary>Books as they are on the first day: the chart of accounts, and one administrator.</summary>
internal static class EmptyBooks
{
    public const string Administrator = "first-administrator";
    public const string Password = "correct horse battery";

    public static async Task Open(string dataFolder)
    {
        var started = await EmbeddedCluster.Start(dataFolder, null, CancellationToken.None);
        await using var cluster = started.Value;
        var connections = cluster.LedgerConnections();
        (await DatabaseSetup.Migrate(connections, new Progress<string>(), CancellationToken.None)).Should().BeNull();
        var factory = new LedgerDbFactory(connections);
        var account = await new AccountSetup(factory, SystemClock.Instance).Create("TAINAN", "臺南市專戶", "Tainan account", Currency.Twd);
        var request = new WriteRequest(account, "test:administrator", new Actor(0, "test"), "administrator");
        var person = await new LedgerWriter(factory, SystemClock.Instance).Write<long>(request, async session =>
        {
            var added = await session.AddPerson(Administrator, "首任管理員");
            session.Db.RoleHoldings.Add(new RoleHolding
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PersonId = added.Id,
                Role = Role.Administrator.Code,
                ValidFrom = session.Today,
            });
            return added.Id;
        });
        await using var services = new ServiceCollection().AddLogging()
            .AddLedger(new ConfigurationBuilder().Build(), connections, books: null).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var signIns = scope.ServiceProvider.GetRequiredService<CreateSignIn>();
        (await signIns.Run(Administrator, person.Value, Password)).Refusal.Should().BeNull();
    }
}
