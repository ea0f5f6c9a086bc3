using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.Payees;
using FundLedger.UseCases;
using FundLedger.UseCases.Payees;
using FundLedger.UseCases.Payees.Reads;

namespace FundLedger.Web.Cli;

internal static class PayeeCommand
{
    public static Command Create(CommonOptions options) => new("payee", "Payees' bank accounts, which two people give them.")
    {
        List(options),
        Change(options),
        Step(options, "confirm", "Confirm new accounts.", PayeeAccountChangeTrigger.Confirm),
        Step(options, "reject", "Reject new accounts, with a reason.", PayeeAccountChangeTrigger.Reject),
        Step(options, "withdraw", "Take new accounts back from the queue.", PayeeAccountChangeTrigger.Withdraw),
    };

    private static Command List(CommonOptions options)
    {
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who asks.", Required = true };
        var pending = new Option<bool>("--pending") { Description = "Only those with a change that waits." };
        var text = new Option<string?>("--text") { Description = "Part of the name, the code, or the unified business number." };
        var list = new Command("list", "List the payees with the account each has.") { actor, pending, text };
        list.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var payees = services.GetRequiredService<PayeeList>();
            return await PagedList.Print(
                async (number, size) => (await payees.Read(
                        person.Value, parsed.GetValue(text), parsed.GetValue(pending), number, size, cancel))
                    .Select(list => list.Page),
                row => Console.WriteLine($"{row.Code}  {row.BankCode ?? "-",-7}  {row.AccountNumber ?? "-",-16}  "
                    + $"{(row.UsableFrom is { } day ? Display.Wording.Iso(day) : "-"),-10}  {(row.Pending ? "pending" : "-"),-7}  "
                    + row.Name));
        }, stop));
        return list;
    }

    private static Command Change(CommonOptions options)
    {
        var code = new Argument<string>("code") { Description = "Code of the payee." };
        var bank = new Option<string>("--bank-code") { Description = "Bank and branch, seven digits.", Required = true };
        var number = new Option<string>("--account-number") { Description = "At most sixteen digits.", Required = true };
        var holder = new Option<string>("--holder") { Description = "In whose name it is.", Required = true };
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who submits it.", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Run the same path and roll back." };
        var change = new Command("change", "Submit a payee's new account for a second person to confirm; prints the change's code.")
        {
            code, bank, number, holder, actor, dryRun,
        };
        change.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var request = new PayeeAccountRequest(
                RequestKeys.New(), parsed.GetValue(code)!, parsed.GetValue(bank)!, parsed.GetValue(number)!, parsed.GetValue(holder)!,
                parsed.GetValue(dryRun));
            var done = await services.GetRequiredService<ChangePayeeAccount>().Run(request, person.Value, cancel);
            if (done.IsRefused) return done.Refusal;
            Console.WriteLine(parsed.GetValue(dryRun) ? "(dry run)" : done.Value);
            return Result.Of(ExitCode.Done);
        }, stop));
        return change;
    }

    private static Command Step(CommonOptions options, string name, string description, PayeeAccountChangeTrigger trigger)
    {
        var codes = new Argument<string[]>("code") { Description = "Codes of the changes.", Arity = ArgumentArity.OneOrMore };
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who acts.", Required = true };
        var reason = new Option<string?>("--reason") { Description = "Why." };
        var step = new Command(name, description) { codes, actor, reason };
        step.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var decide = services.GetRequiredService<DecidePayeeAccountChange>();
            foreach (var code in parsed.GetValue(codes)!)
            {
                var request = new PayeeAccountStepRequest(RequestKeys.New(), code, trigger, null, parsed.GetValue(reason));
                var decided = await decide.Run(request, person.Value, cancel);
                if (decided.IsRefused) return decided.Refusal;
                Console.WriteLine($"{code} {decided.Value.State}"
                    + (decided.Value.UsableFrom is { } day ? $" usable from {Display.Wording.Iso(day)}" : ""));
            }

            return Result.Of(ExitCode.Done);
        }, stop));
        return step;
    }
}
