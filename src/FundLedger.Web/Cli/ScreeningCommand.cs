using System.CommandLine;
using System.Globalization;
using FundLedger.Domain;
using FundLedger.UseCases.MasterData;
using FundLedger.UseCases.Screening;
using FundLedger.UseCases.Screening.Reads;

namespace FundLedger.Web.Cli;

internal static class ScreeningCommand
{
    /// <summary>Rows read at a time.</summary>
    private const int PageSize = 500;

    public static Command Create(CommonOptions options) => new(
        "screening", "Who may give: rules, lists, and the open gifts that are found.")
    {
        List(options),
        MasterDataCommand.ImportOf(
            options, MasterDataKinds.ScreeningList, "Add and change entries of the lists from a file; open gifts are screened again."),
        Run(options),
    };

    private static Command List(CommonOptions options)
    {
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who asks.", Required = true };
        var list = new Command("list", "Print the rules in force and the open gifts that are found.") { actor };
        list.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var overview = services.GetRequiredService<ScreeningOverview>();
            var (number, left) = (1, true);
            while (left)
            {
                var read = await overview.Read(person.Value, number++, PageSize, cancel);
                if (read.IsRefused) return read.Refusal;
                if (read.Value.Open.Number == 1) PrintRules(read.Value);
                foreach (var row in read.Value.Open.Rows) Print(row);
                left = read.Value.Open.Number < read.Value.Open.Pages;
            }

            return Result.Of(ExitCode.Done);
        }, stop));
        return list;
    }

    private static Command Run(CommonOptions options)
    {
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who acts.", Required = true };
        var run = new Command("run", "Screen every open gift again; prints how many, and how many are found otherwise.") { actor };
        run.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var done = await services.GetRequiredService<RunScreening>().Run($"screening:{PublicCode.New()}", person.Value, cancel);
            if (done.IsRefused) return done.Refusal;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{done.Value.Screened} screened, {done.Value.Changed} found otherwise"));
            return Result.Of(ExitCode.Done);
        }, stop));
        return run;
    }

    private static void PrintRules(ScreeningStory story)
    {
        foreach (var rule in story.Rules)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{rule.Code}/{rule.Version}  {rule.Kind}  {rule.Outcome}  {Display.Wording.Iso(rule.ValidFrom)}  {rule.Source}"));
        }
    }

    private static void Print(OpenFinding row)
    {
        var day = Display.Wording.Iso(row.ScreenedOn);
        Console.WriteLine($"{row.Code}  {row.Outcome}  {day}  {row.Amount}  {row.Donor}  {row.Description}");
        foreach (var found in row.Findings.Select(shown => shown.Finding))
            Console.WriteLine($"    {found.RuleCode}/{found.RuleVersion}  {found.MatchedBy}  {found.Detail}");
    }
}
