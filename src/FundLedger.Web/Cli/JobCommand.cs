using System.CommandLine;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Jobs;
using FundLedger.UseCases;
using FundLedger.UseCases.Jobs;

namespace FundLedger.Web.Cli;

internal static class JobCommand
{
    public static Command Create(CommonOptions options)
    {
        var list = new Command("list", "List the scheduled jobs.");
        list.SetAction(_ =>
        {
            foreach (var job in Features.Jobs)
                Console.WriteLine($"{job.Name,-24} {job.Cron,-18} {CommandRun.Say(words => words.Term(job.Description))}");
        });

        var name = new Argument<string>("name") { Description = "Name of the job." };
        name.AcceptOnlyFromAmong(Features.Jobs.Select(job => job.Name).ToArray());
        var actor = new Option<string>("--actor")
        {
            Description = "Sign-in name of the person who runs it.",
            DefaultValueFactory = _ => AccountSetup.SchedulerName,
        };
        var run = new Command("run", "Run one job here and now, unless it is running somewhere.") { name, actor };
        run.SetAction((parsed, stop) => CommandRun.WithBooks(
            parsed, options, (services, cancel) => Run(services, parsed.GetValue(name)!, parsed.GetValue(actor)!, cancel), stop));
        return new Command("job", "Scheduled jobs.") { list, run };
    }

    private static async Task<Result<int>> Run(IServiceProvider services, string name, string actor, CancellationToken stop)
    {
        var person = await Session.Actor(services, actor, stop);
        if (person.IsRefused) return person.Refusal;
        var job = Features.Jobs.Single(job => job.Name == name);
        var ran = await services.GetRequiredService<RunJob>().Run(job, JobStart.ByHand(person.Value), person.Value, stop);
        if (ran.IsRefused) return ran.Refusal;
        var sentence = CommandRun.Say(words => words.JobMessage(ran.Value.Message));
        if (ran.Value.Outcome == JobRunOutcome.Succeeded)
        {
            Console.WriteLine(sentence);
            return Result.Of(ExitCode.Done);
        }

        await Console.Error.WriteLineAsync($"{ran.Value.Message.Code}: {sentence}");
        return Result.Of(ExitCode.Refused);
    }
}
