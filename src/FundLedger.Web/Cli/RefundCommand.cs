using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;

namespace FundLedger.Web.Cli;

/// <summary>Part of a gift that its donor asks back: submitted by one person, approved by another.</summary>
internal static class RefundCommand
{
    private static readonly Dictionary<string, GiftRefundTrigger> Steps = new(StringComparer.Ordinal)
    {
        ["approve"] = GiftRefundTrigger.Approve,
        ["reject"] = GiftRefundTrigger.Reject,
        ["withdraw"] = GiftRefundTrigger.Withdraw,
    };

    public static Command Refund(CommonOptions options)
    {
        var contribution = new Argument<string>("contribution") { Description = "Code of the gift." };
        var lot = new Option<long>("--lot") { Description = "Its lot that gives the money (see report lot-trace).", Required = true };
        var amount = new Option<string>("--amount") { Description = "Amount in major units.", Required = true };
        var request = new Option<string>("--request") { Description = "The donor's letter: number, what it says.", Required = true };
        var asked = ReportCommand.Date("--asked-on", "The date of the letter (YYYY-MM-DD).");
        asked.Required = true;
        var (actor, dryRun) = (Actor(), new Option<bool>("--dry-run") { Description = "Run the same path and roll back." });
        var refund = new Command("refund", "Submit what a donor asks back, for a second person to approve; prints the refund's code.")
        {
            contribution, lot, amount, request, asked, actor, dryRun,
        };
        refund.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var money = Money.Parse(parsed.GetValue(amount), services.GetRequiredService<ServedAccount>().Currency);
            if (money.IsRefused) return money.Refusal;
            var done = await services.GetRequiredService<RefundContribution>().Run(
                new GiftRefundRequest(
                    RequestKeys.New(), parsed.GetValue(contribution)!, parsed.GetValue(lot), money.Value, parsed.GetValue(request)!,
                    parsed.GetValue(asked)!.Value, parsed.GetValue(dryRun)),
                person.Value, cancel);
            if (done.IsRefused) return done.Refusal;
            Console.WriteLine(parsed.GetValue(dryRun) ? "(dry run)" : done.Value);
            return Result.Of(ExitCode.Done);
        }, stop));
        return refund;
    }

    public static Command Decide(CommonOptions options)
    {
        var code = new Argument<string>("refund") { Description = "Code of the refund." };
        var step = new Argument<string>("step") { Description = "What is done." };
        step.AcceptOnlyFromAmong([.. Steps.Keys]);
        var reason = new Option<string?>("--reason") { Description = "Why; needed to reject." };
        var actor = Actor();
        var decide = new Command("refund-step", "Approve, reject or withdraw a refund; an approval prints its entry.")
        {
            code, step, reason, actor,
        };
        decide.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var done = await services.GetRequiredService<DecideGiftRefund>().Run(
                new GiftRefundStepRequest(
                    RequestKeys.New(), parsed.GetValue(code)!, Steps[parsed.GetValue(step)!], null, parsed.GetValue(reason)),
                person.Value, cancel);
            if (done.IsRefused) return done.Refusal;
            Console.WriteLine($"{parsed.GetValue(code)} {done.Value.State} {done.Value.Entry}".TrimEnd());
            return Result.Of(ExitCode.Done);
        }, stop));
        return decide;
    }

    private static Option<string> Actor() =>
        new("--actor") { Description = "Sign-in name of the person who does it.", Required = true };
}
