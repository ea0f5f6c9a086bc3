using System.Net;
using System.Net.Sockets;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Embedded;
using FundLedger.UseCases.Access;
using FundLedger.Web.Access;

namespace FundLedger.IntegrationTests.CommandLine;

/// <summary>An office starts from an empty folder, by the command line and by the first-run page.</summary>
[RunsFirst]
public sealed class AccountProcessTests : IDisposable
{
    private const string Password = "correct horse battery";
    private static readonly string[] Tainan =
    [
        "account", "create", "TAINAN", "--name-zh", "臺南專戶", "--name-en", "Tainan account", "--administrator", "lin",
        "--administrator-name", "林管理",
    ];

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task EmptyFolder_AccountLinkServeAndSignIn_ThenPeopleByCommands()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var created = await Run(0, [.. Tainan, "--urls", address]);
        created.Should().Contain("opened: TAINAN");
        var link = created.Split('\n').Single(line => line.StartsWith(address, StringComparison.Ordinal));
        (await Run(1, "account", "create", "TAINAN", "--name-zh", "別的", "--name-en", "x", "--administrator", "lin",
            "--administrator-name", "林管理")).Should().Contain(nameof(DedicatedAccountRefusals.AccountOpenedOtherwise));
        (await Run(0, "account", "list")).Should().Contain("TAINAN  臺南專戶  Tainan account");

        using var serving = RunningCommand.Start(folder.Data, "serve", "--urls", address);
        await serving.Until(lines => lines.Contains(address));
        using var lin = new BrowserlessClient(new Uri(address));
        (await lin.Post(new Uri(link).PathAndQuery, ("New", Password), ("Repeated", Password))).Headers.Location!.OriginalString
            .Should().StartWith("/account/second-factor/set-up");
        using var again = new BrowserlessClient(new Uri(address));
        (await again.SignIn("lin", Password)).Headers.Location!.OriginalString.Should().Be("/account/start");
        (await Run(0, [.. Tainan, "--urls", address])).Trim().Should().Be("there already: TAINAN", "who has come needs no link");

