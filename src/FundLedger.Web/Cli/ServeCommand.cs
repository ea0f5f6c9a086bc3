using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using FundLedger.Domain;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Access;
using FundLedger.Web.Books;
using FundLedger.Web.Mail;

namespace FundLedger.Web.Cli;

internal static class ServeRefusals
{
    public static Refusal PortTaken(int port) => new(nameof(PortTaken), port);

    public static Refusal AddressNotLoopback(string address) => new(nameof(AddressNotLoopback), address);

    public static Refusal AddressNotReadable(string address) => new(nameof(AddressNotReadable), address);
}

internal static class ServeCommand
{
    public const string DefaultAddress = "http://localhost:5080";

    public static Option<string> Urls() => new("--urls")
    {
        Description = "Address to serve at.",
        DefaultValueFactory = _ => DefaultAddress,
    };

    public static Command Create(CommonOptions options)
    {
        var urls = Urls();
        var command = new Command("serve", "Serve the pages and run the scheduled jobs.") { urls };
        command.SetAction((parsed, stop) => CommandRun.With(parsed, options, async (session, cancel) =>
        {
            var address = parsed.GetValue(urls)!;
            if (CheckAddress(address, loopbackOnly: false) is { } taken) return taken;
            var books = await DatabaseSetup.Open(session.Connections, session.DedicatedAccount, cancel);
            if (books.IsRefused && await PrepareFirstRun(session, books.Refusal, cancel) is { } refusal) return refusal;
            if (await DatabaseSetup.CheckLogin(session.Connections, Session.Progress, cancel) is { } modifiable) return modifiable;
            if (await DatabaseSetup.CheckJobTables(session.Connections, cancel) is { } unfinished) return unfinished;
            return await Serve(session, books.IsRefused ? null : books.Value, address, demo: false, cancel);
        }, stop));
        return command;
    }

    /// <summary>
    /// Null for a database that may be served to open its first books; the embedded one is brought to this version for that. Else
    /// why it cannot be served.
    /// </summary>
    private static async Task<Refusal?> PrepareFirstRun(Session session, Refusal refusal, CancellationToken stop) => refusal.Code switch
    {
        nameof(DatabaseRefusals.NoBooksYet) when session.Embedded is null => null,
        nameof(DatabaseRefusals.NoBooksYet) or nameof(DatabaseRefusals.DatabaseNotMigrated) when session.Embedded is not null =>
            await DatabaseSetup.Migrate(session.Connections, Session.Progress, stop),
        _ => refusal,
    };

    /// <summary>Serves until it is stopped. Refused: what <see cref="KeyCertificates"/> and <see cref="MailSettings"/> refuse.</summary>
    /// <param name="books">Null: the first-run page opens them.</param>
    public static async Task<Result<int>> Serve(
        Session session, ServedAccount? books, string address, bool demo, CancellationToken stop)
    {
        if (KeyCertificates.Of(session.Configuration) is { IsRefused: true } unreadable) return unreadable.Refusal;
        if (MailSettings.Of(session.Configuration) is { IsRefused: true } unusable) return unusable.Refusal;
        await using var app = WebHost.Build(session.Connections, session.Configuration, books, address, demo, services =>
        {
            if (session.Embedded is not { } cluster) return;
            services.AddSingleton(cluster);
            services.AddHostedService<EmbeddedWatch>();
        });
        await app.StartAsync(stop);
        Console.WriteLine(address);
        if (books is null) TellFirstRun(app.Services.GetRequiredService<FirstRun>(), address);
        await app.WaitForShutdownAsync(stop);
        return ExitCode.Done;
    }

    private static void TellFirstRun(FirstRun firstRun, string address)
    {
        Console.WriteLine("This database holds no books yet. Open the first:");
        Console.WriteLine($"on this machine: {address.TrimEnd('/')}{FirstRun.Path}");
        Console.WriteLine($"from elsewhere, once: {address.TrimEnd('/')}{FirstRun.Path}?token={firstRun.Token}");
    }

    /// <summary>Checks that the address is free before anything slow starts.</summary>
    public static Refusal? CheckAddress(string address, bool loopbackOnly)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return ServeRefusals.AddressNotReadable(address);
        if (loopbackOnly && !uri.IsLoopback) return ServeRefusals.AddressNotLoopback(address);
        if (!uri.IsLoopback || uri.Port == 0) return null;
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, uri.Port);
            probe.Start();
            return null;
        }
        catch (SocketException)
        {
            return ServeRefusals.PortTaken(uri.Port);
        }
    }
}
