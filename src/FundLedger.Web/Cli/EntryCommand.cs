using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Journal;

namespace FundLedger.Web.Cli;

internal static class EntryCommand
{
    public static Command Create(CommonOptions options)
    {
        var file = new Argument<FileInfo>("file") { Description = "JSON: one voucher or an array of vouchers." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Run the same path and roll back." };
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who books.", Required = true };
        var approver = new Option<string?>("--approver") { Description = "Sign-in name of the second person, needed above the tier." };
        var post = new Command("post", "Post manual vouchers, one after another; a refused voucher leaves no trace and ends the run.")
        {
            file, dryRun, actor, approver,
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
            Actor? second = null;
            if (parsed.GetValue(approver) is { } name)
            {
                var approvingActor = await Session.Actor(services, name, cancel);
                if (approvingActor.IsRefused) return approvingActor.Refusal;
                second = approvingActor.Value;
            }

            var useCase = services.GetRequiredService<PostManualVoucher>();
            var vouchers = VoucherJson.Read(json, currency, cancel);
            return parsed.GetValue(dryRun)
                ? await Try(useCase, vouchers, person.Value, second, cancel)
                : await Post(useCase.RunMany(vouchers, person.Value, second, cancel), counted.Value);
        }, stop));
        return new Command("entry", "Entries.") { post };
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

    private static Task<Result<int>> Post(IAsyncEnumerable<Result<EntryReference>> posted, int count) =>
        ProgressBar.Run("entries", count, async advance =>
        {
            await foreach (var outcome in posted)
            {
                if (outcome.IsRefused) return outcome.Refusal;
                Console.WriteLine(outcome.Value);
                advance();
            }

            return Result.Of(ExitCode.Done);
        });

    /// <summary>Each voucher by itself: a dry run leaves nothing that a later voucher could build on.</summary>
    private static async Task<Result<int>> Try(
        PostManualVoucher useCase, IAsyncEnumerable<Result<ManualVoucher>> vouchers, Actor actor, Actor? approver, CancellationToken stop)
    {
        await foreach (var voucher in vouchers)
        {
            if (voucher.IsRefused) return voucher.Refusal;
            var tried = await useCase.Run(voucher.Value, actor, approver, dryRun: true, stop);
            if (tried.IsRefused) return tried.Refusal;
            Console.WriteLine($"{tried.Value} (dry run)");
        }

        return Result.Of(ExitCode.Done);
    }
}