        await PeopleByCommands(address);
        await serving.Kill();
    }

    [Fact]
    public async Task EmptyFolder_Serve_OpensTheFirstBooksByItsPage()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        using (var serving = RunningCommand.Start(folder.Data, "serve", "--urls", address))
        {
            await serving.Until(lines => lines.Any(line => line.Contains("/setup?token=", StringComparison.Ordinal)));
            using var lin = new BrowserlessClient(new Uri(address));
            (await lin.Post(
                "/setup", ("Code", "TAINAN"), ("NameZh", "臺南專戶"), ("NameEn", "Tainan account"), ("SignInName", "lin"),
                ("DisplayName", "林管理"), ("New", Password), ("Repeated", Password))).StatusCode.Should().Be(HttpStatusCode.Redirect);
            (await lin.Read("/account")).Should().Contain("林管理");
            await serving.Kill();
        }

        using var later = RunningCommand.Start(folder.Data, "serve", "--urls", address);
        await later.Until(lines => lines.Contains(address));
        using var visitor = new BrowserlessClient(new Uri(address));
        (await visitor.Get("/setup")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await visitor.SignIn("lin", Password)).StatusCode.Should().Be(HttpStatusCode.Redirect);
        await later.Kill();
    }

    [Fact]
    public async Task EmptyFolder_AnOfficeStartsByCommandsAlone()
    {
        var link = Link(await Run(0, Tainan));
        await using var kept = await KeptCluster.Of(folder.Data);
        (await Run(1, "person", "list", "--actor", "lin")).Should().Contain(nameof(AuthorizationRefusals.ActorInvited))
            .And.Contain("person accept");
        (await Accept(1, link, "short")).Should().Contain(nameof(AccessRefusals.PasswordTooShort));
        (await Accept(0, link, Password)).Should().Be("lin Active");
        (await Accept(1, link, Password)).Should().Contain(nameof(AccessRefusals.InvitationUsed));

        var token = Link(await Run(0, "person", "add", "wang", "--name", "王管理", "--email", "wang@example.org", "--actor", "lin"))
            .Split('=')[1];
        (await Run(1, "person", "add", "chen", "--name", "陳", "--email", "no address", "--actor", "lin")).Should()
            .Contain(nameof(PersonRefusals.PersonEmailNotUsable));
        (await Accept(0, token, Password)).Should().Be("wang Active");
        await Run(0, "access-change", "request", "wang", "grant", "--role", "administrator", "--actor", "lin");
        (await Run(0, "person", "list", "--actor", "wang")).Should().Contain("administrator");
    }

    private static string Link(string printed) =>
        printed.Split('\n').Single(line => line.Contains("/account/invitation?token=", StringComparison.Ordinal));

    private async Task<string> Accept(int exitCode, string link, string password)
    {
        using var command = await RunningCommand.RunWithLine(password, folder.Data, "person", "accept", link);
        command.ExitCode.Should().Be(exitCode, command.Everything);
        command.Everything.Should().NotContain(Password, "a password is never printed");
        return exitCode == 0 ? string.Join('\n', command.Output) : command.Everything;
    }

    private async Task PeopleByCommands(string address)
    {
        var link = (await Run(0, "person", "add", "wang", "--name", "王管理", "--actor", "lin", "--urls", address)).Trim();
        (await Run(0, "access-change", "request", "wang", "grant", "--role", "administrator", "--actor", "lin")).Should()
            .Contain("Approved", "the only administrator appoints the second one alone");
        using var wang = new BrowserlessClient(new Uri(address));
        (await wang.Post(new Uri(link).PathAndQuery, ("New", Password), ("Repeated", Password))).StatusCode
            .Should().Be(HttpStatusCode.Redirect);

        await Run(0, "person", "add", "chen", "--name", "陳出納", "--actor", "wang");
        (await Run(0, "person", "invite", "chen", "--actor", "wang", "--urls", "https://books.example.org")).Should()
            .StartWith("https://books.example.org/account/invitation?token=");
        var asked = (await Run(0, "access-change", "request", "chen", "grant", "--role", "cashier", "--to", "2030-12-31", "--actor", "lin"))
            .Split(' ')[0];
        (await Run(0, "access-change", "list", "--actor", "wang")).Should().Contain(asked).And.Contain("cashier");
        (await Run(1, "access-change", "approve", asked, "--actor", "lin")).Should().Contain(nameof(WorkflowRefusals.PersonHasOtherDuty));
        (await Run(0, "access-change", "approve", asked, "--actor", "wang")).Should().Contain($"{asked} Approved");
        (await Run(0, "person", "list", "--actor", "lin")).Should().Contain("chen").And.Contain("Invited").And.Contain("cashier 20");
        var end = (await Run(0, "access-change", "request", "chen", "end", "--role", "cashier", "--actor", "lin")).Split(' ')[0];
        await Run(0, "access-change", "reject", end, "--reason", "仍需要", "--actor", "wang");
        var other = (await Run(0, "access-change", "request", "chen", "end", "--role", "cashier", "--actor", "lin")).Split(' ')[0];
        (await Run(0, "access-change", "withdraw", other, "--actor", "lin")).Should().Contain("Withdrawn");
        (await Run(0, "person", "disable", "chen", "--actor", "wang", "--reason", "離職")).Should().Contain("chen Disabled");
        (await Run(1, "person", "disable", "chen", "--actor", "chen")).Should().Contain("NotPermitted");
        (await Run(1, "access-change", "request", "lin", "grant", "--role", "cashier", "--actor", "lin")).Should()
            .Contain(nameof(AccessChangeRefusals.AdministratorMovesNoMoney));
        (await Run(0, "access-change", "list", "--all", "--actor", "wang")).Should().Contain("Rejected").And.Contain("Withdrawn");
        await Run(0, "verify");
    }

    private async Task<string> Run(int exitCode, params string[] arguments)
    {
        using var command = await RunningCommand.Run(folder.Data, arguments);
        command.ExitCode.Should().Be(exitCode, command.Everything);
        return exitCode == 0 ? string.Join('\n', command.Output) : command.Everything;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
