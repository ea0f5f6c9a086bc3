using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.Receipts;
using FundLedger.UseCases;
using FundLedger.UseCases.Receipts;
using FundLedger.UseCases.Receipts.Reads;

namespace FundLedger.Web.Cli;

internal static class ReceiptCommand
{
    private static readonly Dictionary<string, TaxClass> Classes = TaxClassTerms.All.ToDictionary(
        terms => terms.Letter.ToString(), terms => terms.Class, StringComparer.Ordinal);

    public static Command Create(CommonOptions options) => new("receipt", "Receipts of gifts (捐贈收據).")
    {
        List(options), Issue(options), Void(options), Reprint(options),
    };

    private static Command List(CommonOptions options)
    {
        var text = new Option<string?>("--text") { Description = "Part of the donor's name, the donor's number, or a receipt's number." };
        var year = new Option<int?>("--year") { Description = "One fiscal year of the common era." };
        var actor = Actor();
        var list = new Command("list", "List the receipts the person may see: a company's person those of the company.")
        {
            text, year, actor,
        };
        list.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var receipts = services.GetRequiredService<ReceiptList>();
            var filter = new ReceiptFilter(Year: parsed.GetValue(year), Text: parsed.GetValue(text));
            return await PagedList.Print(
                async (number, size) => (await receipts.Read(person.Value, filter, ReceiptList.Usual, number, size, cancel))
                    .Select(list => list.Page),
                row => Console.WriteLine($"{row.Number}  {row.Code}  {Display.Wording.Iso(row.IssuedOn)}  {row.State,-6}  {row.Amount,15}  "
                    + $"{row.Copies,2}  {row.Donor}"));
        }, stop));
        return list;
    }

    private static Command Issue(CommonOptions options)
    {
        var gifts = new Argument<string[]>("contribution")
        {
            Description = "Codes of the gifts. Without any: all that wait.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var taxClass = new Option<string>("--class")
        {
            Description = "A: gift to the government. B: passed on to a recipient that the donor names.",
            DefaultValueFactory = _ => "A",
        };
        taxClass.AcceptOnlyFromAmong([.. Classes.Keys]);
        var date = ReportCommand.Date("--date", "The date on the receipts (YYYY-MM-DD); today without it.");
        var (actor, dryRun) = (Actor(), new Option<bool>("--dry-run") { Description = "Run the same path and roll back." });
        var issue = new Command("issue", "Issue receipts; prints number and code, or of several how many and their numbers.")
        {
            gifts, taxClass, date, actor, dryRun,
        };
        issue.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var (codes, kind) = (parsed.GetValue(gifts)!, Classes[parsed.GetValue(taxClass)!]);
            if (codes is [var only])
            {
                var one = await services.GetRequiredService<IssueReceipt>().Run(
                    new ReceiptRequest(RequestKeys.New(), only, kind, parsed.GetValue(date), parsed.GetValue(dryRun)), person.Value,
                    cancel);
                if (one.IsRefused) return one.Refusal;
                Console.WriteLine(parsed.GetValue(dryRun) ? $"{one.Value.Number} (dry run)" : $"{one.Value.Number} {one.Value.Code}");
                return Result.Of(ExitCode.Done);
            }

            var request = new ReceiptsRequest(
                RequestKeys.New(), kind, parsed.GetValue(date), codes is [] ? null : codes, DryRun: parsed.GetValue(dryRun));
            var issued = await services.GetRequiredService<IssueReceipts>().Run(request, person.Value, new Counter(), cancel);
            if (issued.IsRefused) return issued.Refusal;
            var range = issued.Value.Issued == 0 ? "" : $" {issued.Value.First} .. {issued.Value.Last}";
            Console.WriteLine($"{issued.Value.Issued}{range}{(parsed.GetValue(dryRun) ? " (dry run)" : "")}");
            return Result.Of(ExitCode.Done);
        }, stop));
        return issue;
    }

    private static Command Void(CommonOptions options)
    {
        var receipt = Receipt();
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var actor = Actor();
        var voided = new Command("void", "Void a receipt; it keeps its number.") { receipt, reason, actor };
        voided.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var done = await services.GetRequiredService<VoidReceipt>().Run(
                new VoidRequest(RequestKeys.New(), parsed.GetValue(receipt)!, parsed.GetValue(reason)!), person.Value, cancel);
            if (done.IsRefused) return done.Refusal;
            Console.WriteLine($"{done.Value.Number} void");
            return Result.Of(ExitCode.Done);
        }, stop));
        return voided;
    }

    private static Command Reprint(CommonOptions options)
    {
        var receipt = Receipt();
        var actor = Actor();
        var reprint = new Command("reprint", "Issue a receipt again as a copy; its page prints the copy from then on.") { receipt, actor };
        reprint.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var done = await services.GetRequiredService<ReprintReceipt>().Run(
                new ReprintRequest(RequestKeys.New(), parsed.GetValue(receipt)!), person.Value, cancel);
            if (done.IsRefused) return done.Refusal;
            Console.WriteLine(done.Value);
            return Result.Of(ExitCode.Done);
        }, stop));
        return reprint;
    }

    private static Argument<string> Receipt() =>
        new("receipt") { Description = "Number of the receipt, such as 115-A-000123, or its code." };

    private static Option<string> Actor() =>
        new("--actor") { Description = "Sign-in name of the person who does it.", Required = true };

    private sealed class Counter : IProgress<int>
    {
        public void Report(int value) => Console.Error.WriteLine($"{value} …");
    }
}
