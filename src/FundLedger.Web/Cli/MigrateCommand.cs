using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Web.Books;

namespace FundLedger.Web.Cli;

internal static class MigrateCommand
{
    public static Command Create(CommonOptions options)
    {
        var command = new Command("migrate", "Bring the database to this version.");
        command.SetAction((parsed, stop) => CommandRun.With(parsed, options, async (session, cancel) =>
        {
            if (await DatabaseSetup.Migrate(session.Connections, Session.Progress, cancel) is { } refusal) return refusal;
            Console.WriteLine("The database is at this version.");
            return Result.Of(ExitCode.Done);
        }, stop));
        return command;
    }
}
