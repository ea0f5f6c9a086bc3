using System.Net;
using FundLedger.Domain.People;
using FundLedger.Web.Access;

namespace FundLedger.IntegrationTests.Access;

public sealed class SignInTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    private readonly AccessHost host = fixture.Host;

    [Fact]
    public async Task SignIn_WithRightPassword_OpensTheFirstPageOpenToTheRole()
    {
        (await StartOf(Role.FinanceOfficer)).Should().Be("/");
        (await StartOf(Role.Company)).Should().Be("/contributions");
    }

    [Fact]
    public async Task SignIn_AskedForByAPage_ReturnsToIt()
    {
        using var visitor = host.Visit();
        var asked = await visitor.Get("/probe/journal?year=2026");
        asked.StatusCode.Should().Be(HttpStatusCode.Redirect);
        asked.Headers.Location!.OriginalString.Should().Be("/account/sign-in?returnUrl=%2Fprobe%2Fjournal%3Fyear%3D2026");

        var name = await host.HirePerson(Role.Auditor);
        var signedIn = await visitor.SignIn(name, AccessHost.Password, asked.Headers.Location.OriginalString);
        signedIn.Headers.Location!.OriginalString.Should().Be("/probe/journal?year=2026");
        (await visitor.Read("/probe/journal")).Should().Be("journal");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    public async Task SignIn_WithAForeignReturnAddress_StaysOnThisSite(string returnUrl)
    {
        using var visitor = host.Visit();
        var name = await host.HirePerson(Role.Auditor);
        var signedIn = await visitor.SignIn(
            name, AccessHost.Password, "/account/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl));
        signedIn.Headers.Location!.OriginalString.Should().Be("/account/start");
    }

    [Fact]
    public async Task SignIn_WithWrongPasswordOrUnknownName_IsRefusedInTheSameWords()
    {
        var name = await host.HirePerson(Role.Auditor);
        using var visitor = host.Visit();
        var wrong = await (await visitor.SignIn(name, "not the password")).Content.ReadAsStringAsync();
        var unknown = await (await visitor.SignIn("nobody-" + name, "not the password")).Content.ReadAsStringAsync();
        wrong.Should().Contain("role=\"alert\"").And.Contain("<code>SignInNotRecognised</code>");
        unknown.Should().Contain("<code>SignInNotRecognised</code>");
        (await host.SecurityEvents(name)).Should().ContainSingle().Which.Should().Match<FundLedger.Data.Access.SecurityEvent>(
            logged => logged.Code == SecurityLog.SignInFailed && logged.Address == "127.0.0.1");
        (await host.SecurityEvents("nobody-" + name)).Should().ContainSingle();
    }

    [Fact]
    public async Task SignIn_WithoutFormToken_IsRefusedWithAPage()
    {
        var name = await host.HirePerson(Role.Auditor);
        using var visitor = host.Visit();
        var refused = await visitor.PostWithoutToken("/account/sign-in", ("Name", name), ("Password", AccessHost.Password));
        refused.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).Should().Contain("無法處理這個請求");
        visitor.Cookies.GetCookies(host.Address).Should().NotContain(cookie => cookie.Name == "fundledger");
    }

    [Fact]
    public async Task SignIn_WithEmptyFields_NamesThem()
    {
        using var visitor = host.Visit();
        var page = await (await visitor.SignIn("", "")).Content.ReadAsStringAsync();
        page.Should().Contain("此欄必填。").And.Contain("input-validation-error");
    }

    [Fact]
    public async Task Session_IsHeldInACookieScriptsCannotRead()
    {
        using var visitor = host.Visit();
        var signedIn = await visitor.SignIn(await host.HirePerson(Role.Auditor), AccessHost.Password);
        signedIn.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("fundledger=", StringComparison.Ordinal))
            .Should().ContainEquivalentOf("httponly").And.ContainEquivalentOf("samesite=lax");
    }

    [Fact]
    public async Task SignOut_ByPost_EndsTheSessionAndIsLogged()
    {
        var name = await host.HirePerson(Role.Auditor);
        using var visitor = await host.VisitAs(name);
        (await visitor.Get("/account/sign-out")).Headers.Location!.OriginalString.Should().Be("/account");
        (await visitor.Get("/account")).StatusCode.Should().Be(HttpStatusCode.OK);

        var signedOut = await visitor.PostFormOf(await visitor.Read("/account"), "/account/sign-out");
        signedOut.Headers.Location!.OriginalString.Should().Be("/account/sign-in?signedOut=True");
        (await visitor.Get("/account")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await host.SecurityEvents(name)).Select(logged => logged.Code).Should()
            .Equal(SecurityLog.SignInSucceeded, SecurityLog.SignedOut);
    }

    [Fact]
    public async Task Session_WhoseRoleEnded_LosesItsPages()
    {
        var name = await host.HirePerson(Role.Auditor);
        using var visitor = await host.VisitAs(name);
        (await visitor.Get("/probe/journal")).StatusCode.Should().Be(HttpStatusCode.OK);

        var person = host.PersonOf(name);
        host.People[person] = host.People[person] with { Roles = [] };
        (await visitor.Get("/probe/journal")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Session_OfAPersonTheLedgerForgot_HoldsNoPolicy()
    {
        var name = await host.HirePerson(Role.Auditor);
        using var visitor = await host.VisitAs(name);
        host.People.Remove(host.PersonOf(name));
        (await visitor.Get("/probe/journal")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Session_BegunOnOneNode_HoldsOnAnother()
    {
        var name = await host.HirePerson(Role.Auditor);
        using var visitor = await host.VisitAs(name);
        await using var other = await AccessHost.Start(fixture.Database, sharing: host);
        using var elsewhere = new BrowserlessClient(other.Address, visitor.Cookies);
        (await elsewhere.Read("/probe/journal")).Should().Be("journal");
    }

    [Fact]
    public async Task ChangePassword_EndsOtherSessionsAndKeepsThisOne()
    {
        var name = await host.HirePerson(Role.Auditor);
        using var here = await host.VisitAs(name);
        using var elsewhere = await host.VisitAs(name);
        var changed = await here.Post(
            "/account/password", ("Current", AccessHost.Password), ("New", "a new sentence, long"), ("Repeated", "a new sentence, long"));
        changed.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await here.Get("/account")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await elsewhere.Get("/account")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("wrong", "a new sentence, long", "a new sentence, long", "PasswordNotRecognised")]
    [InlineData(AccessHost.Password, "short", "short", "PasswordTooShort")]
    [InlineData(AccessHost.Password, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "PasswordTooUniform")]
    [InlineData(AccessHost.Password, "a new sentence, long", "another sentence, long", "PasswordsDiffer")]
    public async Task ChangePassword_AgainstTheRules_IsRefused(string current, string wanted, string repeated, string code)
    {
        var name = await host.HirePerson(Role.Auditor);
        using var visitor = await host.VisitAs(name);
        var refused = await visitor.Post("/account/password", ("Current", current), ("New", wanted), ("Repeated", repeated));
        (await refused.Content.ReadAsStringAsync()).Should().Contain($"<code>{code}</code>");
        (await host.SecurityEvents(name)).Select(logged => logged.Code).Should().Equal(SecurityLog.SignInSucceeded, code);
    }

    [Fact]
    public async Task ChangePassword_ToOneHoldingTheSignInName_IsRefused()
    {
        var name = await host.HirePerson(Role.Auditor);
        using var visitor = await host.VisitAs(name);
        var wanted = "my " + name.ToUpperInvariant() + " 2026";
        var refused = await visitor.Post("/account/password", ("Current", AccessHost.Password), ("New", wanted), ("Repeated", wanted));
        (await refused.Content.ReadAsStringAsync()).Should().Contain("<code>PasswordContainsName</code>");
    }

    [Fact]
    public async Task CreateSignIn_ForATakenName_IsRefused()
    {
        var name = await host.HirePerson(Role.Auditor);
        var refused = await host.Ask(
            services => ((CreateSignIn)services.GetService(typeof(CreateSignIn))!).Run(name, 77, AccessHost.Password));
        refused.Refusal!.Code.Should().Be("SignInNameTaken");
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("王大明")]
    [InlineData("")]
    public async Task CreateSignIn_WithCharactersThatANameDoesNotHave_IsRefused(string name)
    {
        var refused = await host.Ask(
            services => ((CreateSignIn)services.GetService(typeof(CreateSignIn))!).Run(name, 78, AccessHost.Password));
        refused.RefusalCode().Should().Be(nameof(AccessRefusals.SignInNameNotUsable));
    }

    private async Task<string> StartOf(Role role)
    {
        using var visitor = await host.VisitAs(await host.HirePerson(role));
        return (await visitor.Get("/account/start")).Headers.Location!.OriginalString;
    }
}
