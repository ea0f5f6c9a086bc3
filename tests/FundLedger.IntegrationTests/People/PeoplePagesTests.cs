using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Pages;
using FundLedger.UseCases;
using FundLedger.Web.Access;
using FundLedger.Web.Books;
using FundLedger.Web.Cli;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.IntegrationTests.People;

/// <summary>An office at its pages: links, people, changes by two, and who sees nothing of it.</summary>
public sealed partial class PeoplePagesTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private Office office = null!;
    private TestDatabase database = null!;
    private WebApplication app = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        (await DatabaseSetup.Migrate(database.Connections, new Progress<string>(), default)).Should().BeNull();
        office = await Office.Open(database);
        app = await Serve(requireTotp: false);
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await office.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task AddPerson_ShowsALinkOnceThatSetsThePasswordAndSignsIn()
    {
        using var administrator = await SignedIn(office.Administrator);
        var added = await administrator.Post(
            "/people/new", ("RequestKey", RequestKeys.New()), ("SignInName", "newcomer"), ("DisplayName", "新人"), ("Company", ""));
        var link = LinkOn(await added.Content.ReadAsStringAsync());
        (await administrator.Read("/people/newcomer")).Should().Contain("已邀請").And.NotContain("invitation?token=");
        (await administrator.Read("/administration")).Should().Contain("新人", "who has not come yet waits there");

        using var newcomer = Visit();
        (await HtmlPage.Read(await newcomer.Get(link))).Messages.Should().BeEmpty();
        var set = await newcomer.Post(link, ("New", Password), ("Repeated", Password));
        set.Headers.Location!.OriginalString.Should().Be("/account/start");
        (await newcomer.Read("/account")).Should().Contain("新人");

        using var late = Visit();
        (await late.Read(link)).Should().Contain("<code>InvitationUsed</code>");
        (await Text(await late.PostFormOf(await late.Read("/account/sign-in"), link, ("New", Password), ("Repeated", Password))))
            .Should().Contain("<code>InvitationUsed</code>");
        (await late.SignIn("newcomer", Password)).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Invitation_WithPasswordsThatDifferOrNone_StaysOpen()
    {
        var added = (await office.Add("newcomer")).Value;
        var link = $"{Invitations.Path}?token={added.Token}";
        using var newcomer = Visit();
        (await Text(await newcomer.Post(link, ("New", Password), ("Repeated", "another long one")))).Should()
            .Contain("<code>PasswordsDiffer</code>");
        (await HtmlPage.Read(await newcomer.Post(link, ("New", ""), ("Repeated", "")))).Messages.Should().NotBeEmpty();
        (await newcomer.Post(link, ("New", Password), ("Repeated", Password))).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Role_AskedForOnAPersonsPage_IsApprovedOnTheChangesPageByTheOther()
    {
        var second = await office.HireSecondAdministrator();
        var auditor = await office.Hire("auditor");
        using var first = await SignedIn(office.Administrator);
        var asked = await Press(first, $"/people/{auditor}", "Request", ("kind", "GrantRole"), ("role", "auditor"), ("reason", "查核"));
        var address = asked.Headers.Location!.OriginalString.Split('?')[0];
        (await first.Read(address)).Should().NotContain("data-step=\"Approve\"", "who asks does not approve");
        (await first.Read("/access-changes?mine=true")).Should().NotContain(address);

        using var other = await SignedIn(second);
        (await other.Read("/administration")).Should().Contain(address);
        (await other.Read("/access-changes?state=Requested&kind=GrantRole")).Should().Contain(address);
        var approved = await other.Post(
            address, ("trigger", "Approve"), ("key", RequestKeys.New()), ("revision", "1"), ("reason", ""));
        approved.Headers.Location!.OriginalString.Should().Contain("done=Approve");
        (await other.Read(approved.Headers.Location!.OriginalString)).Should().Contain("查核").And.Contain("已核可");
        (await other.Read("/people?role=auditor&format=csv")).Should().Contain($"{auditor},").And.Contain("auditor,2026-07-01");
        using var reader = await SignedIn(auditor);
        (await reader.Get("/people")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await reader.Get("/people/new")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await Press(reader, $"/people/{auditor}", "Request", ("kind", "GrantRole"), ("role", "cashier"))).StatusCode
            .Should().Be(HttpStatusCode.Forbidden);
        (await Press(reader, $"/people/{second}", "Disable")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await Press(reader, $"/people/{second}", "Invite")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Approval_OfOnesOwnRequestOrWithoutAReasonToReject_SaysWhy()
    {
        var second = await office.HireSecondAdministrator();
        var auditor = await office.Hire("auditor");
        var code = (await office.Request(auditor, AccessChangeKind.GrantRole, Role.Auditor)).Value.Code;
        using var first = await SignedIn(office.Administrator);
        (await Text(await first.Post(
            $"/access-changes/{code}", ("trigger", "Approve"), ("key", RequestKeys.New()), ("revision", "1")))).Should()
            .Contain("<code>PersonHasOtherDuty</code>");
        using var other = await SignedIn(second);
        (await Text(await other.Post(
            $"/access-changes/{code}", ("trigger", "Reject"), ("key", RequestKeys.New()), ("revision", "1")))).Should()
            .Contain("<code>ReasonMissing</code>");
        (await Text(await Press(other, $"/people/{second}", "Request", ("kind", "GrantRole"), ("role", "cashier")))).Should()
            .Contain("<code>AdministratorMovesNoMoney</code>");
    }

    [Fact]
    public async Task Disable_EndsEverySessionAtOnceAndThePasswordOpensNothing()
    {
        await office.HireSecondAdministrator();
        var somebody = await office.Hire("somebody");
        using var there = await SignedIn(somebody);
        (await there.Get("/account")).StatusCode.Should().Be(HttpStatusCode.OK);
        using var administrator = await SignedIn(office.Administrator);
        (await Press(administrator, $"/people/{somebody}", "Disable", ("reason", "離職"))).StatusCode
            .Should().Be(HttpStatusCode.Redirect);

        (await there.Get("/account")).Headers.Location!.ToString().Should().Contain("/account/sign-in");
        using var again = Visit();
        (await Text(await again.SignIn(somebody, Password))).Should().Contain("<code>SignInNotRecognised</code>");
        (await Text(await Press(administrator, $"/people/{somebody}", "Disable"))).Should().Contain("<code>PersonDisabled</code>");
    }

    [Fact]
    public async Task LinkOfADisabledPerson_SaysSo()
    {
        var added = (await office.Add("newcomer")).Value;
        (await office.Disable("newcomer")).Refusal.Should().BeNull();
        using var newcomer = Visit();
        (await newcomer.Read($"{Invitations.Path}?token={added.Token}")).Should().Contain("<code>PersonDisabled</code>");
        (await newcomer.Read($"{Invitations.Path}?token=nonsense")).Should().Contain("<code>InvitationUnknown</code>");
        (await newcomer.Read(Invitations.Path)).Should().Contain("<code>InvitationUnknown</code>");
    }

    [Fact]
    public async Task Reset_WhenApproved_ShowsTheApproverALinkAndEndsTheSessions()
    {
        var second = await office.HireSecondAdministrator();
        var lost = await office.Hire("lost");
        using var there = await SignedIn(lost);
        using var first = await SignedIn(office.Administrator);
        var asked = await Press(first, $"/people/{lost}", "Request", ("kind", "ResetSignIn"));
        var address = asked.Headers.Location!.OriginalString.Split('?')[0];
        using var other = await SignedIn(second);
        var approved = await Text(await other.Post(
            address, ("trigger", "Approve"), ("key", RequestKeys.New()), ("revision", "1")));

        (await there.Get("/account")).StatusCode.Should().Be(HttpStatusCode.Redirect, "the session has ended");
        using var visitor = Visit();
        (await Text(await visitor.SignIn(lost, Password))).Should().Contain("<code>SignInNotRecognised</code>");
        (await visitor.Post(LinkOn(approved), ("New", "quite another password"), ("Repeated", "quite another password"))).StatusCode
            .Should().Be(HttpStatusCode.Redirect);
        (await Text(await Press(first, $"/people/{lost}", "Invite"))).Should().Contain("<code>PersonHasSignedIn</code>");
    }

    [Fact]
    public async Task InviteAgain_ShowsANewLink()
    {
        var added = (await office.Add("newcomer")).Value;
        using var administrator = await SignedIn(office.Administrator);
        var link = LinkOn(await Text(await Press(administrator, "/people/newcomer", "Invite")));
        link.Should().NotContain(added.Token);
        using var newcomer = Visit();
        (await newcomer.Read($"{Invitations.Path}?token={added.Token}")).Should().Contain("<code>InvitationReplaced</code>");
        (await newcomer.Get(link)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Administrator_StartsAtTheAdministrationAndSeesNoAmounts()
    {
        using var administrator = await SignedIn(office.Administrator);
        (await administrator.Get("/account/start")).Headers.Location!.OriginalString.Should().Be("/administration");
        var page = await administrator.Read("/administration");
        page.Should().Contain("只有一位管理員能決定");
        foreach (var amounts in new[] { "/", "/funds", "/journal", "/contributions", "/disbursements", "/bank", "/reports/trial-balance" })
            (await administrator.Get(amounts)).StatusCode.Should().Be(HttpStatusCode.Forbidden, "of {0}", amounts);
    }

    [Fact]
    public async Task Link_WhereASecondFactorIsObligatory_LeadsAnAdministratorThereAndAnAuditorOn()
    {
        var second = await office.HireSecondAdministrator();
        await office.Change(second, AccessChangeKind.GrantRole, Role.Auditor, await Third(second));
        await using var strict = await Serve(requireTotp: true);
        var administrator = (await office.Add("administrator")).Value;
        var auditor = (await office.Add("auditor")).Value;
        await office.Change("administrator", AccessChangeKind.GrantRole, Role.Administrator, second);
        await office.Change("auditor", AccessChangeKind.GrantRole, Role.Auditor, second);

        (await TakeUp(strict, administrator.Token)).Should().Be("/account/second-factor/set-up?returnUrl=%2Faccount%2Fstart");
        (await TakeUp(strict, auditor.Token)).Should().Be("/account/start");
    }

    [Fact]
    public async Task Invitation_TriedAgainAndAgain_IsLimitedLikeSigningIn()
    {
        await using var strict = await Serve(requireTotp: false, attempts: 3);
        using var guesser = new BrowserlessClient(new Uri(strict.Urls.Single()));
        var statuses = new List<HttpStatusCode>();
        for (var time = 0; time < 4; time++)
        {
            statuses.Add((await guesser.PostFormOf(
                await guesser.Read("/account/sign-in"), $"{Invitations.Path}?token={new string('0', 64)}", ("New", Password))).StatusCode);
        }

        statuses.Should().Equal(HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests);
    }

    private static async Task<string> TakeUp(WebApplication application, string token)
    {
        using var visitor = new BrowserlessClient(new Uri(application.Urls.Single()));
        var set = await visitor.Post($"{Invitations.Path}?token={token}", ("New", Password), ("Repeated", Password));
        return set.Headers.Location!.OriginalString;
    }

    /// <summary>A third administrator, who may approve what is about the second.</summary>
    private async Task<string> Third(string second)
    {
        var third = await office.Hire("third");
        await office.Change(third, AccessChangeKind.GrantRole, Role.Administrator, second);
        return third;
    }

    private async Task<WebApplication> Serve(bool requireTotp, int attempts = 10_000)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Access:SignInAttemptsPerMinute"] = attempts.ToString(CultureInfo.InvariantCulture),
            ["Access:RequireTotp"] = requireTotp ? "true" : "false",
        }).Build();
        var served = WebHost.Build(
            database.Connections, settings, office.Account, "http://127.0.0.1:0", demo: false,
            services => services.AddSingleton<NodaTime.IClock>(office.Clock));
        await served.StartAsync();
        return served;
    }

    private BrowserlessClient Visit() => new(new Uri(app.Urls.Single()));

    private async Task<BrowserlessClient> SignedIn(string name)
    {
        var visitor = Visit();
        (await visitor.SignIn(name, Password)).StatusCode.Should().Be(HttpStatusCode.Redirect, "{0} signs in", name);
        return visitor;
    }

    /// <summary>A button of a page, with the key of its form.</summary>
    private static async Task<HttpResponseMessage> Press(
        BrowserlessClient visitor, string page, string handler, params (string Name, string Value)[] fields) =>
        await visitor.PostFormOf(await visitor.Read(page), $"{page}?handler={handler}", [.. fields, ("key", RequestKeys.New())]);

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    private static string LinkOn(string page) => new Uri(Link().Match(page).Value).PathAndQuery;

    [GeneratedRegex("http://[^\"]+/account/invitation\\?token=[0-9a-f]{64}")]
    private static partial Regex Link();
}
