using System.Net;
using FundLedger.Demo;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Demo;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Checkpoints;
using FundLedger.Web.Access;
using FundLedger.Web.Books;
using FundLedger.Web.Cli;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>One running application for all tests that open its pages.</summary>
[CollectionDefinition(Name)]
public sealed class PagesCollection : ICollectionFixture<PagesFixture>
{
    public const string Name = "pages";
}

/// <summary>
/// The application as <c>demo</c> serves it, in this process, on a database with the whole demo in it. People sign in
/// once; what they see is read without a browser.
/// </summary>
public sealed class PagesFixture : IAsyncLifetime
{
    public const string Chinese = "zh-TW";
    public const string English = "en";

    private readonly Dictionary<string, CookieContainer> sessions = new(StringComparer.Ordinal);
    private TestDatabase? database;
    private WebApplication? app;
    private DemoAddresses? addresses;

    public TestDatabase Database => database ?? throw new InvalidOperationException("Not seeded yet.");

    public IServiceProvider Services => App.Services;

    /// <summary>The demo's documents in their routes.</summary>
    public DemoAddresses Addresses => addresses ?? throw new InvalidOperationException("Not seeded yet.");

    public IEndpointRouteBuilder Endpoints => App;

    public Uri Address => new(App.Urls.Single());

    private WebApplication App => app ?? throw new InvalidOperationException("Not started yet.");

    public IReadOnlyList<PageRoute> Routes() => PageRoutes.Of(App);

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        (await DatabaseSetup.Migrate(database.Connections, new Progress<string>(), CancellationToken.None)).Should().BeNull();
        await Seed(database);
        var books = await DatabaseSetup.Open(database.Connections, DemoSeed.AccountCode, CancellationToken.None);
        app = WebHost.Build(database.Connections, Settings(), books.Value, "http://127.0.0.1:0", demo: true);
        await app.StartAsync();
        await using var connection = await database.Open(database.Connections.Reporting);
        addresses = await DemoAddresses.Read(connection);
    }

    public async Task DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>A person of the demo, or nobody, reading in a language.</summary>
    public async Task<BrowserlessClient> Open(string? person, string language = Chinese)
    {
        var address = new Uri(App.Urls.Single());
        // The session's own cookies, not a copy: the application renews them now and then.
        var cookies = person is null ? new CookieContainer() : await SessionOf(person, address);
        cookies.Add(new Cookie("fundledger.language", Uri.EscapeDataString($"c={language}|uic={language}"), "/", address.Host));
        return new BrowserlessClient(address, cookies);
    }

    /// <summary>The person signs in again when the next page is opened.</summary>
    public void SignedOut(string person) => sessions.Remove(person);

    private static IConfiguration Settings() => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Access:SignInAttemptsPerMinute"] = "10000",
        ["Access:RequestsPerMinute"] = "1000000",
        [CheckpointKeyFile.Setting] = Path.Combine(Path.GetTempPath(), $"fundledger-pages-{Environment.ProcessId}", "checkpoint.pem"),
    }).Build();

    private static async Task Seed(TestDatabase database)
    {
        await using var services = new ServiceCollection().AddLogging()
            .AddLedger(new ConfigurationBuilder().Build(), database.Connections, books: null).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await new DemoSeed(
            database.Connections, SystemClock.Instance, TestKeys.None, scope.ServiceProvider.GetRequiredService<CreateSignIn>().Run)
            .Seed(new Progress<string>(), CancellationToken.None);
    }

    private async Task<CookieContainer> SessionOf(string person, Uri address)
    {
        if (sessions.TryGetValue(person, out var known))
        {
            using var returning = new BrowserlessClient(address, known);
            if ((await returning.Get("/account")).StatusCode == HttpStatusCode.OK) return known;
        }

        using var visitor = new BrowserlessClient(address);
        (await visitor.SignIn(person, DemoPeople.Password)).StatusCode.Should().Be(HttpStatusCode.Redirect, "{0} signs in", person);
        return sessions[person] = visitor.Cookies;
    }
}
