using System.Net;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.IntegrationTests.Access;

public sealed class SessionEndTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    private readonly AccessHost host = fixture.Host;

    [Fact]
    public async Task SignOut_EndsTheSessionForEveryCopyOfItsCookie_OnEveryNode()
    {
        var name = await host.HirePerson(Role.Auditor);
        using var visitor = await host.VisitAs(name);
        using var elsewhere = await host.VisitAs(name);
        using var thief = Copy(visitor);
        (await thief.Read("/probe/journal")).Should().Be("journal");

        await visitor.PostFormOf(await visitor.Read("/account"), "/account/sign-out");
        (await thief.Get("/probe/journal")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        await using var other = await AccessHost.Start(fixture.Database, sharing: host);
        using var there = new BrowserlessClient(other.Address, thief.Cookies);
        (await there.Get("/probe/journal")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await elsewhere.Read("/probe/journal")).Should().Be("journal", "the person's other sessions go on");
    }

    [Fact]
    public async Task SignOut_WithAnEarlierCookieOfTheSameSession_EndsItToo()
    {
        var name = await host.HirePerson(Role.Auditor);
        using var visitor = await host.VisitAs(name);
        using var early = Copy(visitor);
        // The cookie is renewed after half its time; both name the same session.
        host.Clock.Advance(Duration.FromHours(5));
        (await visitor.Get("/account")).Headers.Contains("Set-Cookie").Should().BeTrue();
        await visitor.PostFormOf(await visitor.Read("/account"), "/account/sign-out");
        (await early.Get("/account")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Session_InUse_EndsTwelveHoursAfterSigningIn()
    {
        using var visitor = await host.VisitAs(await host.HirePerson(Role.Auditor));
        for (var hour = 1; hour < 12; hour++)
        {
            host.Clock.Advance(Duration.FromHours(1));
            (await visitor.Get("/account")).StatusCode.Should().Be(HttpStatusCode.OK, "after {0} hours", hour);
        }

        host.Clock.Advance(Duration.FromHours(1));
        (await visitor.Get("/account")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Session_OfWhichThePasswordWasChanged_StillEndsTwelveHoursAfterSigningIn()
    {
        using var visitor = await host.VisitAs(await host.HirePerson(Role.Auditor));
        host.Clock.Advance(Duration.FromHours(7));
        await visitor.Post(
            "/account/password", ("Current", AccessHost.Password), ("New", "a new sentence, long"), ("Repeated", "a new sentence, long"));
        (await visitor.Get("/account")).StatusCode.Should().Be(HttpStatusCode.OK);
        host.Clock.Advance(Duration.FromHours(5));
        (await visitor.Get("/account")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Session_WithoutARequestForEightHours_Ends()
    {
        using var visitor = await host.VisitAs(await host.HirePerson(Role.Auditor));
        host.Clock.Advance(Duration.FromHours(8) + Duration.FromSeconds(1));
        (await visitor.Get("/account")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    private BrowserlessClient Copy(BrowserlessClient visitor)
    {
        var cookies = new CookieContainer();
        cookies.Add(host.Address, visitor.Cookies.GetCookies(new Uri(host.Address, "/account")));
        return new BrowserlessClient(host.Address, cookies);
    }
}
