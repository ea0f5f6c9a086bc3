using System.CommandLine;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Access;
using FundLedger.Web.Books;

namespace FundLedger.Web.Cli;

internal static class AccountCommand
{
    public static Command Create(CommonOptions options) => new("account", "Dedicated accounts of the database.")
    {
        Open(options),
        List(options),
    };

    private static Command Open(CommonOptions options)
    {
        var code = new Argument<string>("code") { Description = "Code of the new account: capital letters, digits, hyphens." };
        var nameZh = new Option<string>("--name-zh") { Description = "Name in Chinese.", Required = true };
        var nameEn = new Option<string>("--name-en") { Description = "Name in English.", Required = true };
        var administrator = new Option<string>("--administrator")
        {
            Description = "Sign-in name of the first administrator.",
            Required = true,
        };
        var name = new Option<string>("--administrator-name") { Description = "The administrator's name.", Required = true };
        var urls = LinkAddress();
        var command = new Command(
            "create", "Migrate, open the books of a dedicated account, and print a sign-in link for its first administrator.")
        {
            code, nameZh, nameEn, administrator, name, urls,
        };
        command.SetAction((parsed, stop) => CommandRun.With(parsed, options, (session, cancel) => Open(
            session,
            new AccountOpening(
                parsed.GetValue(code)!, parsed.GetValue(nameZh)!.Trim().Normalize(), parsed.GetValue(nameEn)!.Trim().Normalize(),
                Currency.Twd, parsed.GetValue(administrator)!, parsed.GetValue(name)!.Trim().Normalize()),
            parsed.GetValue(urls)!, cancel), stop));
        return command;
    }

    private static async Task<Result<int>> Open(Session session, AccountOpening opening, string address, CancellationToken stop)
    {
        if (await DatabaseSetup.Migrate(session.Connections, Session.Progress, stop) is { } refusal) return refusal;
        Result<OpenedAccount> opened;
        await using (var without = session.ServicesFor(null)) opened = await without.GetRequiredService<AccountSetup>().Open(opening, stop);
        if (opened.IsRefused) return opened.Refusal;
        var account = opened.Value;
        Console.WriteLine(account.New ? $"opened: {opening.Code}" : $"there already: {opening.Code}");
        var books = new ServedAccount(account.Id, opening.Code, opening.NameZh, opening.NameEn, opening.Currency);
        await using var services = session.ServicesFor(books);
        var person = await services.GetRequiredService<PeopleDirectory>().FindPerson(account.AdministratorId, stop)
            ?? throw new InvalidOperationException("The administrator was just made.");
        // Asked again before the link was used, it gives another one: the first may be lost.
        if (person.State == PersonState.Invited) await WriteLink(services, account.AdministratorId, address, stop);
        return Result.Of(ExitCode.Done);
    }

    private static Command List(CommonOptions options)
    {
        var list = new Command("list", "List the dedicated accounts.");
        list.SetAction((parsed, stop) => CommandRun.With(parsed, options, async (session, cancel) =>
        {
            var accounts = await DatabaseSetup.Accounts(session.Connections, cancel);
            if (accounts.IsRefused) return accounts.Refusal;
            foreach (var account in accounts.Value) Console.WriteLine($"{account.Code}  {account.NameZh}  {account.NameEn}");
            return Result.Of(ExitCode.Done);
        }, stop));
        return list;
    }

    /// <summary>Where links lead.</summary>
    public static Option<string> LinkAddress() => new("--urls")
    {
        Description = "Address at which the pages are served, for the printed link.",
        DefaultValueFactory = _ => ServeCommand.DefaultAddress,
    };

    /// <summary>Makes a link and prints it.</summary>
    private static async Task WriteLink(IServiceProvider services, long personId, string address, CancellationToken stop)
    {
        var link = await services.GetRequiredService<IssueInvitation>()(personId, stop);
        Console.WriteLine(Invitations.Link(address, link.Token));
    }
}
