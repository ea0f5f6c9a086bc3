using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.MasterData;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.MasterData;
using FundLedger.Web.Display;

namespace FundLedger.Web.Cli;

/// <summary>Many gifts from a file.</summary>
internal static class ContributionImportCommand
{
    public static Command Import(CommonOptions options)
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or XLSX with a header row (see contribution template)." };
        var validOnly = new Option<bool>("--valid-rows-only") { Description = "Book the valid rows although others are refused." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be booked; book nothing." };
        var actor = ContributionCommand.Actor();
        var command = new Command(
            "import", "Book the gifts of a file: all of them, or none. Sent again, it goes on where it was ended and books nothing twice.")
        {
            file, validOnly, dryRun, actor,
        };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var content = await InputFile.ReadTable(parsed.GetValue(file)!, cancel);
            if (content.IsRefused) return content.Refusal;
            var rows = MasterDataTable.Read(ContributionColumns.All, content.Value, parsed.GetValue(file)!.Name);
            if (rows.IsRefused) return rows.Refusal;
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var request = new ContributionImport(rows.Value, parsed.GetValue(validOnly), parsed.GetValue(dryRun));
            var pieces = Math.Max(1, (rows.Value.Count + ImportContributions.RowsOfAWrite - 1) / ImportContributions.RowsOfAWrite);
            var done = await ProgressBar.Run("booking", pieces, step => services.GetRequiredService<ImportContributions>().Run(
                request, person.Value, new Steps(step), cancel));
            return done.IsRefused ? done.Refusal : Print(done.Value, request);
        }, stop));
        return command;
    }

    public static Command Template()
    {
        var (output, format) = (OutputFile.Option(), MasterDataCommand.FormatOption());
        var command = new Command("template", "Write the file to fill in, with one row as an example.") { output, format };
        command.SetAction(async (parsed, stop) =>
        {
            var content = MasterDataFile.Template(
                MasterDataCommand.Format(parsed.GetValue(format), parsed.GetValue(output)), ContributionColumns.FileName,
                ContributionColumns.All);
            var written = await OutputFile.Write(parsed.GetValue(output), stream => MasterDataCommand.Send(content, stream, stop));
            return written.IsRefused ? CommandRun.Refuse(written.Refusal) : written.Value;
        });
        return command;
    }

    private static Result<int> Print(ContributionImportReport report, ContributionImport request)
    {
        MasterDataCommand.PrintRefused(report.Rows);
        foreach (var sum in report.Sums) Console.WriteLine($"{sum.Fund} {sum.Amount}");
        var (booked, note) = request.DryRun ? (report.Rows.Added, " (dry run)") : (report.Booked, "");
        Console.WriteLine($"{booked} booked, {report.Rows.Unchanged} booked before, {report.Rows.Refused} refused{note}");
        if (report.Stopped is { } stopped) return stopped;
        return report.Rows.Refused > 0 && !request.ValidRowsOnly
            ? MasterDataRefusals.MasterDataRowsRefused(report.Rows.Refused, report.Rows.Rows.Count)
            : ExitCode.Done;
    }

    private sealed class Steps(Action step) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => step();
    }
}
