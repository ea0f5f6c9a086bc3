using System.CommandLine;
using System.Globalization;
using FundLedger.Domain;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Donations;
using FundLedger.UseCases.Donations.Reads;
using FundLedger.Web.Display;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Web.Cli;

internal static class DonationCommand
{
    private static readonly Dictionary<string, DonationTrigger> Steps = new(StringComparer.Ordinal)
    {
        ["accept"] = DonationTrigger.Accept,
        ["clear"] = DonationTrigger.Clear,
        ["decline"] = DonationTrigger.Decline,
        ["withdraw"] = DonationTrigger.Withdraw,
        ["retract"] = DonationTrigger.Retract,
    };

    public static Command Create(CommonOptions options) => new("donation", "What donors intend to give, from the intent to the money.")
    {
        List(options),
        Intend(options),
        Step(options),
    };

    private static Command List(CommonOptions options)
    {
        var actor = Actor();
        var mine = new Option<bool>("--mine") { Description = "Only those that wait for the person." };
        var list = new Command("list", "List the donations the person may see.") { actor, mine };
        list.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var donations = services.GetRequiredService<DonationList>();
            var review = VisibleDonations.SeesReview(person.Value);
            return await PagedList.Print(
                async (number, size) => (await donations.Read(
                        person.Value, new DonationFilter(Mine: parsed.GetValue(mine)), number, size, cancel))
                    .Select(list => list.Page),
                row =>
                {
                    var state = row.UnderReview && !review ? "UnderReview" : row.State.ToString();
                    Console.WriteLine(
                        $"{row.Code}  {Wording.Iso(row.IntendedOn)}  {state,-15}  {row.Amount,15}  {row.Donor}  {row.Purpose}");
                });
        }, stop));
        return list;
    }

    private static Command Intend(CommonOptions options)
    {
        var donor = new Option<string?>("--donor") { Description = "Code of the legal donor; a company's person leaves it out." };
        var credited = new Option<string?>("--credited") { Description = "Code of who is credited, where that is another one." };
        var amount = new Option<string>("--amount") { Description = "Amount in major units.", Required = true };
        var instalments = new Option<string[]>("--instalment")
        {
            Description = "Due date (YYYY-MM-DD); DATE=AMOUNT, once for each, where there are several.",
            Required = true,
        };
        var funds = new Option<string[]>("--fund")
        {
            Description = "Code of the fund; FUND=AMOUNT or FUND=33.33%, once for each, where several share it.",
            Required = true,
        };
        var purpose = new Option<string>("--purpose") { Description = "What it is for.", Required = true };
        var conditions = new Option<string?>("--conditions") { Description = "What the donor asks for." };
        var currency = new Option<string?>("--currency") { Description = "The foreign currency it comes in (ISO 4217)." };
        var anonymous = new Option<bool>("--anonymous") { Description = "The donor is not named to the public." };
        var (actor, dryRun) = (Actor(), new Option<bool>("--dry-run") { Description = "Run the same path and roll back." });
        var intend = new Command("intend", "Record what a donor intends to give; prints the code and how it was screened.")
        {
            donor, credited, amount, instalments, funds, purpose, conditions, currency, anonymous, actor, dryRun,
        };
        intend.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var money = Money.Parse(parsed.GetValue(amount), services.GetRequiredService<ServedAccount>().Currency);
            if (money.IsRefused) return money.Refusal;
            var dates = Instalments(parsed.GetValue(instalments)!, money.Value);
            if (dates.IsRefused) return dates.Refusal;
            var parts = Designations(parsed.GetValue(funds)!, money.Value.Currency);
            if (parts.IsRefused) return parts.Refusal;
            var request = new DonationRequest(
                RequestKeys.New(), parsed.GetValue(donor), money.Value, dates.Value, parts.Value, parsed.GetValue(purpose)!)
            {
                Credited = parsed.GetValue(credited),
                Conditions = parsed.GetValue(conditions),
                ForeignCurrency = parsed.GetValue(currency),
                Publicity = parsed.GetValue(anonymous) ? DonorPublicity.Anonymous
                    : parsed.GetValue(credited) is null ? DonorPublicity.LegalDonor : DonorPublicity.CreditedDonor,
                DryRun = parsed.GetValue(dryRun),
            };
            var done = await services.GetRequiredService<IntendDonation>().Run(request, person.Value, cancel);
            if (done.IsRefused) return done.Refusal;
            Console.WriteLine($"{(request.DryRun ? "(dry run)" : done.Value.PublicCode)} {done.Value.State}");
            return Result.Of(ExitCode.Done);
        }, stop));
        return intend;
    }

    private static Command Step(CommonOptions options)
    {
        var code = new Argument<string>("code") { Description = "Code of the donation." };
        var step = new Argument<string>("step") { Description = "What is done." };
        step.AcceptOnlyFromAmong([.. Steps.Keys]);
        var reason = new Option<string?>("--reason") { Description = "Why; needed by all but an acceptance." };
        var actor = Actor();
        var command = new Command(
            "step", "Take a step; prints the state, and after an acceptance what the donor quotes for each instalment.")
        {
            code, step, reason, actor,
        };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var request = new DonationStepRequest(
                RequestKeys.New(), parsed.GetValue(code)!, Steps[parsed.GetValue(step)!], null, parsed.GetValue(reason));
            var done = await services.GetRequiredService<AdvanceDonation>().Run(request, person.Value, cancel);
            if (done.IsRefused) return done.Refusal;
            Console.WriteLine($"{request.PublicCode} {done.Value.State}");
            foreach (var reference in done.Value.References) Console.WriteLine(reference);
            return Result.Of(ExitCode.Done);
        }, stop));
        return command;
    }

    /// <summary>One date without an amount takes the whole.</summary>
    private static Result<IReadOnlyList<IntendedInstalment>> Instalments(string[] typed, Money whole)
    {
        var read = new List<IntendedInstalment>();
        foreach (var text in typed)
        {
            var (day, amount) = text.Split('=', 2) is [var first, var second] ? (first, second) : (text, typed.Length == 1 ? null : "");
            var date = LocalDatePattern.Iso.Parse(day);
            if (!date.Success) return DisplayRefusals.DateNotReadable(day);
            var money = amount is null ? whole : Money.Parse(amount, whole.Currency);
            if (money.IsRefused) return money.Refusal;
            read.Add(new IntendedInstalment(date.Value, money.Value.MinorUnits));
        }

        return read;
    }

    private static Result<IReadOnlyList<IntendedDesignation>> Designations(string[] typed, Currency currency)
    {
        var read = new List<IntendedDesignation>();
        foreach (var text in typed)
        {
            var (fund, share) = text.Split('=', 2) is [var name, var value] ? (name, value) : (text, null);
            if (share is null)
            {
                read.Add(new IntendedDesignation(fund));
            }
            else if (share.EndsWith('%'))
            {
                var percent = decimal.TryParse(
                    share[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var typedPercent) ? typedPercent : 0;
                read.Add(new IntendedDesignation(fund, BasisPoints: (int)Math.Min(percent * 100, DonationTerms.Whole)));
            }
            else
            {
                var money = Money.Parse(share, currency);
                if (money.IsRefused) return money.Refusal;
                read.Add(new IntendedDesignation(fund, money.Value.MinorUnits));
            }
        }

        return read;
    }

    private static Option<string> Actor() =>
        new("--actor") { Description = "Sign-in name of the person who does it.", Required = true };
}
