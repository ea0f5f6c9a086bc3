using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Banking;

namespace FundLedger.Web.Cli;

internal static class StatementCommand
{
    public static Command Create(CommonOptions options) =>
        new("statement", "Bank statements.") { Inspect(), Import(options), Explain(options) };

    private static Command Inspect()
    {
        var file = new Argument<FileInfo>("file") { Description = "Statement file (camt.053 or a ZIP of them, MT940, OFX/QFX or CSV)." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("inspect", "Read a statement file and say what is in it; nothing is stored.") { file, json };
        command.SetAction(async (parsed, stop) =>
        {
            var content = await InputFile.ReadStatement(parsed.GetValue(file)!, stop);
            if (content.IsRefused) return CommandRun.Refuse(content.Refusal);
            var read = StatementReader.Read(content.Value, parsed.GetValue(file)!.Name);
            if (read.IsRefused) return CommandRun.Refuse(read.Refusal);
            if (parsed.GetValue(json))
            {
                using var output = Console.OpenStandardOutput();
                StatementJson.Write(read.Value, output);
                Console.WriteLine();
            }
            else
            {
                foreach (var statement in read.Value.Statements) Print(statement);
            }

            return read.Value.Statements.All(statement => statement.Ties) ? ExitCode.Done : ExitCode.Refused;
        });
        return command;
    }

    private static Command Import(CommonOptions options)
    {
        var file = new Argument<FileInfo>("file") { Description = "Statement file (camt.053 or a ZIP of them, MT940, OFX/QFX or CSV)." };
        var bank = new Option<string?>("--bank-account") { Description = "Code of the bank account. Default: the one the file names." };
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who imports.", Required = true };
        var command = new Command("import", "Import a statement file and match its lines.") { file, bank, actor };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var content = await InputFile.ReadStatement(parsed.GetValue(file)!, cancel);
            if (content.IsRefused) return content.Refusal;
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var imported = await services.GetRequiredService<ImportStatement>().Run(
                new StatementImport($"import:{PublicCode.New()}", parsed.GetValue(bank) ?? "", parsed.GetValue(file)!.Name, content.Value),
                    person.Value, cancel);
            if (imported.IsRefused) return imported.Refusal;
            Console.WriteLine(
                $"{imported.Value.Format}: {imported.Value.LinesAdded} lines added, {imported.Value.LinesKnown} known before");
            if (imported.Value.OtherAccounts.Length > 0)
                Console.WriteLine($"the file also has statements of {imported.Value.OtherAccounts}; import it for that account too");
            var run = await services.GetRequiredService<MatchStatementLines>().Run(person.Value, cancel);
            if (run.IsRefused) return run.Refusal;
            Console.WriteLine($"{run.Value.Matched} matched, {run.Value.Unidentified} unidentified, {run.Value.Waiting} waiting");
            return Result.Of(ExitCode.Done);
        }, stop));
        return command;
    }

    private static Command Explain(CommonOptions options)
    {
        var line = new Argument<long>("line") { Description = "Number of the bank line, as in its page's address." };
        var file = new Argument<FileInfo>("file") { Description = "JSON: a request key and the parts of the line." };
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who explains.", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Run the same path, print what would be posted, and roll back." };
        var command = new Command("explain", "Say what a bank line is, whole or in parts; all of it is booked or nothing.")
        {
            line, file, actor, dryRun,
        };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var content = await InputFile.ReadWhole(parsed.GetValue(file)!, cancel);
            if (content.IsRefused) return content.Refusal;
            var currency = services.GetRequiredService<ServedAccount>().Currency;
            var explanation = ExplanationJson.Read(content.Value, parsed.GetValue(line), currency, parsed.GetValue(dryRun));
            if (explanation.IsRefused) return explanation.Refusal;
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var explained = await services.GetRequiredService<ExplainLine>().Run(explanation.Value, person.Value, cancel);
            if (explained.IsRefused) return explained.Refusal;
            foreach (var posting in explained.Value.Postings)
            {
                Console.WriteLine(
                    $"{posting.Entry} {posting.Account} {posting.Fund} {new Money(posting.Amount, currency)}");
            }

            Console.WriteLine(parsed.GetValue(dryRun) ? $"{explained.Value.Entry} (dry run)" : explained.Value.Entry);
            return Result.Of(ExitCode.Done);
        }, stop));
        return command;
    }

    private static void Print(BankStatement statement)
    {
        Console.WriteLine($"{statement.Account} {statement.Currency}: opening {statement.Opening}, closing {statement.Closing}, "
            + $"credits {statement.Credits}, debits {statement.Debits}, lines {statement.Entries.Count}, "
            + (statement.Ties ? "ties" : $"does not tie: difference {statement.Difference}"));
        foreach (var entry in statement.Entries)
        {
            Console.WriteLine(
                $"  {entry.BookingDate:uuuu-MM-dd} {entry.Amount,16} {entry.Reference} {entry.Counterparty} {entry.Description}");
        }
    }
}
