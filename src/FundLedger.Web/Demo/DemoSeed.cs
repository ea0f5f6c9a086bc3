using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Web.Access;
using FundLedger.Web.Books;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Web.Demo;

/// <summary>Fills a database with the demonstration, once.</summary>
internal static class DemoSeed
{
    public const string AccountCode = "TAICHUNG";

    public static async Task Run(LedgerConnections connections, IConfiguration configuration, IProgress<string> progress, CancellationToken stop)
    {
        var factory = new LedgerDbFactory(connections);
        var id = await new Founding(factory, SystemClock.Instance).Found(
            AccountCode, "臺中市地方創生專戶", "Taichung regional revitalization dedicated account", Currency.Twd, stop);
        var books = new OpenBooks(id, AccountCode, "臺中市地方創生專戶", "Taichung regional revitalization dedicated account", Currency.Twd);
        var services = new ServiceCollection();
        services.AddSingleton(configuration).AddLogging().AddLedger(configuration, connections, books);
        await using var provider = services.BuildServiceProvider();
        progress.Report("People");
        var scheduler = await PeopleDirectory.FindActor(factory, Founding.SchedulerName, stop) ?? throw new InvalidOperationException("No scheduler.");
        var people = await provider.GetRequiredService<LedgerWriter>().Write(new WriteRequest(id, "demo:people", scheduler, "people"), async session =>
        {
            foreach (var demo in DemoPeople.All)
            {
                var person = await session.AddPerson(demo.SignInName, demo.DisplayName);
                session.Db.RoleHoldings.Add(new RoleHolding
                {
                    DedicatedAccountId = id, Id = session.NewId(), PersonId = person.Id, Role = demo.Role.Code, ValidFrom = new LocalDate(2021, 1, 1),
                });
            }

            return Result.Of(DemoPeople.All.Count);
        }, stop);
        if (people.IsRefused) throw new InvalidOperationException(people.Refusal.ToString());
        await using var db = factory.Create();
        await using var scope = provider.CreateAsyncScope();
        foreach (var demo in DemoPeople.All)
        {
            var person = await db.People.AsNoTracking().SingleAsync(found => found.SignInName == demo.SignInName, stop);
            // A second run finds the name taken.
            await scope.ServiceProvider.GetRequiredService<CreateSignIn>().Handle(demo.SignInName, person.Id, DemoPeople.Password);
        }
    }
}
