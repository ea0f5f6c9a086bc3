using System.CommandLine;
using FundLedger.Data.Reading;
using FundLedger.Data.Writing;
using FundLedger.Demo;
using FundLedger.Domain;
using FundLedger.UseCases.Checkpoints;
using FundLedger.Web.Access;
using FundLedger.Web.Books;
using NodaTime;

namespace FundLedger.Web.Cli;

internal static class DemoCommand
{
    public static Command Create(CommonOptions options)
    {
        var urls = ServeCommand.Urls();
        var noServe = new Option<bool>("--no-serve") { Description = "Seed and exit." };
        var command = new Command("demo", "Migrate, seed the demonstration once, and serve it on this machine only.") { urls, noServe };
        command.SetAction((parsed, stop) =>
        {
            var address = parsed.GetValue(urls)!;
            var serve = !parsed.GetValue(noServe);
            if (serve && ServeCommand.CheckAddress(address, loopbackOnly: true) is { } taken)
                return Task.FromResult(CommandRun.Refuse(taken));
            return CommandRun.With(
                parsed, options, (session, cancel) => Run(session, Folder(parsed, options), address, serve, cancel), stop);
        });
        return command;
    }

    private static string Folder(ParseResult parsed, CommonOptions options) => parsed.GetValue(options.Data) ?? DataFolder.Default();

    private static async Task<Result<int>> Run(Session session, string folder, string address, bool serve, CancellationToken stop)
    {
        if (await DatabaseSetup.Migrate(session.Connections, Session.Progress, stop) is { } refusal) return refusal;
        if (await Seed(session, stop) is { } unseeded) return unseeded;
        var books = await DatabaseSetup.Open(session.Connections, DemoSeed.AccountCode, stop);
        if (books.IsRefused) return books.Refusal;
        foreach (var person in DemoPeople.All) Console.WriteLine($"{person.SignInName,-12} {person.RoleName}");
        Console.WriteLine($"password: {DemoPeople.Password}");
        await using (var services = session.ServicesFor(books.Value))
        {
            await WriteStatements(services, folder, stop);
            if (await SignLog(services, stop) is { } unsigned) return unsigned;
        }

        return serve ? await ServeCommand.Serve(session, books.Value, address, demo: true, stop) : ExitCode.Done;
    }

    /// <summary>
    /// Makes a key of the demo's own, once, and seeds a migrated database whose books need not be open yet, sign-ins included.
    /// </summary>
    private static async Task<Refusal?> Seed(Session session, CancellationToken stop)
    {
        await using var provider = session.ServicesFor(null);
        await using var scope = provider.CreateAsyncScope();
        var createSignIn = scope.ServiceProvider.GetRequiredService<CreateSignIn>();
        var keyFile = provider.GetRequiredService<CheckpointKeyFile>();
        if (!File.Exists(keyFile.Path) && keyFile.Create() is { IsRefused: true } refused) return refused.Refusal;
        await new DemoSeed(session.Connections, provider.GetRequiredService<IClock>(), keyFile, Create).Seed(Session.Progress, stop);
        return null;

        async Task Create(string name, long personId, string password)
        {
            var created = await createSignIn.Run(name, personId, password);
            if (created.Refusal is { } refusal && refusal.Code != nameof(AccessRefusals.SignInNameTaken))
                throw new InvalidOperationException(refusal.ToString());
        }
    }

    /// <summary>A checkpoint over what was seeded.</summary>
    private static async Task<Refusal?> SignLog(ServiceProvider services, CancellationToken stop)
    {
        var keyFile = services.GetRequiredService<CheckpointKeyFile>();
        var scheduler = await Session.Actor(services, AccountSetup.SchedulerName, stop);
        if (scheduler.IsRefused) return scheduler.Refusal;
        var signed = await services.GetRequiredService<SealCheckpoint>().Run(scheduler.Value, stop: stop);
        if (signed.IsRefused) return signed.Refusal;
        Console.WriteLine($"checkpoint: {signed.Value.TreeSize} leaves, public key {keyFile.PublicPath}");
        return null;
    }

    /// <summary>Something to import: what the demo's bank would send today.</summary>
    private static async Task WriteStatements(ServiceProvider services, string folder, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var statements = new DemoNextStatements(services.GetRequiredService<BooksReader>(), services.GetRequiredService<IClock>());
        foreach (var (fileName, content) in await statements.Create(stop))
        {
            var path = Path.Combine(folder, fileName);
            await File.WriteAllBytesAsync(path, content, stop);
            Console.WriteLine($"statement to import: {path}");
        }
    }
}
