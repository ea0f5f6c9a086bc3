using System.CommandLine;
using FundLedger.Data.Reading;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Periods;
using FundLedger.UseCases.Periods.Reads;
using NodaTime;

namespace FundLedger.Web.Cli;

internal static class PeriodCommand
{
    public static Command Create(CommonOptions options)
    {
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who does it.", Required = true };
        return new Command("period", "Accounting periods (會計期間): months, 13 adjustments, 14 closing entries.")
        {
            List(options),
            Move(options, actor, "soft-close", PeriodMove.SoftClose, "Take only corrections from now on."),
            Move(options, actor, "close", PeriodMove.Close, "Take nothing any more; months close in order."),
            Move(options, actor, "reopen", PeriodMove.Reopen, "One step back: closed to soft-closed, soft-closed to open."),
            CloseYear(options, actor),
        };
    }

    private static Argument<int> YearArgument() => new("year") { Description = "Fiscal year, e.g. 2026." };

    private static Command List(CommonOptions options)
    {
        var year = new Argument<int?>("year") { Description = "Fiscal year. Default: this one.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("list", "Show where the periods of a year stand.") { year };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var today = services.GetRequiredService<IClock>().Today();
            await using var db = await services.GetRequiredService<BooksReader>().Snapshot(cancel);
            var list = await PeriodsOfYear.Read(
                db, services.GetRequiredService<ServedAccount>(), parsed.GetValue(year) ?? today.Year, today, cancel);
            foreach (var row in list.Rows)
                Console.WriteLine($"{list.FiscalYear}/{row.Period,-2}  {Code(row.State),-11}  {row.Turnover,20}");
            return Result.Of(ExitCode.Done);
        }, stop));
        return command;
    }

    private static Command Move(CommonOptions options, Option<string> actor, string name, PeriodMove move, string description)
    {
        var year = YearArgument();
        var periods = new Argument<int[]>("period")
        {
            Description =
            "Months, or 13 for year-end adjustments; the first refusal ends the run.",
            Arity = ArgumentArity.OneOrMore
        };
        var reason = new Option<string?>("--reason") { Description = "Why; needed to reopen." };
        var command = new Command(name, description) { year, periods, actor, reason };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var useCase = services.GetRequiredService<MovePeriod>();
            Refusal? notSealed = null;
            foreach (var period in parsed.GetValue(periods)!)
            {
                var request = new PeriodMoveRequest(
                    $"cli-{PublicCode.New()}", parsed.GetValue(year), period, move, parsed.GetValue(reason));
                var moved = await useCase.Run(request, person.Value, cancel);
                if (moved.IsRefused) return moved.Refusal;
                Console.WriteLine($"{request.FiscalYear}/{request.Period}  {Code(moved.Value.State)}");
                notSealed = moved.Value.NotSealed;
            }

            if (notSealed is not null) WarnNotSealed(notSealed);
            return Result.Of(ExitCode.Done);
        }, stop));
        return command;
    }

    private static Command CloseYear(CommonOptions options, Option<string> actor)
    {
        var year = YearArgument();
        var dryRun = new Option<bool>("--dry-run") { Description = "Show the closing entries and roll back." };
        var command = new Command("close-year",
            "Close a year (結帳): revenue and expense of each fund to its net assets. It is not reopened.") { year, actor, dryRun };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var closed = await services.GetRequiredService<CloseYear>().Run(
                new YearClosingRequest($"cli-{PublicCode.New()}", parsed.GetValue(year)), person.Value, parsed.GetValue(dryRun), cancel);
            if (closed.IsRefused) return closed.Refusal;
            Print(closed.Value.Year, services.GetRequiredService<ServedAccount>().Currency);
            if (closed.Value.NotSealed is { } notSealed) WarnNotSealed(notSealed);
            return Result.Of(ExitCode.Done);
        }, stop));
        return command;
    }

    private static void Print(ClosedYear year, Currency currency)
    {
        foreach (var entry in year.Entries)
        {
            foreach (var line in entry.Lines)
                Console.WriteLine($"{entry.Reference,-12}  {entry.Fund,-24}  {line.Account,-8}  {new Money(line.Amount, currency),20}");
        }
    }

    /// <summary>The period is closed all the same; the nightly job seals what this could not.</summary>
    private static void WarnNotSealed(Refusal refusal)
    {
        Console.Error.Write("No checkpoint was signed. ");
        CommandRun.Refuse(refusal);
    }

    private static string Code(PeriodState state) => state switch
    {
        PeriodState.Open => "open",
        PeriodState.SoftClosed => "soft-closed",
        PeriodState.Closed => "closed",
        _ => throw new InvalidOperationException($"Unknown state {state}."),
    };
}
