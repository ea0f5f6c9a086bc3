using System.Net;
using System.Text.RegularExpressions;
using FundLedger.Domain.People;

namespace FundLedger.IntegrationTests.Access;

public sealed partial class ShellTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    private readonly AccessHost host = fixture.Host;

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/site.css")]
    [InlineData("/probe/failure")]
    [InlineData("/account")]
    public async Task EveryAnswer_CarriesTheSecurityHeaders(string path)
    {
        using var visitor = host.Visit();
        var headers = (await visitor.Get(path)).Headers;
        headers.GetValues("Content-Security-Policy").Single().Should()
            .Contain("default-src 'self'").And.Contain("frame-ancestors 'none'").And.NotContain("unsafe").And.NotContain("http:");
        headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        headers.GetValues("Referrer-Policy").Should().Equal("same-origin");
        headers.GetValues("Cross-Origin-Opener-Policy").Should().Equal("same-origin");
        headers.Contains("Permissions-Policy").Should().BeTrue();
        headers.Contains("Server").Should().BeFalse();
    }

    [Fact]
    public async Task StyleSheetAndScripts_NamedByAPage_AreServedToAnybody()
    {
        using var visitor = host.Visit();
        var files = File().Matches(await visitor.Read("/account/sign-in")).Select(match => match.Groups[1].Value).ToList();
        files.Should().HaveCountGreaterThanOrEqualTo(5);
        foreach (var file in files)
        {
            var answer = await visitor.Get(file);
            answer.StatusCode.Should().Be(HttpStatusCode.OK, because: "of {0}", file);
            (await answer.Content.ReadAsByteArrayAsync()).Should().NotBeEmpty(because: "of {0}", file);
        }

        (await visitor.Get("/lib/echarts.min.js")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Pages_HaveNoInlineScriptOrStyle()
    {
        using var visitor = await host.VisitAs(await host.HirePerson(Role.FinanceOfficer));
        foreach (var path in new[] { "/account", "/account/password", "/account/second-factor/set-up", "/nothing-here" })
        {
            var page = await visitor.Read(path);
            page.Should().NotContain("<style").And.NotMatchRegex(@"\sstyle=").And.NotMatchRegex(@"\son[a-z]+=")
                .And.NotMatchRegex("<script(?![^>]*src=)");
        }
    }

    [Fact]
    public async Task Language_IsChineseUntilEnglishIsChosen()
    {
        using var visitor = host.Visit();
        (await visitor.Read("/account/sign-in")).Should().Contain("<html lang=\"zh-Hant-TW\">").And.Contain("登入帳號");

        var chosen = await visitor.PostFormOf(
            await visitor.Read("/account/sign-in"), "/account/language", ("culture", "en"), (
                "returnUrl", "/account/sign-in?returnUrl=%2Fjournal&culture=zh-TW"));
        chosen.Headers.Location!.OriginalString.Should().Be("/account/sign-in?returnUrl=%2Fjournal");
        (await visitor.Read("/account/sign-in")).Should().Contain("<html lang=\"en\">").And.Contain("Sign-in name");
    }

    [Fact]
    public async Task Language_NamedInTheAddress_HoldsForThatPage()
    {
        using var visitor = host.Visit();
        (await visitor.Read("/account/sign-in?culture=en")).Should().Contain("<html lang=\"en\">");
        (await visitor.Read("/account/sign-in")).Should().Contain("<html lang=\"zh-Hant-TW\">");
        (await visitor.Read("/account/sign-in?culture=xx")).Should().Contain("<html lang=\"zh-Hant-TW\">");
    }

    [Theory]
    [InlineData("/nothing-here", HttpStatusCode.NotFound, "找不到這一頁", "There is no such page")]
    [InlineData("/probe/pay", HttpStatusCode.Forbidden, "您沒有這項權限", "You may not do this")]
    [InlineData("/probe/failure", HttpStatusCode.InternalServerError, "系統發生錯誤", "Something went wrong on our side")]
    [InlineData("/error/500", HttpStatusCode.NotFound, "找不到這一頁", "There is no such page")]
    public async Task Errors_AreAPageInTheReadersLanguageAndTellNothingInside(
        string path, HttpStatusCode status, string chinese, string english)
    {
        using var visitor = await host.VisitAs(await host.HirePerson(Role.Auditor));
        var answer = await visitor.Get(path);
        answer.StatusCode.Should().Be(status);
        (await answer.Content.ReadAsStringAsync()).Should().Contain(chinese).And.NotContain("secret of the house").And.NotContain("   at ");
        (await visitor.Read(path + "?culture=en")).Should().Contain(english);
    }

    [Fact]
    public async Task PartOfAPage_AskedForWithoutASession_SendsTheWholePageToSignIn()
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Add("HX-Request", "true");
        var answer = await client.GetAsync(new Uri("/account", UriKind.Relative));
        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        answer.Headers.GetValues("HX-Redirect").Should().Equal("/account/sign-in");
    }

    [Fact]
    public async Task SignInAttempts_BeyondTheLimit_AreAnsweredWithAPage()
    {
        await using var strict = await AccessHost.Start(fixture.Database, new() { ["Access:SignInAttemptsPerMinute"] = "3" });
        using var visitor = strict.Visit();
        var page = await visitor.Read("/account/sign-in");
        for (var attempt = 0; attempt < 3; attempt++) await visitor.PostFormOf(
            page, "/account/sign-in", ("Name", "nobody"), ("Password", "x"));
        var refused = await visitor.PostFormOf(page, "/account/sign-in", ("Name", "nobody"), ("Password", "x"));
        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(1));
        (await refused.Content.ReadAsStringAsync()).Should().Contain("請求過於頻繁");
        (await visitor.Get("/account/sign-in")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Requests_BeyondTheLimitOfOnePerson_DoNotTouchAnother()
    {
        await using var strict = await AccessHost.Start(fixture.Database, new() { ["Access:RequestsPerMinute"] = "20" });
        var (busyName, otherName) = (await strict.HirePerson(Role.Auditor), await strict.HirePerson(Role.Auditor));
        using var busy = await strict.VisitAs(busyName);
        using var other = await strict.VisitAs(otherName);
        var answers = new List<HttpStatusCode>();
        for (var request = 0; request < 21; request++) answers.Add((await busy.Get("/probe/journal")).StatusCode);
        answers.Should().Contain(HttpStatusCode.OK).And.HaveElementAt(20, HttpStatusCode.TooManyRequests);
        (await other.Get("/probe/journal")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Request_LargerThanAllowed_IsRefusedWithAPage()
    {
        using var visitor = host.Visit();
        var refused = await visitor.Post("/account/sign-in", ("Name", new string('x', 2_000_000)), ("Password", "x"));
        refused.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await refused.Content.ReadAsStringAsync()).Should().Contain("上傳的內容太大");
    }

    [Theory]
    [InlineData(null, "127.0.0.1")]
    [InlineData("127.0.0.1", "203.0.113.7")]
    public async Task ForwardedAddress_IsTakenOnlyFromATrustedProxy(string? trusted, string logged)
    {
        await using var behind = await AccessHost.Start(
            fixture.Database, new() { ["Access:TrustedProxies:0"] = trusted ?? "192.0.2.1" });
        using var visitor = behind.Visit();
        visitor.ClaimToBeForwardedFor("203.0.113.7");
        var name = $"nobody-{trusted}-{Guid.CreateVersion7()}";
        await visitor.SignIn(name, "not the password");
        (await behind.SecurityEvents(name)).Should().ContainSingle().Which.Address.Should().Be(logged);
    }

    [Fact]
    public async Task Navigation_ShowsWhatTheRoleMayOpen()
    {
        using var auditor = await host.VisitAs(await host.HirePerson(Role.Auditor));
        (await Entries(auditor)).Should().Equal("/", "/contributions", "/donations", "/receipts", "/screening", "/draw-downs", "/returns",
            "/disbursements", "/payees", "/bank", "/journal", "/vouchers", "/periods", "/reports/trial-balance", "/reports/general-ledger",
            "/reports/fund-statement", "/reports/allocations", "/reports/lapsing", "/master-data", "/checks", "/people",
            "/access-changes", "/jobs");
        (await auditor.Read("/account")).Split("<details class=\"menu\" name=").Should().HaveCount(
            5 + 1, "the bank is one page and needs no heading");
        using var requester = await host.VisitAs(await host.HirePerson(Role.Requester));
        (await requester.Read("/account")).Should().NotContain("name=\"main-menu\"", "two entries need no headings");
        using var company = await host.VisitAs(await host.HirePerson(Role.Company, party: 42));
        (await Entries(company)).Should().Equal("/contributions", "/donations", "/receipts");
    }

    [Fact]
    public async Task DemoSignIns_AreListedOnlyInTheDemo()
    {
        var name = await host.HirePerson(Role.Auditor);
        using var visitor = host.Visit();
        (await visitor.Read("/account/sign-in")).Should().NotContain(name);

        await using var demo = await AccessHost.Start(
            fixture.Database, new() { ["Access:DemoPassword"] = AccessHost.Password }, sharing: host);
        using var guest = demo.Visit();
        (await guest.Read("/account/sign-in")).Should().Contain("示範帳號");
    }

    private static async Task<IEnumerable<string>> Entries(BrowserlessClient visitor)
    {
        var page = await visitor.Read("/account");
        var navigation = page[page.IndexOf("main-navigation", StringComparison.Ordinal)..];
        return Link().Matches(navigation[..navigation.IndexOf("</nav>", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex("""(?:href|src)="(/[^"]+\.(?:css|js|svg))["]""")]
    private static partial Regex File();

    [GeneratedRegex("""<a href="([^"]+)""")]
    private static partial Regex Link();
}
