using FundLedger.Data;
using FundLedger.Demo;
using FundLedger.IntegrationTests.Database;
using FundLedger.Web.Access;
using FundLedger.Web.Books;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FundLedger.IntegrationTests.Demo;

/// <summary>One seeding for all tests that look at the demo.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoFixture>
{
    public const string Name = "demo";
}

/// <summary>A database with the whole demo in it, seeded once for the tests that only look.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    /// <summary>Saturday, 21 November 2026, afternoon in Taipei.</summary>
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 21, 7, 0);

    private TestDatabase? database;
    private ServiceProvider? services;

    public IReadOnlyList<string> Progress { get; private set; } = [];

    public TestDatabase Database => database ?? throw new InvalidOperationException("Not seeded yet.");

    public IServiceProvider Services => services ?? throw new InvalidOperationException("Not seeded yet.");

    public static IClock ClockAt(Instant now) => new StandingClock(now);

    public LedgerDb Read() => Database.Read();

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        services = new ServiceCollection().AddLogging()
            .AddLedger(new ConfigurationBuilder().Build(), database.Connections, books: null).BuildServiceProvider();
        var told = new List<string>();
        await using var scope = Services.CreateAsyncScope();
        await new DemoSeed(database.Connections, ClockAt(Now), TestKeys.None, scope.ServiceProvider.GetRequiredService<CreateSignIn>().Run)
            .Seed(new RecordedProgress(told), CancellationToken.None);
        Progress = told;
    }

    public async Task DisposeAsync()
    {
        if (services is not null) await services.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Unlike <see cref="System.Progress{T}"/>, in order and at once.</summary>
    internal sealed class RecordedProgress(List<string> told) : IProgress<string>
    {
        public void Report(string value) => told.Add(value);
    }

    private sealed class StandingClock(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }
}
