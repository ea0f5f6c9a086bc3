using System.Net;
using FundLedger.Domain.People;
using FundLedger.Web.Access;
using NodaTime;

namespace FundLedger.IntegrationTests.Access;

/// <summary>Guessing is slowed; nobody is kept out by somebody else's guessing, and no name is told from another.</summary>
public sealed class SignInLimitTests(AccessFixture fixture) : IClassFixture<AccessFixture>, IAsyncLifetime
{
    private const string Paused = "<code>SignInPaused</code>";
    private const string Home = "203.0.113.7";
    private readonly CountedWork work = new();
    private AccessHost host = null!;

    /// <summary>Behind a proxy that says from where each visitor comes.</summary>
    public async Task InitializeAsync() => host = await AccessHost.Start(
        fixture.Database, new() { ["Access:TrustedProxies:0"] = "127.0.0.0/8" }, sharing: null, work);

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task FiveWrongTries_PauseTheName_FromThereOnly()
    {
        var name = await host.HirePerson(Role.Auditor);
        await Guess(name, "198.51.100.1", SignInLimits.FromOnePlace);
        (await Try(name, "198.51.100.1", AccessHost.Password)).Should().Contain(Paused).And.Contain("於 1 分鐘後再試");
        (await host.SecurityEvents(name)).Select(logged => logged.Code).Should()
            .Equal([.. Enumerable.Repeat(SecurityLog.SignInFailed, 5), SecurityLog.SignInLockedOut]);

        using var owner = From(Home);
        (await owner.SignIn(name, AccessHost.Password)).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Pause_GrowsWithEveryFurtherWrongTry_AndEndsWithTheRightPassword()
    {
        var name = await host.HirePerson(Role.Auditor);
        await Guess(name, Home, SignInLimits.FromOnePlace);
        foreach (var (minutes, next) in new[] { (1, 2), (2, 4), (4, 8), (8, 15), (15, 30), (30, 60), (60, 60) })
        {
            host.Clock.Advance(Duration.FromMinutes(minutes) - Duration.FromSeconds(5));
            (await Try(name, Home, AccessHost.Password)).Should().Contain(Paused);
            host.Clock.Advance(Duration.FromSeconds(6));
            await Guess(name, Home, 1);
            (await Try(name, Home, AccessHost.Password)).Should().Contain($"於 {next} 分鐘後再試");
        }

        host.Clock.Advance(Duration.FromHours(1));
        using var owner = From(Home);
        (await owner.SignIn(name, AccessHost.Password)).StatusCode.Should().Be(HttpStatusCode.Redirect);
        await Guess(name, "198.51.100.2", 1);
        (await Try(name, Home, "not the password")).Should().NotContain(Paused, "counting began anew");
    }

    [Fact]
    public async Task KnownBrowser_IsNotKeptOutByStrangers_WhereverTheyAre()
    {
        var name = await host.HirePerson(Role.Auditor);
        using var owner = From(Home);
        await owner.SignIn(name, AccessHost.Password);
        await owner.PostFormOf(await owner.Read("/account"), "/account/sign-out");
        await Guess(name, Home, SignInLimits.FromOnePlace);
        for (var stranger = 2; stranger <= SignInLimits.PasswordsFromAnywhere / SignInLimits.FromOnePlace; stranger++)
            await Guess(name, $"198.51.100.{stranger}", SignInLimits.FromOnePlace);

        (await Try(name, "192.0.2.77", AccessHost.Password)).Should().Contain(Paused, "a hundred wrong ones were enough of unknown places");
        (await owner.SignIn(name, AccessHost.Password)).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task KnownBrowser_OfOnePerson_IsUnknownToAnother()
    {
        var (mine, theirs) = (await host.HirePerson(Role.Auditor), await host.HirePerson(Role.Auditor));
        using var visitor = From(Home);
        await visitor.SignIn(mine, AccessHost.Password);
        await visitor.PostFormOf(await visitor.Read("/account"), "/account/sign-out");
        await Guess(theirs, Home, SignInLimits.FromOnePlace);
        (await (await visitor.SignIn(theirs, AccessHost.Password)).Content.ReadAsStringAsync()).Should().Contain(Paused);
    }

    [Fact]
    public async Task Addresses_OfOneCustomersNetwork_AreOnePlace()
    {
        var name = await host.HirePerson(Role.Auditor);
        for (var address = 1; address <= SignInLimits.FromOnePlace; address++) await Guess(name, $"2001:db8:1:2::{address}", 1);
        (await Try(name, "2001:db8:1:2:ffff::9", AccessHost.Password)).Should().Contain(Paused);
        using var neighbour = From("2001:db8:1:3::1");
        (await neighbour.SignIn(name, AccessHost.Password)).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task UnknownName_IsAnsweredLikeAKnownOne_AndCostsTheSameWork()
    {
        var known = await host.HirePerson(Role.Auditor);
        var unknown = "nobody-" + Guid.CreateVersion7();
        // What the process does once is done.
        await Guess("nobody at all", Home, 1);
        for (var attempt = 0; attempt <= SignInLimits.FromOnePlace; attempt++)
        {
            var (answer, steps) = await Costs(known);
            var (nobodysAnswer, nobodysSteps) = await Costs(unknown);
            nobodysAnswer.Replace(unknown, known, StringComparison.Ordinal).Should().Be(answer);
            nobodysSteps.Should().Equal(steps, "of attempt {0}", attempt);
            steps.Count(step => step.StartsWith("hash ", StringComparison.Ordinal)).Should()
                .Be(attempt < SignInLimits.FromOnePlace ? 1 : 0);
        }
    }

    [Fact]
    public async Task ManyTriesAtOnce_AreLookedAtNoOftenerThanOneAfterAnother()
    {
        var name = await host.HirePerson(Role.Auditor);
        using var visitor = From(Home);
        var page = await visitor.Read("/account/sign-in");
        work.Take();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => visitor.PostFormOf(
            page, "/account/sign-in", ("Name", name), ("Password", $"not the password {number}"))));
        work.Take().Count(step => step.StartsWith("hash ", StringComparison.Ordinal)).Should().Be(SignInLimits.FromOnePlace);
    }

    [Fact]
    public async Task ChangePassword_WithAWrongCurrentOne_CountsAsATry()
    {
        var name = await host.HirePerson(Role.Auditor);
        using var visitor = From(Home);
        await visitor.SignIn(name, AccessHost.Password);
        for (var attempt = 0; attempt < SignInLimits.FromOnePlace; attempt++)
            (await Change("wrong")).Should().Contain("PasswordNotRecognised");
        (await Change(AccessHost.Password)).Should().Contain(Paused);
        (await host.SecurityEvents(name))[^1].Code.Should().Be("SignInPaused");
        host.Clock.Advance(Duration.FromMinutes(1));
        (await Change(AccessHost.Password)).Should().BeEmpty("it was changed");

        async Task<string> Change(string current) => await (await visitor.Post(
            "/account/password", ("Current", current), ("New", "a new sentence, long"), ("Repeated", "a new sentence, long")))
            .Content.ReadAsStringAsync();
    }

    private async Task<(string Answer, IReadOnlyList<string> Steps)> Costs(string name)
    {
        using var visitor = From("198.51.100.99");
        var page = await visitor.Read("/account/sign-in");
        work.Take();
        var answer = await visitor.PostFormOf(page, "/account/sign-in", ("Name", name), ("Password", "not the password"));
        var text = await answer.Content.ReadAsStringAsync();
        // The form's token is another each time.
        return (System.Text.RegularExpressions.Regex.Replace(text, "value=\"CfDJ[^\"]+\"", ""), work.Take());
    }

    private async Task Guess(string name, string address, int times)
    {
        using var stranger = From(address);
        var page = await stranger.Read("/account/sign-in");
        for (var attempt = 0; attempt < times; attempt++)
            await stranger.PostFormOf(page, "/account/sign-in", ("Name", name), ("Password", $"guess number {attempt}"));
    }

    private async Task<string> Try(string name, string address, string password)
    {
        using var visitor = From(address);
        return await (await visitor.SignIn(name, password)).Content.ReadAsStringAsync();
    }

    private BrowserlessClient From(string address)
    {
        var visitor = host.Visit();
        visitor.ClaimToBeForwardedFor(address);
        return visitor;
    }
}
