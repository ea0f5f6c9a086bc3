using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Web.Books;
using FundLedger.Web.Demo;

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
            if (serve && ServeCommand.CheckAddress(address, loopbackOnly: true) is { } taken) return Task.FromResult(CommandRun.Refuse(taken));
            return CommandRun.With(parsed, options, (session, cancel) => Run(session, address, serve, cancel), stop);
        });
        return command;
    }

    private static async Task<Result<int>> Run(Session session, string address, bool serve, CancellationToken stop)
    {
        if (await DatabaseSetup.Migrate(session.Connections, Session.Progress, stop) is { } refusal) return refusal;
        await DemoSeed.Run(session.Connections, session.Configuration, Session.Progress, stop);
        var books = await DatabaseSetup.Open(session.Connections, DemoSeed.AccountCode, stop);
        if (books.IsRefused) return books.Refusal;
        foreach (var person in DemoPeople.All) Console.WriteLine($"{person.SignInName,-12} {person.RoleName}");
        Console.WriteLine($"password: {DemoPeople.Password}");
        if (serve) await ServeCommand.Serve(session, books.Value, address, demo: true, stop);
        return Result.Of(ExitCode.Done);
    }
}
