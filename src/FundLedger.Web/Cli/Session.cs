using System.CommandLine;
using FundLedger.Data.Engines;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.PostgreSql;
using FundLedger.PostgreSql.Embedded;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Checkpoints;
using FundLedger.Web.Access;
using FundLedger.Web.Books;
using FundLedger.Web.Display;

namespace FundLedger.Web.Cli;

/// <summary>A database for the length of a command: the one named, or the embedded one held open meanwhile.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly EmbeddedCluster? cluster;

    private Session(LedgerConnections connections, IConfiguration configuration, string? dedicatedAccount, EmbeddedCluster? cluster)
    {
        (Connections, Configuration, DedicatedAccount, this.cluster) = (connections, configuration, dedicatedAccount, cluster);
    }

    public LedgerConnections Connections { get; }

    public IConfiguration Configuration { get; }

    public string? DedicatedAccount { get; }

    /// <summary>Null where the database is somebody else's to keep running.</summary>
    public EmbeddedCluster? Embedded => cluster;

    /// <summary>Tells people on standard error what is going on.</summary>
    public static IProgress<string> Progress { get; } = new StandardError();

    /// <summary>The configuration, with defaults in the data folder for the paths that are not set.</summary>
    public static IConfiguration Settings(ParseResult parsed, CommonOptions options)
    {
        var folder = parsed.GetValue(options.Data) ?? DataFolder.Default();
        return new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddInMemoryCollection(
            [
                new(CheckpointKeyFile.Setting, CheckpointKeyFile.Default(folder)),
                new(KeyCertificateOptions.FileSetting, KeyCertificateFile.Default(folder)),
            ])
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .Build();
    }

    /// <summary>The engine that <c>--provider</c> names.</summary>
    public static DatabaseEngine Engine(ParseResult parsed, CommonOptions options) =>
        CommonOptions.Engines.Single(engine => engine.Name == parsed.GetValue(options.Provider));

    /// <summary>Connects to the configured database; starts or joins the embedded cluster when none is configured.</summary>
    public static async Task<Result<Session>> Open(ParseResult parsed, CommonOptions options, CancellationToken stop)
    {
        var configuration = Settings(parsed, options);
        var engine = Engine(parsed, options);
        var account = parsed.GetValue(options.DedicatedAccount);
        if (Named(engine, parsed.GetValue(options.Connection), configuration.GetSection("ConnectionStrings")) is { } named)
            return named.IsRefused ? named.Refusal : new Session(named.Value, configuration, account, null);

        var started = await EmbeddedCluster.Start(parsed.GetValue(options.Data) ?? DataFolder.Default(), Progress, stop);
        if (started.IsRefused) return started.Refusal;
        var cluster = started.Value;
        return new Session(
            new LedgerConnections(
                new PostgreSqlEngine(),
                cluster.ConnectionString(DatabaseRoles.Owner), cluster.ConnectionString(DatabaseRoles.Write), cluster.ConnectionString(
                    DatabaseRoles.Read)),
            configuration, account, cluster);
    }

    /// <summary>The database that the command or the configuration names; null when neither does.</summary>
    private static Result<LedgerConnections>? Named(DatabaseEngine engine, string? single, IConfigurationSection strings)
    {
        try
        {
            if (single is not null) return LedgerConnections.Single(engine, single);
            if (strings["Ledger"] is not { } ledger) return null;
            var named = new LedgerConnections(engine, strings["Migrations"] ?? ledger, ledger, strings["Reporting"] ?? ledger);
            foreach (var text in new[] { named.Migrations, named.Ledger, named.Reporting }) engine.CreateConnection(text).Dispose();
            return named;
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Not what it says: it may contain a password.
            return DatabaseRefusals.ConnectionStringNotReadable(engine.Name);
        }
    }

    /// <summary>The services of a command that needs open books, or the refusal that explains how to open them.</summary>
    public async Task<Result<ServiceProvider>> Services(CancellationToken stop)
    {
        var books = await DatabaseSetup.Open(Connections, DedicatedAccount, stop);
        if (books.IsRefused) return books.Refusal;
        if (await DatabaseSetup.CheckLogin(Connections, Progress, stop) is { } modifiable) return modifiable;
        return ServicesFor(books.Value);
    }

    public ServiceProvider ServicesFor(ServedAccount? books)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Configuration);
        services.AddLogging();
        services.AddLedger(Configuration, Connections, books);
        return services.BuildServiceProvider();
    }

    /// <summary>The person a command acts as. Refused: ActorUnknown, ActorInvited.</summary>
    public static async Task<Result<Actor>> Actor(IServiceProvider services, string signInName, CancellationToken stop)
    {
        var people = services.GetRequiredService<PeopleDirectory>();
        var actor = await people.FindActor(signInName, RequestSource.CommandLine, stop);
        if (actor is null) return AuthorizationRefusals.ActorUnknown(signInName);
        if (actor.Scheduler || await people.FindPerson(actor.PersonId, stop) is not { State: PersonState.Invited }) return actor;
        // Whatever they ask for: their roles count from the link on, and that they hold none would be the wrong answer.
        var refusal = AuthorizationRefusals.ActorInvited(signInName);
        await services.GetRequiredService<SecurityLog>().RecordFor(actor, refusal);
        return refusal;
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null) await cluster.DisposeAsync();
    }

    private sealed class StandardError : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }
}

/// <summary>What every command does around its own work: open, run, print a refusal, close.</summary>
internal static class CommandRun
{
    /// <summary>Runs with an open session; a refusal is printed in the person's language and ends with exit code 1.</summary>
    public static async Task<int> With(
        ParseResult parsed, CommonOptions options, Func<Session, CancellationToken, Task<Result<int>>> work, CancellationToken stop)
    {
        var session = await Session.Open(parsed, options, stop);
        if (session.IsRefused) return Refuse(session.Refusal);
        await using var current = session.Value;
        var result = await work(current, stop);
        return result.IsRefused ? Refuse(result.Refusal) : result.Value;
    }

    /// <summary>Runs with open books' services.</summary>
    public static Task<int> WithBooks(
        ParseResult parsed, CommonOptions options, Func<IServiceProvider, CancellationToken, Task<Result<int>>> work,
            CancellationToken stop) =>
        With(parsed, options, async (session, cancel) =>
        {
            var services = await session.Services(cancel);
            if (services.IsRefused) return services.Refusal;
            await using var provider = services.Value;
            return await work(provider, cancel);
        }, stop);

    public static int Refuse(Refusal refusal)
    {
        Console.Error.WriteLine($"{refusal.Code}: {Say(words => words.Refusal(refusal))}");
        return ExitCode.Refused;
    }

    /// <summary>A sentence in the person's language.</summary>
    public static string Say(Func<Wording, string> sentence)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<Wording>().BuildServiceProvider();
        return sentence(services.GetRequiredService<Wording>());
    }
}
