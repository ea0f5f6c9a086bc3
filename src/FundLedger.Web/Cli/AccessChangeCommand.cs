using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases;
using FundLedger.UseCases.People;
using FundLedger.UseCases.People.Reads;
using FundLedger.Web.Access;

namespace FundLedger.Web.Cli;

internal static class AccessChangeCommand
{
    private static readonly Dictionary<string, AccessChangeKind> Kinds = new(StringComparer.Ordinal)
    {
        ["grant"] = AccessChangeKind.GrantRole,
        ["end"] = AccessChangeKind.EndRole,
        ["enable"] = AccessChangeKind.EnablePerson,
        ["reset"] = AccessChangeKind.ResetSignIn,
    };

    public static Command Create(CommonOptions options) => new("access-change", "Changes of what people may do, by two administrators.")
    {
        List(options),
        Request(options),
        Step(options, "approve", "Approve changes, which takes effect at once.", AccessChangeTrigger.Approve),
        Step(options, "reject", "Reject changes, with a reason.", AccessChangeTrigger.Reject),
        Step(options, "withdraw", "Take one's own changes back from the queue.", AccessChangeTrigger.Withdraw),
    };

    private static Command List(CommonOptions options)
    {
        var actor = PersonCommand.Actor();
        var all = new Option<bool>("--all") { Description = "Also those that are approved, rejected or withdrawn." };
        var list = new Command("list", "List the changes that wait.") { actor, all };
        list.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var changes = services.GetRequiredService<AccessChangeList>();
            var filter = new AccessChangeFilter(parsed.GetValue(all) ? null : AccessChangeState.Requested);
            return await PagedList.Print(
                async (number, size) => (await changes.Read(person.Value, filter, number, size, cancel))
                    .Select(list => list.Page),
                row => Console.WriteLine(
                    $"{row.Code}  {row.State,-9}  {row.Kind,-12}  {row.SignInName}  {row.Role ?? "-"}  {row.Requester}  "
                    + $"{row.Decider ?? "-"}"));
        }, stop));
        return list;
    }

    private static Command Request(CommonOptions options)
    {
        var name = PersonCommand.Name();
        var kind = new Argument<string>("change") { Description = "What is to change." };
        kind.AcceptOnlyFromAmong([.. Kinds.Keys]);
        var role = new Option<string?>("--role") { Description = "Code of the role, to grant or to end: finance_officer, cashier, …" };
        var company = new Option<string?>("--company") { Description = "Code of the company, for the role company." };
        var from = ReportCommand.Date("--from", "First day of the role (YYYY-MM-DD). Default: today.");
        var to = ReportCommand.Date("--to", "Last day of the role, included (YYYY-MM-DD).");
        var reason = new Option<string?>("--reason") { Description = "Why." };
        var actor = PersonCommand.Actor();
        var request = new Command("request", "Ask for a change.") { name, kind, role, company, from, to, reason, actor };
        request.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var asked = await services.GetRequiredService<RequestAccessChange>().Run(
                new AccessChangeRequest(
                    RequestKeys.New(), parsed.GetValue(name)!, Kinds[parsed.GetValue(kind)!], parsed.GetValue(role),
                    parsed.GetValue(company), parsed.GetValue(from), parsed.GetValue(to), null, parsed.GetValue(reason)),
                person.Value, cancel);
            if (asked.IsRefused) return asked.Refusal;
            Console.WriteLine($"{asked.Value.Code} {asked.Value.State}");
            return Result.Of(ExitCode.Done);
        }, stop));
        return request;
    }

    private static Command Step(CommonOptions options, string name, string description, AccessChangeTrigger trigger)
    {
        var codes = new Argument<string[]>("code") { Description = "Codes of the changes.", Arity = ArgumentArity.OneOrMore };
        var (actor, urls) = (PersonCommand.Actor(), AccountCommand.LinkAddress());
        var reason = new Option<string?>("--reason") { Description = "Why." };
        var step = new Command(name, description) { codes, actor, reason, urls };
        step.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var decide = services.GetRequiredService<DecideAccessChange>();
            foreach (var code in parsed.GetValue(codes)!)
            {
                var request = new AccessChangeStepRequest(RequestKeys.New(), code, trigger, null, parsed.GetValue(reason));
                var decided = await decide.Run(request, person.Value, cancel);
                if (decided.IsRefused) return decided.Refusal;
                Console.WriteLine($"{code} {decided.Value.State}");
                if (decided.Value.Link is { } link) await PersonCommand.Deliver(services, link, parsed.GetValue(urls)!, cancel);
            }

            return Result.Of(ExitCode.Done);
        }, stop));
        return step;
    }
}
