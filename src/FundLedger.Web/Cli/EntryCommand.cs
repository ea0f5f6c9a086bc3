using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Vouchers;

namespace FundLedger.Web.Cli;

internal static class EntryCommand
{
    public static Command Create(CommonOptions options)
    {
        var file = new Argument<FileInfo>("file") { Description = "JSON: one voucher or an array of vouchers." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Run the same path and roll back." };
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who prepares them.", Required = true };
        var post = new Command(
            "post", "Prepare manual vouchers, one after another, for a second person to approve; a refused one ends the run.")
        {
            file, dryRun, actor,
        };
        post.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var input = InputFile.Open(parsed.GetValue(file)!);
            if (input.IsRefused) return input.Refusal;
            await using var json = input.Value;
            var currency = services.GetRequiredService<ServedAccount>().Currency;
            // The whole file is read once before anything is booked: a file that ends in the middle books nothing.
            var counted = await Count(json, currency, cancel);
            if (counted.IsRefused) return counted.Refusal;
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var useCase = services.GetRequiredService<PrepareManualVoucher>();
            var vouchers = VoucherJson.Read(json, currency, cancel);
            return await Prepare(useCase, vouchers, counted.Value, person.Value, parsed.GetValue(dryRun), cancel);
        }, stop));
        return new Command("entry", "Entries.") { post, OpeningCommand.Create(options) };
    }

    private static async Task<Result<int>> Count(Stream json, Currency currency, CancellationToken stop)
    {
        var count = 0;
        await foreach (var voucher in VoucherJson.Read(json, currency, stop))
        {
            if (voucher.IsRefused) return voucher.Refusal;
            count++;
        }

        return count;
    }

    /// <summary>Each voucher is a write of its own: sent again, the file goes on where it ended.</summary>
    private static Task<Result<int>> Prepare(
        PrepareManualVoucher useCase, IAsyncEnumerable<Result<ManualVoucherRequest>> vouchers, int count, Actor actor, bool dryRun,
        CancellationToken stop) => ProgressBar.Run("vouchers", count, async advance =>
    {
        await foreach (var voucher in vouchers)
        {
            if (voucher.IsRefused) return voucher.Refusal;
            var prepared = await useCase.Run(voucher.Value, actor, dryRun, stop);
            if (prepared.IsRefused) return prepared.Refusal;
            Console.WriteLine(dryRun ? $"{voucher.Value.Key} (dry run)" : prepared.Value);
            advance();
        }

        return Result.Of(ExitCode.Done);
    });
}
