using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.People;
using FundLedger.UseCases.People.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Mail;
using Spectre.Console;

namespace FundLedger.Web.Cli;

internal static class PersonCommand
{
    public static Command Create(CommonOptions options) => new("person", "People of the dedicated account.")
    {
        Add(options),
        List(options),
        Invite(options),
        Accept(options),
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
        var email = new Option<string?>("--email")
        {
            Description = "Where mail to the person goes: the link, where a mail server is configured.",
        };
        var (actor, urls) = (Actor(), AccountCommand.LinkAddress());
        var add = new Command("add", "Add a person without a role and mail or print a sign-in link.")
        {
            name, displayName, company, email, actor, urls,
        };
        add.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var added = await services.GetRequiredService<AddPerson>().Run(
                new AddPersonRequest(
                    RequestKeys.New(), parsed.GetValue(name)!, parsed.GetValue(displayName)!, parsed.GetValue(company),
                    parsed.GetValue(email)),
                person.Value, cancel);
            if (added.IsRefused) return added.Refusal;
            await Deliver(services, added.Value.Link, parsed.GetValue(urls)!, cancel);
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
            return await PagedList.Print(
                (number, size) => people.Read(person.Value, new PeopleFilter(), PeopleList.Usual, number, size, cancel),
                row => Console.WriteLine(Line(row)));
        }, stop));
        return list;
    }

    private static Command Invite(CommonOptions options)
    {
        var (name, actor, urls) = (Name(), Actor(), AccountCommand.LinkAddress());
        var invite = new Command("invite", "Mail or print a new sign-in link for a person who has not signed in.") { name, actor, urls };
        invite.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var person = await Session.Actor(services, parsed.GetValue(actor)!, cancel);
            if (person.IsRefused) return person.Refusal;
            var link = await services.GetRequiredService<InvitePerson>().Run(
                new InvitePersonRequest(RequestKeys.New(), parsed.GetValue(name)!), person.Value, cancel);
            if (link.IsRefused) return link.Refusal;
            await Deliver(services, link.Value, parsed.GetValue(urls)!, cancel);
            return Result.Of(ExitCode.Done);
        }, stop));
        return invite;
    }

    private static Command Accept(CommonOptions options)
    {
        var link = new Argument<string>("link") { Description = "The sign-in link, or its token alone." };
        var accept = new Command(
            "accept", "Take up a sign-in link with a password, read from standard input: one line.") { link };
        accept.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var token = Invitations.TokenOf(parsed.GetValue(link)!);
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            var invitation = scope.ServiceProvider.GetRequiredService<TakeUpInvitation>();
            var log = services.GetRequiredService<SecurityLog>();
            var open = await invitation.Look(token, cancel);
            var set = open.IsRefused ? open.Refusal : await invitation.Run(token, ReadPassword(), cancel);
            var name = open.IsRefused ? null : open.Value.SignInName;
            await log.RecordAs(name, set.IsRefused ? set.Refusal.Code : SecurityLog.InvitationAccepted);
            if (set.IsRefused) return set.Refusal;
            Console.WriteLine($"{name} {PersonState.Active}");
            return Result.Of(ExitCode.Done);
        }, stop));
        return accept;
    }

    /// <summary>A line of standard input; a person who types it sees nothing of it.</summary>
    private static string ReadPassword()
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine() ?? "";
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Prompt(new TextPrompt<string>("Password:").Secret(mask: null).AllowEmpty());
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

    /// <summary>Mails the link, or prints it; why it could not be mailed goes to standard error.</summary>
    internal static async Task Deliver(IServiceProvider services, IssuedLink link, string address, CancellationToken stop)
    {
        var delivered = await services.GetRequiredService<InvitationMail>().Deliver(link, address, stop);
        if (delivered.NotSent is { } notSent) CommandRun.Refuse(notSent);
        Console.WriteLine(delivered.SentTo is { } sentTo ? $"sent to: {sentTo}" : delivered.Address);
    }

    private static string Line(PersonRow row) =>
        $"{row.SignInName,-20}  {row.State,-8}  {row.DisplayName}  "
        + string.Join(", ", row.Roles.Select(role =>
            $"{role.Role} {Display.Wording.Iso(role.ValidFrom)}/{(role.ValidTo is { } to ? Display.Wording.Iso(to) : "")}"));

    internal static Argument<string> Name() => new("name") { Description = "Sign-in name of the person." };

    internal static Option<string> Actor() =>
        new("--actor") { Description = "Sign-in name of the administrator who acts.", Required = true };
}
