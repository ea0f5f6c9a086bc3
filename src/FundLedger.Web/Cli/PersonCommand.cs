using System.CommandLine;
using FundLedger.Domain;
using FundLedger.UseCases;
using FundLedger.UseCases.People;
using FundLedger.UseCases.People.Reads;
using FundLedger.Web.Access;

namespace FundLedger.Web.Cli;

internal static class PersonCommand
{
    /// <summary>Rows read at a time.</summary>
    private const int PageSize = 500;

    public static Command Create(CommonOptions options) => new("person", "People of the dedicated account.")
    {
        Add(options),
        List(options),
        Invite(options),
        Disable(options),
    };

    private static Command Add(CommonOptions options)
    {
        var name = Name();
        var displayName = new Option<string>("--name") { Description = "The person's name.", Required = true };
        var company = new Option<string?>("--company")
        {
            Description = "Code of the company the person acts for; asks for the role Company.",
        };
        var (actor, urls) = (Actor(), AccountCommand.LinkAddress());
        var add = new Command("add", "Add a person without a role and print a sign-in link.") { name, displayName, company, actor, urls };
        add.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var added = await services.GetRequiredService<AddPerson>().Run(
                new AddPersonRequest(
                    RequestKeys.New(), parsed.GetValue(name)!, parsed.GetValue(displayName)!, parsed.GetValue(company)),
                person.Value, cancel);
            if (added.IsRefused) return added.Refusal;
            Console.WriteLine(Invitations.Link(parsed.GetValue(urls)!, added.Value.Token));
            if (added.Value.AccessChange is { } change) Console.WriteLine($"requested: {change}");
            return Result.Of(ExitCode.Done);
        }, stop));
        return add;
    }

    private static Command List(CommonOptions options)
    {
        var actor = Actor();
        var list = new Command("list", "List the people with their state and roles.") { actor };
        list.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var people = services.GetRequiredService<PeopleList>();
            var (number, left) = (1, true);
            while (left)
            {
                var read = await people.Read(person.Value, new PeopleFilter(), PeopleList.Usual, number++, PageSize, cancel);
                if (read.IsRefused) return read.Refusal;
                foreach (var row in read.Value.Rows) Console.WriteLine(Line(row));
                left = read.Value.Number < read.Value.Pages;
            }

            return Result.Of(ExitCode.Done);
        }, stop));
        return list;
    }

    private static Command Invite(CommonOptions options)
    {
        var (name, actor, urls) = (Name(), Actor(), AccountCommand.LinkAddress());
        var invite = new Command("invite", "Print a new sign-in link for a person who has not signed in.") { name, actor, urls };
        invite.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var token = await services.GetRequiredService<InvitePerson>().Run(
                new InvitePersonRequest(RequestKeys.New(), parsed.GetValue(name)!), person.Value, cancel);
            if (token.IsRefused) return token.Refusal;
            Console.WriteLine(Invitations.Link(parsed.GetValue(urls)!, token.Value));
            return Result.Of(ExitCode.Done);
        }, stop));
        return invite;
    }

    private static Command Disable(CommonOptions options)
    {
        var (name, actor) = (Name(), Actor());
        var reason = new Option<string?>("--reason") { Description = "Why." };
        var disable = new Command("disable", "Let a person sign in no more, at once.") { name, actor, reason };
        disable.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var disabled = await services.GetRequiredService<DisablePerson>().Run(
                new DisablePersonRequest(RequestKeys.New(), parsed.GetValue(name)!, parsed.GetValue(reason)), person.Value, cancel);
            if (disabled.IsRefused) return disabled.Refusal;
            Console.WriteLine($"{parsed.GetValue(name)} {disabled.Value}");
            return Result.Of(ExitCode.Done);
        }, stop));
        return disable;
    }

    private static string Line(PersonRow row) =>
        $"{row.SignInName,-20}  {row.State,-8}  {row.DisplayName}  "
        + string.Join(", ", row.Roles.Select(role =>
            $"{role.Role} {Display.Wording.Iso(role.ValidFrom)}/{(role.ValidTo is { } to ? Display.Wording.Iso(to) : "")}"));

    internal static Argument<string> Name() => new("name") { Description = "Sign-in name of the person." };

    internal static Option<string> Actor() =>
        new("--actor") { Description = "Sign-in name of the administrator who acts.", Required = true };
}
