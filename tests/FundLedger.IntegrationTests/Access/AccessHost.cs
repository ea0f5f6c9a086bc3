using FundLedger.Data.Access;
using FundLedger.Data.Engines;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.PostgreSql;
using FundLedger.UseCases.Access;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FundLedger.IntegrationTests.Access;

/// <summary>
/// The web shell as a host sees it, on a real server and database, with people the test decides about and a few
/// probe addresses behind policies. Session checks run on every request instead of every minute.
/// </summary>
public sealed class AccessHost : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly WebApplication app;
    private long lastPerson;

    private AccessHost(WebApplication app, Dictionary<long, PersonAccess> people, SteppingClock clock) =>
        (this.app, People, Clock) = (app, people, clock);

    /// <summary>What the ledger would say about each person; a test changes it at will.</summary>
    public Dictionary<long, PersonAccess> People { get; }

    public SteppingClock Clock { get; }

    public Uri Address => new(app.Urls.Single());

    public static Task<AccessHost> Start(
        TestDatabase database, Dictionary<string, string?>? settings = null, AccessHost? sharing = null) =>
        Start(database, settings, sharing, work: null);

    /// <param name="work">Where what signing in costs is written down.</param>
    internal static async Task<AccessHost> Start(
        TestDatabase database, Dictionary<string, string?>? settings, AccessHost? sharing, CountedWork? work)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Access:SignInAttemptsPerMinute"] = "10000" });
        builder.Configuration.AddInMemoryCollection(settings ?? []);

        var people = sharing?.People ?? [];
        var clock = sharing?.Clock ?? new SteppingClock(SystemClock.Instance.GetCurrentInstant());
        builder.Services.AddSingleton<IClock>(clock);
        builder.Services.AddSingleton(TestServer.Engine);
        builder.Services.AddSingleton<CurrentAccess>((person, _) => Task.FromResult(people.GetValueOrDefault(person)));
        builder.Services.AddAccess(builder.Configuration, (_, options) =>
        {
            Use(options, database.Connections.Ledger);
            if (work is not null) options.AddInterceptors(work);
        });
        if (work is not null)
            builder.Services.AddSingleton(work).AddScoped<IPasswordHasher<SignIn>, CountingHasher>();

        builder.Services.AddWebShell();
        // Hashing is slow on purpose; here it would only be slow.
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000);
        builder.Services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.Zero);

        var app = builder.Build();
        app.UseWebShell();
        app.MapWebShell();
        app.MapGet("/probe/pay", () => "paid").RequireAuthorization(Policies.PayDisbursement);
        app.MapGet("/probe/journal", () => "journal").RequireAuthorization(Policies.SeeJournal);
        app.MapGet("/probe/failure", void () => throw new InvalidOperationException("secret of the house"))
            .WithMetadata(new PublicPageAttribute("A probe."));
        app.CheckEndpointPolicies();
        await app.StartAsync();
        return new AccessHost(app, people, clock);
    }

    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, string connection)
    {
        TestServer.Engine.Configure(options, connection, AccessDb.Schema);
        return options;
    }

    /// <summary>A person with a sign-in; the name is made unique.</summary>
    public async Task<string> HirePerson(Role role, long? party = null)
    {
        var person = Random.Shared.NextInt64(1, long.MaxValue);
        var name = $"{role.Code}-{Interlocked.Increment(ref lastPerson)}-{person % 100000}";
        People[person] = new PersonAccess("人員 " + name, party, [role.Code]);
        await using var scope = app.Services.CreateAsyncScope();
        var created = await scope.ServiceProvider.GetRequiredService<CreateSignIn>().Run(name, person, Password);
        created.IsRefused.Should().BeFalse("{0} is refused: {1}", name, created.IsRefused ? created.Refusal : null);
        return name;
    }

    public long PersonOf(string name) => People.Single(person => person.Value.DisplayName == "人員 " + name).Key;

    public BrowserlessClient Visit() => new(Address);

    public async Task<BrowserlessClient> VisitAs(string name)
    {
        var visitor = Visit();
        var answer = await visitor.SignIn(name, Password);
        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.Redirect);
        return visitor;
    }

    public async Task<IReadOnlyList<SecurityEvent>> SecurityEvents(string name)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccessDb>().SecurityEvents.AsNoTracking()
            .Where(securityEvent => securityEvent.SignInName == name).OrderBy(securityEvent => securityEvent.Id).ToListAsync();
    }

    /// <summary>Anything else the host's services can do, in a scope of its own.</summary>
    public async Task<T> Ask<T>(Func<IServiceProvider, Task<T>> question)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await question(scope.ServiceProvider);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>One database and one host for a test class.</summary>
public sealed class AccessFixture : IAsyncLifetime
{
    public TestDatabase Database { get; private set; } = null!;

    public AccessHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.Create();
        Host = await AccessHost.Start(Database);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }
}
