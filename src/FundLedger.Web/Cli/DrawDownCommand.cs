using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Contributions.Reads;

namespace FundLedger.Web.Cli;

internal static class DrawDownCommand
{
    public static Command Create(CommonOptions options) => new("draw-down", "Draw-downs of central allocations.")
    {
        Request(options),
        List(options),
        Step(options, "approve", "Record the working meeting's approval; prints the contribution and the reference its payer has to quote.",
            DrawDownTrigger.Approve),
        Step(options, "reject", "Reject a request, with a reason.", DrawDownTrigger.Reject),
        Step(options, "withdraw", "Take a request back.", DrawDownTrigger.Withdraw),
    };

    private static Command Request(CommonOptions options)
    {
        var payer = new Option<string>("--payer") { Description = "Code of the agency (see master-data list party).", Required = true };
        var amount = new Option<string>("--amount") { Description = "Amount in major units.", Required = true };
        var funds = ContributionCommand.Funds();
        var description = new Option<string>("--description") { Description = "What it is for.", Required = true };
        var (actor, dryRun) = (ContributionCommand.Actor(), ContributionCommand.DryRun());
        var request = new Command("request", "Request a draw-down, for the working meeting to approve; prints its code.")
        {
            payer, amount, funds, description, actor, dryRun,
        };
        request.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var money = Money.Parse(parsed.GetValue(amount), services.GetRequiredService<ServedAccount>().Currency);
            if (money.IsRefused) return money.Refusal;
            var parts = ContributionCommand.Parts(parsed.GetValue(funds)!, money.Value);
            if (parts.IsRefused) return parts.Refusal;
            var party = await services.GetRequiredService<ContributionChoices>().PayerId(person.Value, parsed.GetValue(payer)!, cancel);
            if (party.IsRefused) return party.Refusal;
            var requested = await services.GetRequiredService<RequestDrawDown>().Run(
                new DrawDownRequest(
                    RequestKeys.New(), party.Value, money.Value, parts.Value, parsed.GetValue(description)!, parsed.GetValue(dryRun)),
                person.Value, cancel);
            if (requested.IsRefused) return requested.Refusal;
            Console.WriteLine(parsed.GetValue(dryRun) ? "(dry run)" : requested.Value);
            return Result.Of(ExitCode.Done);
        }, stop));
        return request;
    }

    private static Command List(CommonOptions options)
    {
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who asks.", Required = true };
        var all = new Option<bool>("--all") { Description = "Also those that are approved, rejected or withdrawn." };
        var list = new Command("list", "List the draw-downs that wait.") { actor, all };
        list.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var drawDowns = services.GetRequiredService<DrawDownList>();
            var filter = new DrawDownFilter(parsed.GetValue(all) ? null : DrawDownState.Requested);
            return await PagedList.Print(
                async (number, size) => (await drawDowns.Read(person.Value, filter, number, size, cancel))
                    .Select(list => list.Page),
                row => Console.WriteLine($"{row.Code}  {row.State,-9}  {Display.Wording.Iso(row.RequestedOn)}  {row.Amount,15}  "
                    + $"{row.Funds}  {row.Payer}  {row.Requester}  {row.ApprovalReference ?? "-"}"));
        }, stop));
        return list;
    }

    private static Command Step(CommonOptions options, string name, string description, DrawDownTrigger trigger)
    {
        var code = new Argument<string>("code") { Description = "Code of the draw-down." };
        var reason = new Option<string?>(trigger == DrawDownTrigger.Approve ? "--approval" : "--reason")
        {
            Description = trigger == DrawDownTrigger.Approve ? "The working meeting and its resolution." : "Why.",
        };
        var actor = ContributionCommand.Actor();
        var step = new Command(name, description) { code, reason, actor };
        step.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var request = new DrawDownStepRequest(
                RequestKeys.New(), parsed.GetValue(code)!, trigger, null, parsed.GetValue(reason));
            var decided = await services.GetRequiredService<DecideDrawDown>().Run(request, person.Value, cancel);
            if (decided.IsRefused) return decided.Refusal;
            Console.WriteLine(decided.Value.Contribution is { } made
                ? $"{made.PublicCode} {made.PaymentReference} {decided.Value.Entry}"
                : $"{request.PublicCode} {decided.Value.State}");
            return Result.Of(ExitCode.Done);
        }, stop));
        return step;
    }
}
