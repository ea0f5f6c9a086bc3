using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.Web.Books;
using FundLedger.Web.Pages.Journal;

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
            var content = await StatementCommand.ReadFile(parsed.GetValue(file)!, cancel);
            if (content.IsRefused) return content.Refusal;
            var vouchers = VoucherJson.Read(content.Value, services.GetRequiredService<OpenBooks>().Currency);
            if (vouchers.IsRefused) return vouchers.Refusal;
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            Actor? second = null;
            if (parsed.GetValue(approver) is { } name)
            {
                var found = await Session.Actor(services, name, cancel);
                if (found.IsRefused) return found.Refusal;
                second = found.Value;
            }

            var useCase = services.GetRequiredService<PostManualVoucher>();
            foreach (var voucher in vouchers.Value)
            {
                var posted = await useCase.Run(voucher, person.Value, second, parsed.GetValue(dryRun), cancel);
                if (posted.IsRefused) return posted.Refusal;
                Console.WriteLine(posted.Value + (parsed.GetValue(dryRun) ? " (dry run)" : ""));
            }

            return Result.Of(ExitCode.Done);
        }, stop));
        return new Command("entry", "Entries.") { post };
    }
}
