using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.MasterData;
using FundLedger.UseCases.MasterData.Reads;
using FundLedger.Web.Display;

namespace FundLedger.Web.Cli;

internal static class MasterDataCommand
{
    private static readonly string Kinds = string.Join(", ", MasterDataKinds.All.Select(kind => kind.Name));

    public static Command Create(CommonOptions options) =>
        new("master-data", "Districts, programmes, budgets, parties, proposals, ventures, funds and bank accounts.")
        {
            List(options), Import(options), Export(options), Template(),
        };

    private static Command List(CommonOptions options)
    {
        var (name, text) = (KindArgument(), new Option<string?>("--text") { Description = "Only rows that contain this." });
        var command = new Command("list", "Print the rows of one kind.") { name, text };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var rows = await Rows(services, parsed.GetValue(name)!, parsed.GetValue(text), cancel);
            if (rows.IsRefused) return rows.Refusal;
            foreach (var row in rows.Value.Rows)
            {
                Console.WriteLine(string.Join('\t', rows.Value.Kind.Columns.Select(column => row.Values.Text(column.Name))));
            }

            return Result.Of(ExitCode.Done);
        }, stop));
        return command;
    }

    private static Command Import(CommonOptions options)
    {
        var name = KindArgument();
        var command = new Command("import", "Add and change rows from a file: all of them or none.") { name };
        return Import(options, command, parsed => parsed.GetValue(name)!);
    }

    /// <summary>The import of one kind, for the command of its own noun.</summary>
    public static Command ImportOf(CommonOptions options, string kind, string description) =>
        Import(options, new Command("import", description), _ => kind);

    private static Command Import(CommonOptions options, Command command, Func<ParseResult, string> kindOf)
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or XLSX with a header row." };
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who enters them.", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be added and changed; write nothing." };
        command.Add(file);
        command.Add(actor);
        command.Add(dryRun);
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var kind = MasterDataKinds.Find(kindOf(parsed));
            if (kind.IsRefused) return kind.Refusal;
            var content = await InputFile.ReadTable(parsed.GetValue(file)!, cancel);
            if (content.IsRefused) return content.Refusal;
            var rows = MasterDataTable.Read(kind.Value, content.Value, parsed.GetValue(file)!.Name);
            if (rows.IsRefused) return rows.Refusal;
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var done = await services.GetRequiredService<ImportMasterData>().Run(
                new MasterDataImport($"master-data:{PublicCode.New()}", kind.Value.Name, rows.Value, parsed.GetValue(dryRun)),
                person.Value, cancel);
            return done.IsRefused ? done.Refusal : Print(done.Value, kind.Value, parsed.GetValue(dryRun));
        }, stop));
        return command;
    }

    private static Command Export(CommonOptions options)
    {
        var (name, output, format) = (KindArgument(), OutputFile.Option(), FormatOption());
        var command = new Command("export", "Write the rows of one kind as a file that can be imported.") { name, output, format };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var rows = await Rows(services, parsed.GetValue(name)!, null, cancel);
            if (rows.IsRefused) return rows.Refusal;
            var content = MasterDataFile.Write(
                Format(parsed.GetValue(format), parsed.GetValue(output)), rows.Value.Kind, rows.Value.Rows.Select(row => row.Values));
            return await OutputFile.Write(parsed.GetValue(output), stream => Send(content, stream, cancel));
        }, stop));
        return command;
    }

    private static Command Template()
    {
        var (name, output, format) = (KindArgument(), OutputFile.Option(), FormatOption());
        var command = new Command("template", "Write a file with the headings and one row as an example.") { name, output, format };
        command.SetAction(async (parsed, stop) =>
        {
            var kind = MasterDataKinds.Find(parsed.GetValue(name)!);
            if (kind.IsRefused) return CommandRun.Refuse(kind.Refusal);
            var content = MasterDataFile.Write(
                Format(parsed.GetValue(format), parsed.GetValue(output)), kind.Value, MasterDataFile.Example(kind.Value));
            var written = await OutputFile.Write(parsed.GetValue(output), stream => Send(content, stream, stop));
            return written.IsRefused ? CommandRun.Refuse(written.Refusal) : written.Value;
        });
        return command;
    }

    /// <summary>Whoever has the database's login reads what is there, as with reports.</summary>
    private static async Task<Result<(MasterDataKind Kind, IReadOnlyList<StoredRow> Rows)>> Rows(
        IServiceProvider services, string name, string? text, CancellationToken stop)
    {
        var kind = MasterDataKinds.Find(name);
        if (kind.IsRefused) return kind.Refusal;
        var reader = new Actor(0, "") { Policies = new HashSet<string> { Policies.SeeMasterData }, Source = RequestSource.CommandLine };
        var rows = await services.GetRequiredService<MasterDataList>().Whole(kind.Value, text, reader, stop);
        return rows.Select(found => (kind.Value, found));
    }

    public static async Task<Result<int>> Send(byte[] content, Stream stream, CancellationToken stop)
    {
        await stream.WriteAsync(content, stop);
        return ExitCode.Done;
    }

    /// <summary>Refused rows on standard error; the figures on standard output.</summary>
    private static int Print(ImportReport report, MasterDataKind kind, bool dryRun)
    {
        PrintRefused(report);
        foreach (var row in report.Rows)
        {
            if (row.Outcome is not (RowOutcome.Added or RowOutcome.Changed)) continue;
            var changes = row.Outcome == RowOutcome.Changed
                ? ": " + string.Join(", ", row.Changes.Select(change => $"{change.Column} {change.From ?? "-"} -> {change.To ?? "-"}"))
                : "";
            if (report.Refused == 0) Console.WriteLine($"row {row.Number} {$"{row.Outcome}".ToLowerInvariant()} {row.Key}{changes}");
        }

        var note = dryRun ? " (dry run)" : "";
        Console.WriteLine(
            $"{report.Added} added, {report.Changed} changed, {report.Unchanged} unchanged, {report.Refused} refused{note}");
        if (report.Refused == 0) return ExitCode.Done;
        return CommandRun.Refuse(MasterDataRefusals.MasterDataRowsRefused(report.Refused, report.Rows.Count));
    }

    /// <summary>What is wrong, on standard error, each with its row and column.</summary>
    public static void PrintRefused(ImportReport report)
    {
        foreach (var row in report.Rows)
        {
            foreach (var fault in row.Refusals)
            {
                var place = fault.Column is { } name ? $" {name}" : "";
                Console.Error.WriteLine(
                    $"row {row.Number}{place}: {fault.Refusal.Code}: {CommandRun.Say(words => words.Refusal(fault.Refusal))}");
            }
        }
    }

    public static string Format(string? named, FileInfo? output) =>
        named ?? (string.Equals(output?.Extension, ".xlsx", StringComparison.OrdinalIgnoreCase) ? MasterDataFile.Xlsx : MasterDataFile.Csv);

    private static Argument<string> KindArgument() => new("kind") { Description = $"One of {Kinds}." };

    public static Option<string?> FormatOption()
    {
        var format = new Option<string?>("--format") { Description = "csv or xlsx. Default: by the name of the file, else csv." };
        format.AcceptOnlyFromAmong([.. MasterDataFile.Formats]);
        return format;
    }
}
