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
        using var cashier = await host.VisitAsync(await host.HirePersonAsync(Role.Cashier));
        var sent = await cashier.GetAsync("/probe/pay");
        sent.StatusCode.Should().Be(HttpStatusCode.Redirect);
        sent.Headers.Location!.OriginalString.Should().Be(SetUp + "?returnUrl=%2Fprobe%2Fpay");
        (await cashier.ReadAsync("/account")).Should().Contain("您的角色會動用款項");
    }

    [Fact]
    public async Task MovingMoney_WithoutTheRole_IsRefusedWhateverTheSecondFactor()
    {
        using var auditor = await host.VisitAsync(await host.HirePersonAsync(Role.Auditor));
        (await auditor.GetAsync("/probe/pay")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await auditor.ReadAsync("/account")).Should().NotContain("您的角色會動用款項");
    }

    [Fact]
    public async Task MovingMoney_WhereTheSettingAsksNoSecondFactor_IsOpenToTheRole()
    {
        await using var demo = await AccessHost.StartAsync(fixture.Database, new() { ["Access:RequireTotp"] = "false" });
        using var cashier = await demo.VisitAsync(await demo.HirePersonAsync(Role.Cashier));
        (await cashier.ReadAsync("/probe/pay")).Should().Be("paid");
    }

    [Fact]
    public async Task Enrolment_WithTheRightCode_OpensWhatMovesMoneyAndIsAskedAtTheNextSignIn()
    {
        var name = await host.HirePersonAsync(Role.Cashier);
        using var visitor = await host.VisitAsync(name);
        var (key, codes) = await EnrolAsync(visitor);
        codes.Should().HaveCount(10);
        (await visitor.ReadAsync("/probe/pay")).Should().Be("paid");

        NextStep();
        using var later = host.Visit();
        var first = await later.SignInAsync(name, AccessHost.Password);
        first.Headers.Location!.OriginalString.Should().Be("/account/second-factor");
        (await later.GetAsync("/account")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        var second = await later.PostAsync("/account/second-factor", ("Code", Code(key)));
        second.Headers.Location!.OriginalString.Should().Be("/account/start");
        (await later.ReadAsync("/probe/pay")).Should().Be("paid");
        (await host.SecurityEventsAsync(name)).Select(logged => logged.Code).Should()
            .Equal(SecurityLog.SignInSucceeded, SecurityLog.SecondFactorEnrolled, SecurityLog.SignInSucceeded);
    }

    [Fact]
    public async Task Enrolment_WithAWrongCode_ChangesNothing()
    {
        var name = await host.HirePersonAsync(Role.Cashier);
        using var visitor = await host.VisitAsync(name);
        var refused = await visitor.PostAsync(SetUp, ("Code", "000000"));
        (await refused.Content.ReadAsStringAsync()).Should().Contain("<code>OneTimeCodeNotAccepted</code>");
        (await visitor.GetAsync("/probe/pay")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Enrolment_EndsSessionsBegunWithoutTheCode()
    {
        var name = await host.HirePersonAsync(Role.Cashier);
        using var elsewhere = await host.VisitAsync(name);
        using var here = await host.VisitAsync(name);
        await EnrolAsync(here);
        (await elsewhere.GetAsync("/account")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task OneTimeCode_UsedASecondTime_IsRefused()
    {
        var name = await host.HirePersonAsync(Role.Cashier);
        using var visitor = await host.VisitAsync(name);
        var (key, _) = await EnrolAsync(visitor);
        NextStep();
        var code = Code(key);

        using var first = host.Visit();
        await first.SignInAsync(name, AccessHost.Password);
        (await first.PostAsync("/account/second-factor", ("Code", code))).StatusCode.Should().Be(HttpStatusCode.Redirect);

        using var onlooker = host.Visit();
        await onlooker.SignInAsync(name, AccessHost.Password);
        var refused = await onlooker.PostAsync("/account/second-factor", ("Code", code));
        (await refused.Content.ReadAsStringAsync()).Should().Contain("<code>OneTimeCodeNotAccepted</code>");
        (await host.SecurityEventsAsync(name))[^1].Code.Should().Be(SecurityLog.SecondFactorFailed);
    }

    [Fact]
    public async Task RecoveryCode_SignsInOnce()
    {
        var name = await host.HirePersonAsync(Role.Cashier);
        using var visitor = await host.VisitAsync(name);
        var (_, codes) = await EnrolAsync(visitor);

        const string recovery = "/account/second-factor?recovery=True";
        using var phoneLost = host.Visit();
        await phoneLost.SignInAsync(name, AccessHost.Password);
        (await phoneLost.PostAsync(recovery, ("Code", codes[0]))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await phoneLost.ReadAsync("/probe/pay")).Should().Be("paid");

        using var again = host.Visit();
        await again.SignInAsync(name, AccessHost.Password);
        var refused = await again.PostAsync(recovery, ("Code", codes[0]));
        (await refused.Content.ReadAsStringAsync()).Should().Contain("<code>RecoveryCodeNotAccepted</code>");
    }

    [Fact]
    public async Task RecoveryCode_GuessedFiveTimes_PausesTheName()
    {
        var name = await host.HirePersonAsync(Role.Cashier);
        using var visitor = await host.VisitAsync(name);
        await EnrolAsync(visitor);
        using var guesser = host.Visit();
        await guesser.SignInAsync(name, AccessHost.Password);
        for (var attempt = 0; attempt < 5; attempt++) await guesser.PostAsync(
            "/account/second-factor?recovery=True", ("Code", $"GUESS-{attempt}"));
        using var owner = host.Visit();
        (await (await owner.SignInAsync(name, AccessHost.Password)).Content.ReadAsStringAsync()).Should()
            .Contain("<code>SignInPaused</code>");
    }

    /// <summary>RFC 6238, appendix B: the last six of the eight digits given there for SHA-1.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Code_OfTheStandardsTestVectors_Agrees(long seconds, string code) =>
        OneTimeCodes.Code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds / 30).Should().Be(code);

    private async Task<(string Key, IReadOnlyList<string> RecoveryCodes)> EnrolAsync(BrowserlessClient visitor)
    {
        var page = await visitor.ReadAsync(SetUp);
        WebUtility.HtmlDecode(page).Should().Contain("data:image/svg+xml;base64,");
        var key = Key().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        var enrolled = await visitor.PostFormOfAsync(page, SetUp, ("Code", Code(key)));
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
