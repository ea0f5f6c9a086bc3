using System.Net;
using System.Text.RegularExpressions;
using FundLedger.Domain.People;
using FundLedger.Web.Access;
using NodaTime;

namespace FundLedger.IntegrationTests.Access;

public sealed partial class SecondFactorTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    private const string SetUp = "/account/second-factor/set-up";
    private readonly AccessHost host = fixture.Host;

    [Fact]
    public async Task MovingMoney_WithoutSecondFactor_LeadsToSettingItUp()
    {
        using var cashier = await host.VisitAs(await host.HirePerson(Role.Cashier));
        var sent = await cashier.Get("/probe/pay");
        sent.StatusCode.Should().Be(HttpStatusCode.Redirect);
        sent.Headers.Location!.OriginalString.Should().Be(SetUp + "?returnUrl=%2Fprobe%2Fpay");
        (await cashier.Read("/account")).Should().Contain("您的角色會動用款項");
    }

    [Fact]
    public async Task MovingMoney_WithoutTheRole_IsRefusedWhateverTheSecondFactor()
    {
        using var auditor = await host.VisitAs(await host.HirePerson(Role.Auditor));
        (await auditor.Get("/probe/pay")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await auditor.Read("/account")).Should().NotContain("您的角色會動用款項");
    }

    [Fact]
    public async Task MovingMoney_WhereTheSettingAsksNoSecondFactor_IsOpenToTheRole()
    {
        await using var demo = await AccessHost.Start(fixture.Database, new() { ["Access:RequireTotp"] = "false" });
        using var cashier = await demo.VisitAs(await demo.HirePerson(Role.Cashier));
        (await cashier.Read("/probe/pay")).Should().Be("paid");
    }

    [Fact]
    public async Task Enrolment_WithTheRightCode_OpensWhatMovesMoneyAndIsAskedAtTheNextSignIn()
    {
        var name = await host.HirePerson(Role.Cashier);
        using var visitor = await host.VisitAs(name);
        var (key, codes) = await Enrol(visitor);
        codes.Should().HaveCount(10);
        (await visitor.Read("/probe/pay")).Should().Be("paid");

        NextStep();
        using var later = host.Visit();
        var first = await later.SignIn(name, AccessHost.Password);
        first.Headers.Location!.OriginalString.Should().Be("/account/second-factor");
        (await later.Get("/account")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        var second = await later.Post("/account/second-factor", ("Code", Code(key)));
        second.Headers.Location!.OriginalString.Should().Be("/account/start");
        (await later.Read("/probe/pay")).Should().Be("paid");
        (await host.SecurityEvents(name)).Select(logged => logged.Code).Should()
            .Equal(SecurityLog.SignInSucceeded, SecurityLog.SecondFactorEnrolled, SecurityLog.SignInSucceeded);
    }

    [Fact]
    public async Task Enrolment_WithAWrongCode_ChangesNothing()
    {
        var name = await host.HirePerson(Role.Cashier);
        using var visitor = await host.VisitAs(name);
        var refused = await visitor.Post(SetUp, ("Code", "000000"));
        (await refused.Content.ReadAsStringAsync()).Should().Contain("<code>OneTimeCodeNotAccepted</code>");
        (await visitor.Get("/probe/pay")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Enrolment_EndsSessionsBegunWithoutTheCode()
    {
        var name = await host.HirePerson(Role.Cashier);
        using var elsewhere = await host.VisitAs(name);
        using var here = await host.VisitAs(name);
        await Enrol(here);
        (await elsewhere.Get("/account")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task OneTimeCode_UsedASecondTime_IsRefused()
    {
        var name = await host.HirePerson(Role.Cashier);
        using var visitor = await host.VisitAs(name);
        var (key, _) = await Enrol(visitor);
        NextStep();
        var code = Code(key);

        using var first = host.Visit();
        await first.SignIn(name, AccessHost.Password);
        (await first.Post("/account/second-factor", ("Code", code))).StatusCode.Should().Be(HttpStatusCode.Redirect);

        using var onlooker = host.Visit();
        await onlooker.SignIn(name, AccessHost.Password);
        var refused = await onlooker.Post("/account/second-factor", ("Code", code));
        (await refused.Content.ReadAsStringAsync()).Should().Contain("<code>OneTimeCodeNotAccepted</code>");
        (await host.SecurityEvents(name))[^1].Code.Should().Be(SecurityLog.SecondFactorFailed);
    }

    [Fact]
    public async Task RecoveryCode_SignsInOnce()
    {
        var name = await host.HirePerson(Role.Cashier);
        using var visitor = await host.VisitAs(name);
        var (_, codes) = await Enrol(visitor);

        const string recovery = "/account/second-factor?recovery=True";
        using var phoneLost = host.Visit();
        await phoneLost.SignIn(name, AccessHost.Password);
        (await phoneLost.Post(recovery, ("Code", codes[0]))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await phoneLost.Read("/probe/pay")).Should().Be("paid");

        using var again = host.Visit();
        await again.SignIn(name, AccessHost.Password);
        var refused = await again.Post(recovery, ("Code", codes[0]));
        (await refused.Content.ReadAsStringAsync()).Should().Contain("<code>RecoveryCodeNotAccepted</code>");
    }

    [Fact]
    public async Task Code_GuessedFiveTimes_PausesTheGuesserAndNotTheOwner()
    {
        var name = await host.HirePerson(Role.Cashier);
        using var visitor = await host.VisitAs(name);
        var (key, _) = await Enrol(visitor);
        using var guesser = host.Visit();
        await guesser.SignIn(name, AccessHost.Password);
        for (var attempt = 0; attempt < 3; attempt++) await guesser.Post(
            "/account/second-factor?recovery=True", ("Code", $"GUESS-{attempt}"));
        for (var attempt = 0; attempt < 2; attempt++) await guesser.Post("/account/second-factor", ("Code", "000000"));
        // Signing in anew with the right password gives no further guesses.
        await guesser.SignIn(name, AccessHost.Password);
        NextStep();
        (await (await guesser.Post("/account/second-factor", ("Code", Code(key)))).Content.ReadAsStringAsync()).Should()
            .Contain("<code>SignInPaused</code>");
        await visitor.PostFormOf(await visitor.Read("/account"), "/account/sign-out");
        await visitor.SignIn(name, AccessHost.Password);
        (await visitor.Post("/account/second-factor", ("Code", Code(key)))).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    /// <summary>RFC 6238, appendix B: the last six of the eight digits given there for SHA-1.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Code_OfTheStandardsTestVectors_Agrees(long seconds, string code) =>
        OneTimeCodes.Code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds / 30).Should().Be(code);

    private async Task<(string Key, IReadOnlyList<string> RecoveryCodes)> Enrol(BrowserlessClient visitor)
    {
        var page = await visitor.Read(SetUp);
        WebUtility.HtmlDecode(page).Should().Contain("data:image/svg+xml;base64,");
        var key = Key().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        var enrolled = await visitor.PostFormOf(page, SetUp, ("Code", Code(key)));
        var codes = RecoveryCode().Matches(await enrolled.Content.ReadAsStringAsync()).Select(match => match.Groups[1].Value).ToList();
        return (key, codes);
    }

    private string Code(string key) => OneTimeCodes.Code(key, host.Clock.GetCurrentInstant().ToUnixTimeSeconds() / 30);

    private void NextStep() => host.Clock.Advance(Duration.FromSeconds(30));

    [GeneratedRegex("""<code class="secret-key">([^<]+)</code>""")]
    private static partial Regex Key();

    [GeneratedRegex("<li><code>([^<]+)</code></li>")]
    private static partial Regex RecoveryCode();
}
