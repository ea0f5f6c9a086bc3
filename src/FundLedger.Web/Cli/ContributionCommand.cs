using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Contributions.Reads;
using NodaTime;

namespace FundLedger.Web.Cli;

internal static class ContributionCommand
{
    private static readonly Dictionary<string, ContributionKind> Kinds =
        Enum.GetValues<ContributionKind>().Where(kind => kind != ContributionKind.Allocation)
            .ToDictionary(kind => kind.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public static Command Create(CommonOptions options) => new("contribution", "Contributions.")
    {
        Book(options),
        List(options),
        Redesignate(options),
        ContributionImportCommand.Import(options),
        ContributionImportCommand.Template(),
        RefundCommand.Refund(options),
        RefundCommand.Decide(options),
    };

    private static Command Book(CommonOptions options)
    {
        var kind = new Argument<string>("kind") { Description = "What comes in (an allocation: see draw-down)." };
        kind.AcceptOnlyFromAmong([.. Kinds.Keys]);
        var payer = new Option<string>("--payer") { Description = "Code of the payer (see master-data list party).", Required = true };
        var amount = new Option<string>("--amount") { Description = "Amount in major units.", Required = true };
        var funds = Funds();
        var description = new Option<string>("--description") { Description = "What it is for.", Required = true };
        var date = ReportCommand.Date("--date", "The date of the promise or letter (YYYY-MM-DD); today without it.");
        var (actor, dryRun) = (Actor(), DryRun());
        var book = new Command("book", "Book a contribution; prints its code and the reference its payer has to quote.")
        {
            kind, payer, amount, funds, description, date, actor, dryRun,
        };
        book.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var currency = services.GetRequiredService<ServedAccount>().Currency;
            var money = Money.Parse(parsed.GetValue(amount), currency);
            if (money.IsRefused) return money.Refusal;
            var parts = Parts(parsed.GetValue(funds)!, money.Value);
            if (parts.IsRefused) return parts.Refusal;
            var party = await services.GetRequiredService<ContributionChoices>().PayerId(
                person.Value, parsed.GetValue(payer)!, cancel);
            if (party.IsRefused) return party.Refusal;
            var request = new ContributionRequest(
                RequestKeys.New(), Kinds[parsed.GetValue(kind)!], party.Value, money.Value, parts.Value,
                parsed.GetValue(date) ?? services.GetRequiredService<IClock>().Today(), parsed.GetValue(description)!,
                parsed.GetValue(dryRun));
            var booked = await services.GetRequiredService<BookContribution>().Run(request, person.Value, cancel);
            if (booked.IsRefused) return booked.Refusal;
            Console.WriteLine(parsed.GetValue(dryRun)
                ? "(dry run)"
                : $"{booked.Value.PublicCode} {booked.Value.PaymentReference} {booked.Value.VirtualAccountNumber}".TrimEnd());
            return Result.Of(ExitCode.Done);
        }, stop));
        return book;
    }

    /// <summary>One fund without an amount takes the whole; parts that do not add up are refused by the use case.</summary>
    internal static Result<IReadOnlyList<ContributionPart>> Parts(string[] typed, Money whole)
    {
        if (typed is [var only] && !only.Contains('=', StringComparison.Ordinal))
            return new[] { new ContributionPart(only, whole.MinorUnits) };
        var parts = new List<ContributionPart>();
        foreach (var text in typed)
        {
            var (fund, amount) = text.Split('=', 2) is [var name, var value] ? (name, value) : (text, "");
            var money = Money.Parse(amount, whole.Currency);
            if (money.IsRefused) return money.Refusal;
            parts.Add(new ContributionPart(fund, money.Value.MinorUnits));
        }

        return parts;
    }

    private static Command List(CommonOptions options)
    {
        var text = new Option<string?>("--text") { Description = "Part of the payer, the description or the reference." };
        var actor = Actor();
        var list = new Command("list", "List the contributions the person may see: a company's person those of the company.")
        {
            text, actor,
        };
        list.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var contributions = services.GetRequiredService<ContributionList>();
            var filter = new ContributionFilter(null, null, null, null, null, null, null, parsed.GetValue(text));
            return await PagedList.Print(
                async (number, size) => (await contributions.Read(person.Value, filter, ContributionList.Usual, number, size, cancel))
                    .Select(list => list.Page),
                row => Console.WriteLine($"{row.Code}  {Display.Wording.Iso(row.PledgedOn)}  {row.State,-10}  {row.Amount,15}  "
                    + $"{row.PaymentReference}  {row.Funds}  {row.Payer}"));
        }, stop));
        return list;
    }

    internal static Option<string[]> Funds() => new("--fund")
    {
        Description = "Code of the fund; FUND=AMOUNT, once for each, where several share it.",
        Required = true,
    };

    internal static Option<string> Actor() =>
        new("--actor") { Description = "Sign-in name of the person who does it.", Required = true };

    internal static Option<bool> DryRun() => new("--dry-run") { Description = "Run the same path and roll back." };

    private static Command Redesignate(CommonOptions options)
    {
        var contribution = new Argument<string>("contribution") { Description = "Code of the gift." };
        var lot = new Option<long>("--lot") { Description = "Its lot the money is taken from (see report lot-trace).", Required = true };
        var to = new Option<string>("--to") { Description = "Code of the fund it goes to; of the same source.", Required = true };
        var amount = new Option<string>("--amount") { Description = "Amount in major units.", Required = true };
        var consent = new Option<string>("--consent") { Description = "The donor's consent: letter, number, who signed.", Required = true };
        var consentedOn = ReportCommand.Date("--consented-on", "The date of the consent (YYYY-MM-DD).");
        consentedOn.Required = true;
        var (actor, dryRun) = (Actor(), DryRun());
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
        return redesignate;
    }
}
