using System.CommandLine;
using System.Security.Cryptography;
using FundLedger.Domain;
using FundLedger.Domain.Vouchers;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Vouchers;
using FundLedger.UseCases.Vouchers.Reads;
using NodaTime;

namespace FundLedger.Web.Cli;

internal static class OpeningCommand
{
    public static Command Create(CommonOptions options)
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV: account, fund, debit and credit (or amount), party, venture." };
        var date = ReportCommand.Date("--date", "31 December before the fiscal year in which the books begin, or its 1 January.");
        date.Required = true;
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who prepares it.", Required = true };
        var description = new Option<string>("--description")
        {
            Description = "Description of the entry.",
            DefaultValueFactory = _ => "期初餘額轉入",
        };
        var key = new Option<string?>("--request-key")
        {
            Description = "To prepare the same file once more, after it was rejected; else the file and its date are the key.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Run the same path and roll back." };
        var command = new Command(
            "opening", "Prepare the opening balances of the books for a second person to approve; only while nothing else is booked.")
        {
            file, date, actor, description, key, dryRun,
        };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var content = await InputFile.ReadWhole(parsed.GetValue(file)!, cancel);
            if (content.IsRefused) return content.Refusal;
            var rows = OpeningFile.Read(
                content.Value, parsed.GetValue(file)!.Name, services.GetRequiredService<ServedAccount>().Currency);
            if (rows.IsRefused) return rows.Refusal;
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var preview = await services.GetRequiredService<OpeningPreview>().Read(person.Value, rows.Value, cancel);
            if (preview.IsRefused) return preview.Refusal;
            var request = new OpeningRequest(
                parsed.GetValue(key) ?? KeyOf(content.Value, parsed.GetValue(date)!.Value), parsed.GetValue(date)!.Value,
                parsed.GetValue(description)!, rows.Value);
            var prepared = await services.GetRequiredService<PrepareOpening>().Run(
                request, person.Value, parsed.GetValue(dryRun), cancel);
            if (prepared.IsRefused) return prepared.Refusal;
            foreach (var fund in preview.Value.Table.Funds)
                Console.WriteLine($"{fund.Fund}  {fund.Debits,18} {fund.Credits,18}  spendable {fund.Spendable}");
            Console.WriteLine(parsed.GetValue(dryRun) ? $"{rows.Value.Count} lines (dry run)" : prepared.Value);
            return Result.Of(ExitCode.Done);
        }, stop));
        return command;
    }

    /// <summary>The same file for the same day is the same request: sent again, it is answered by the voucher it made.</summary>
    private static string KeyOf(ReadOnlyMemory<byte> content, LocalDate date) =>
        $"opening:{Display.Wording.Iso(date)}:{Convert.ToHexStringLower(SHA256.HashData(content.Span))[..32]}";
}
