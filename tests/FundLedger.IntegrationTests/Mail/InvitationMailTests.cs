using System.Net;
using System.Text.RegularExpressions;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.People;
using FundLedger.UseCases;
using FundLedger.UseCases.People;
using FundLedger.Web.Access;
using FundLedger.Web.Books;
using FundLedger.Web.Cli;
using FundLedger.Web.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FundLedger.IntegrationTests.Mail;

/// <summary>Links go to the people they are for; where mail fails, who made them hands them over.</summary>
public sealed partial class InvitationMailTests : IAsyncLifetime
{
    private readonly CollectedLog log = CollectedLog.OfEverything();
    private readonly MailServer server = MailServer.StartAskingForAPassword();
    private Office office = null!;
    private TestDatabase database = null!;
    private WebApplication app = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        (await DatabaseSetup.Migrate(database.Connections, new Progress<string>(), default)).Should().BeNull();
        office = await Office.Open(database);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(server.Settings).AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Mail:User"] = MailServer.User,
                ["Mail:Password"] = MailServer.Password,
                ["Access:RequireTotp"] = "false",
                ["Access:SignInAttemptsPerMinute"] = "10000",
            }).Build();
        app = WebHost.Build(
            database.Connections, settings, office.Account, "http://127.0.0.1:0", demo: false,
            services => services.AddSingleton<NodaTime.IClock>(office.Clock).AddSingleton<ILoggerProvider>(log)
                .PostConfigure<LoggerFilterOptions>(filter =>
                {
                    filter.Rules.Clear();
                    filter.MinLevel = LogLevel.Trace;
                }));
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await office.DisposeAsync();
        await database.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task AddPerson_WithAnAddress_MailsTheLinkInBothLanguagesAndShowsItToNobody()
    {
        using var administrator = await SignedIn(office.Administrator);

        var page = await Add(administrator, "newcomer", "newcomer@example.org");

        page.Should().Contain("newcomer@example.org").And.NotContain("invitation?token=");
        var letter = server.Letters.Should().ContainSingle().Subject;
        letter.To.Mailboxes.Should().ContainSingle().Which.Address.Should().Be("newcomer@example.org");
        letter.Subject.Should().Contain("測試專戶").And.Contain("Test account");
        letter.TextBody.Should().Contain("新人，您好").And.Contain("Dear 新人").And.Contain("newcomer");
        using var newcomer = Visit();
        (await newcomer.Post(LinkIn(letter.TextBody!), ("New", Office.Password), ("Repeated", Office.Password))).StatusCode
            .Should().Be(HttpStatusCode.Redirect);
        (await office.Access("newcomer")).State.Should().Be(PersonState.Active);
        (await administrator.Read("/people/newcomer")).Should().Contain("newcomer@example.org");
    }

    [Fact]
    public async Task AddPerson_WhereTheServerDoesNotTakeIt_SaysWhyShowsTheLinkAndLogsNoSecret()
    {
        server.Refusal = "550 5.1.1 no such mailbox";
        using var administrator = await SignedIn(office.Administrator);

        var page = await Add(administrator, "newcomer", "gone@example.org");

        page.Should().Contain($"<code>{nameof(MailRefusals.MailRefusedByServer)}</code>").And.Contain("no such mailbox");
        using var newcomer = Visit();
        var link = LinkIn(page);
        (await newcomer.Get(link)).StatusCode.Should().Be(HttpStatusCode.OK);
        log.Lines.Should().NotBeEmpty().And.NotContain(line => line.Contains(MailServer.Password));
    }

    [Fact]
    public async Task AddPerson_WithoutAnAddress_ShowsTheLink()
    {
        using var administrator = await SignedIn(office.Administrator);
        (await Add(administrator, "newcomer", "")).Should().Contain("invitation?token=");
        server.Letters.Should().BeEmpty();
    }

    [Fact]
    public async Task Address_GivenOnThePersonsPage_GetsTheNextLink()
    {
        using var administrator = await SignedIn(office.Administrator);
        await Add(administrator, "newcomer", "");
        (await Press(administrator, "newcomer", "Email", ("email", " chen@example.org "))).StatusCode.Should().Be(HttpStatusCode.Redirect);

        var invited = await Text(await Press(administrator, "newcomer", "Invite"));

        invited.Should().Contain("chen@example.org").And.NotContain("invitation?token=");
        server.Letters.Should().ContainSingle();
        (await Press(administrator, "newcomer", "Email", ("email", ""))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await administrator.Read("/people/newcomer")).Should().NotContain("chen@example.org");
        (await database.FailedChecks(office.Account.Id)).Should().BeEmpty("an address that changes is a record that changes");
    }

    [Fact]
    public async Task Address_ThatIsNone_IsRefusedAndStaysTyped()
    {
        using var administrator = await SignedIn(office.Administrator);
        (await Add(administrator, "newcomer", "no address")).Should().Contain("<code>PersonEmailNotUsable</code>");
        await Add(administrator, "newcomer", "");
        (await Text(await Press(administrator, "newcomer", "Email", ("email", "a@b.example, c@d.example")))).Should()
            .Contain($"<code>{nameof(PersonRefusals.PersonEmailNotUsable)}</code>").And.Contain("a@b.example, c@d.example");
        using var stranger = await SignedIn(await Auditor());
        (await Press(stranger, "newcomer", "Email", ("email", "a@b.example"))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await stranger.Read($"/people/{office.Administrator}")).Should().NotContain("type=\"email\"");
    }

    [Fact]
    public async Task Address_OfAPersonAnotherAccountBroughtIn_IsThatAccountsToChange()
    {
        await using var other = await Office.Open(database, await office.Hire("shared"));
        var changed = await other.Get<ChangePersonEmail>().Run(
            new ChangePersonEmailRequest(Books.Unique("key"), other.Administrator, "a@b.example"),
            await other.Actor(other.Administrator), default);
        changed.RefusalCode().Should().Be(nameof(PersonRefusals.PersonOfAnotherAccount));
        (await other.Get<ChangePersonEmail>().Run(
            new ChangePersonEmailRequest(Books.Unique("key"), "nobody", null), await other.Actor(other.Administrator), default))
            .RefusalCode().Should().Be(nameof(PersonRefusals.PersonNotFound));
    }

    [Fact]
    public async Task Reset_OfASignIn_ShowsTheAddressToWhoApprovesAndMailsTheLinkThere()
    {
        var second = await office.HireSecondAdministrator();
        var name = await office.Hire("lost");
        using var first = await SignedIn(office.Administrator);
        await Press(first, name, "Email", ("email", "lost@example.org"));
        var code = (await office.Request(name, AccessChangeKind.ResetSignIn)).Value.Code;
        using var approver = await SignedIn(second);
        (await approver.Read($"/access-changes/{code}")).Should().Contain("lost@example.org");

        var approved = await Text(await approver.Post(
            $"/access-changes/{code}", ("trigger", "Approve"), ("key", RequestKeys.New()), ("revision", "1")));

        approved.Should().Contain("lost@example.org").And.NotContain("invitation?token=");
        (await office.TakeUp(Token(server.Letters.Should().ContainSingle().Subject.TextBody!))).Refusal.Should().BeNull();
    }

    private async Task<string> Auditor()
    {
        var second = await office.HireSecondAdministrator();
        var name = await office.Hire("auditor");
        await office.Change(name, AccessChangeKind.GrantRole, Role.Auditor, second);
        return name;
    }

    private static async Task<string> Add(BrowserlessClient administrator, string name, string email) => await Text(
        await administrator.Post(
            "/people/new", ("RequestKey", RequestKeys.New()), ("SignInName", name), ("DisplayName", "新人"), ("Email", email),
            ("Company", "")));

    private static async Task<HttpResponseMessage> Press(
        BrowserlessClient visitor, string person, string handler, params (string Name, string Value)[] fields) =>
        await visitor.PostFormOf(
            await visitor.Read($"/people/{person}"), $"/people/{person}?handler={handler}", [.. fields, ("key", RequestKeys.New())]);

    private BrowserlessClient Visit() => new(new Uri(app.Urls.Single()));

    private async Task<BrowserlessClient> SignedIn(string name)
    {
        var visitor = Visit();
        (await visitor.SignIn(name, Office.Password)).StatusCode.Should().Be(HttpStatusCode.Redirect, "{0} signs in", name);
        return visitor;
    }

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    private static string LinkIn(string text) => $"{Invitations.Path}?token={Token(text)}";

    private static string Token(string text) => Link().Match(text).Groups[1].Value;

    [GeneratedRegex("/account/invitation\\?token=([0-9a-f]{64})")]
    private static partial Regex Link();
}
