using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using FundLedger.Domain;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Books;

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
            if (books.IsRefused) return books.Refusal;
            if (await DatabaseSetup.CheckLogin(session.Connections, Session.Progress, cancel) is { } modifiable) return modifiable;
            if (await DatabaseSetup.CheckJobTables(session.Connections, cancel) is { } unfinished) return unfinished;
            await Serve(session, books.Value, address, demo: false, cancel);
            return Result.Of(ExitCode.Done);
        }, stop));
        return command;
    }

    public static async Task Serve(Session session, ServedAccount books, string address, bool demo, CancellationToken stop)
    {
        await using var app = WebHost.Build(session.Connections, session.Configuration, books, address, demo, services =>
        {
            if (session.Embedded is not { } cluster) return;
            services.AddSingleton(cluster);
            services.AddHostedService<EmbeddedWatch>();
        });
        await app.StartAsync(stop);
        Console.WriteLine(address);
        await app.WaitForShutdownAsync(stop);
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
