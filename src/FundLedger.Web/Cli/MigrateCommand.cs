using System.CommandLine;
using FundLedger.Data.Engines;
using FundLedger.Data.Migrating;
using FundLedger.Domain;
using FundLedger.Web.Books;

namespace FundLedger.Web.Cli;

internal static class MigrateCommand
{
    public static Command Create(CommonOptions options)
    {
        var script = new Option<bool>("--script")
        {
            Description = "Connect to nothing; write the SQL of schemas ledger and access for --provider to standard output. "
                + "After it is run, migrate once: it makes the job server's tables and records rows that have no leaf yet.",
        };
        var command = new Command("migrate", "Bring the database to this version.") { script };
        command.SetAction((parsed, stop) => parsed.GetValue(script)
            ? Task.FromResult(Print(Session.Engine(parsed, options)))
            : CommandRun.With(parsed, options, async (session, cancel) =>
            {
                if (await DatabaseSetup.Migrate(session.Connections, Session.Progress, cancel) is { } refusal) return refusal;
                Console.WriteLine("The database is at this version.");
                return Result.Of(ExitCode.Done);
            }, stop));
        return command;
    }

    private static int Print(DatabaseEngine engine)
    {
        Console.Write(DatabaseMigration.Script(engine));
        return ExitCode.Done;
    }
}
