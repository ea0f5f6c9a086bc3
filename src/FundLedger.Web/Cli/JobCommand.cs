using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Web.Jobs;

namespace FundLedger.Web.Cli;

internal static class JobCommand
{
    public static Command Create(CommonOptions options)
    {
        var list = new Command("list", "List the scheduled jobs.");
        list.SetAction(_ =>
        {
            foreach (var job in Schedule.Jobs) Console.WriteLine($"{job.Name,-24} {job.Cron,-18} {job.Description}");
        });

        var name = new Argument<string>("name") { Description = "Name of the job." };
        name.AcceptOnlyFromAmong(Schedule.Jobs.Select(job => job.Name).ToArray());
        var run = new Command("run", "Run one job now.") { name };
        run.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var job = Schedule.Jobs.Single(found => found.Name == parsed.GetValue(name));
            Console.WriteLine(await job.Run(services, cancel));
            return Result.Of(ExitCode.Done);
        }, stop));
        return new Command("job", "Scheduled jobs.") { list, run };
    }
}
