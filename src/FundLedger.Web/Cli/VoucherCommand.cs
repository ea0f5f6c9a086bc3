using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.Vouchers;
using FundLedger.UseCases;
using FundLedger.UseCases.Vouchers;
using FundLedger.UseCases.Vouchers.Reads;

namespace FundLedger.Web.Cli;

internal static class VoucherCommand
{
    public static Command Create(CommonOptions options) => new("voucher", "Manual vouchers that wait for a second person.")
    {
        List(options),
        Step(options, "approve", "Approve vouchers, which books them.", ManualVoucherTrigger.Approve),
        Step(options, "reject", "Reject vouchers, with a reason.", ManualVoucherTrigger.Reject),
        Step(options, "withdraw", "Take vouchers back from the queue.", ManualVoucherTrigger.Withdraw),
    };

    private static Command List(CommonOptions options)
    {
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who asks.", Required = true };
        var all = new Option<bool>("--all") { Description = "Also those that are booked, rejected or withdrawn." };
        var list = new Command("list", "List the vouchers that wait.") { actor, all };
        list.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var vouchers = services.GetRequiredService<ManualVoucherList>();
            var filter = new ManualVoucherFilter(parsed.GetValue(all) ? null : ManualVoucherState.Submitted);
            return await PagedList.Print(
                async (number, size) => (await vouchers.Read(person.Value, filter, ManualVoucherList.Usual, number, size, cancel))
                    .Select(list => list.Page),
                row => Console.WriteLine(
                    $"{row.Code}  {row.State,-9}  {Display.Wording.Iso(row.BookingDate)}  {row.Amount,15}  {row.Preparer}  "
                    + $"{row.Entry?.ToString() ?? "-"}  {row.Description}"));
        }, stop));
        return list;
    }

    private static Command Step(CommonOptions options, string name, string description, ManualVoucherTrigger trigger)
    {
        var codes = new Argument<string[]>("code") { Description = "Codes of the vouchers.", Arity = ArgumentArity.OneOrMore };
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who acts.", Required = true };
        var reason = new Option<string?>("--reason") { Description = "Why." };
        var step = new Command(name, description) { codes, actor, reason };
        step.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var decide = services.GetRequiredService<DecideManualVoucher>();
            foreach (var code in parsed.GetValue(codes)!)
            {
                var request = new ManualVoucherStepRequest(RequestKeys.New(), code, trigger, null, parsed.GetValue(reason));
                var decided = await decide.Run(request, person.Value, cancel);
                if (decided.IsRefused) return decided.Refusal;
                Console.WriteLine(decided.Value.Entry ?? $"{code} {decided.Value.State}");
            }

            return Result.Of(ExitCode.Done);
        }, stop));
        return step;
    }
}
