using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;

namespace FundLedger.Web.Cli;

internal static class ContributionCommand
{
    public static Command Create(CommonOptions options)
    {
        var contribution = new Argument<string>("contribution") { Description = "Code of the gift." };
        var lot = new Option<long>("--lot") { Description = "Its lot the money is taken from (see report lot-trace).", Required = true };
        var to = new Option<string>("--to") { Description = "Code of the fund it goes to; of the same source.", Required = true };
        var amount = new Option<string>("--amount") { Description = "Amount in major units.", Required = true };
        var consent = new Option<string>("--consent") { Description = "The donor's consent: letter, number, who signed.", Required = true };
        var consentedOn = ReportCommand.Date("--consented-on", "The date of the consent (YYYY-MM-DD).");
        consentedOn.Required = true;
        var actor = new Option<string>("--actor") { Description = "Sign-in name of the person who does it.", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Run the same path and roll back." };
        var redesignate = new Command(
            "redesignate", "Move part of a gift to another designation, with the donor's consent; a child lot opens there.")
        {
            contribution, lot, to, amount, consent, consentedOn, actor, dryRun,
        };
        redesignate.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var money = Money.Parse(parsed.GetValue(amount), services.GetRequiredService<ServedAccount>().Currency);
            if (money.IsRefused) return money.Refusal;
            var request = new RedesignationRequest(
                $"cli-{PublicCode.New()}", parsed.GetValue(contribution)!, parsed.GetValue(lot), parsed.GetValue(to)!, money.Value,
                parsed.GetValue(consent)!, parsed.GetValue(consentedOn)!.Value);
            var posted = await services.GetRequiredService<RedesignateGift>().Run(request, person.Value, parsed.GetValue(dryRun), cancel);
            if (posted.IsRefused) return posted.Refusal;
            Console.WriteLine(posted.Value + (parsed.GetValue(dryRun) ? " (dry run)" : ""));
            return Result.Of(ExitCode.Done);
        }, stop));
        return new Command("contribution", "Contributions.") { redesignate };
    }
}
