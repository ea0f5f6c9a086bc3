using System.Net;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Pages;
using FundLedger.UseCases.Checkpoints;
using FundLedger.Web.Access;
using FundLedger.Web.Books;
using FundLedger.Web.Cli;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.IntegrationTests.People;

/// <summary>A process on a database without books serves one page, to whom it may concern, and then the books.</summary>
public sealed class FirstRunTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private TestDatabase database = null!;
    private WebApplication app = null!;

    private string Token => app.Services.GetRequiredService<FirstRun>().Token;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        (await DatabaseSetup.Migrate(database.Connections, new Progress<string>(), default)).Should().BeNull();
        app = WebHost.Build(database.Connections, Settings(), books: null, "http://127.0.0.1:0", demo: false);
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Visit_FromThisMachine_LeadsToTheSetUpAndNowhereElse()
    {
        using var visitor = Visit();
        (await visitor.Get("/")).Headers.Location!.OriginalString.Should().Be("/setup");
        (await HtmlPage.Read(await visitor.Get("/setup"))).Heading.Should().NotBeEmpty();
        foreach (var other in new[] { "/journal", "/people", "/account/sign-in", "/account/invitation" })
            (await visitor.Get(other)).StatusCode.Should().Be(HttpStatusCode.NotFound, "of {0}", other);
        (await visitor.Get("/icon.svg")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "192.0.2.7")]
    [InlineData("Forwarded", "for=192.0.2.7")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Visit_ThatSomebodyPassedOn_FindsNothingWithoutTheToken(string header, string value)
    {
        using var visitor = Visit();
        visitor.AddHeader(header, value);
        (await visitor.Get("/setup")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await visitor.Get("/setup?token=" + new string('0', 64))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await visitor.Get("/setup?token=" + Token)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await visitor.PostFormOf(await visitor.Read("/setup?token=" + Token), "/setup", Fields())).StatusCode
            .Should().Be(HttpStatusCode.NotFound);
        (await Accounts()).Should().Be(0);
    }

    [Fact]
    public async Task Visit_UnderAnotherName_IsRefused()
    {
        using var visitor = Visit();
        (await visitor.Send("GET", "/setup", "books.example.org")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task SetUp_OpensTheBooksSignsInAndIsGone()
    {
        using var visitor = Visit();
        var opened = await visitor.Post("/setup", Fields());

        opened.Headers.Location!.OriginalString.Should().StartWith("/account/second-factor/set-up");
        (await visitor.Get("/administration")).Headers.Location!.OriginalString
            .Should().StartWith("/account/second-factor/set-up", "who manages people needs a second factor");
        (await visitor.Read("/account")).Should().Contain("林管理").And.Contain("管理員");
        using var stranger = Visit();
        (await stranger.Get("/setup")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await stranger.Get("/setup?token=" + Token)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await stranger.PostFormOf(await stranger.Read("/account/sign-in"), "/setup", Fields())).StatusCode
            .Should().Be(HttpStatusCode.NotFound);
        (await stranger.SignIn("lin", Password)).Headers.Location!.OriginalString.Should().Be("/account/start");
        await using var db = database.Read();
        (await database.FailedChecks((await db.DedicatedAccounts.SingleAsync()).Id)).Should().BeEmpty();
    }

    [Fact]
    public async Task SetUp_StartsTheScheduledJobs()
    {
        (await Servers()).Should().Be(0);
        using var visitor = Visit();
        await visitor.Post("/setup", Fields());
        for (var tries = 0; tries < 200 && await Servers() == 0; tries++) await Task.Delay(50);
        (await Servers()).Should().Be(1, "the process that opened the books serves them");
    }

    [Fact]
    public async Task SetUp_SentTwiceAtOnce_OpensOneAccount()
    {
        using var one = Visit();
        using var other = Visit();
        var pages = new[] { (one, await one.Read("/setup")), (other, await other.Read("/setup")) };
        await Task.WhenAll(pages.Select((visitor, index) =>
            visitor.Item1.PostFormOf(visitor.Item2, "/setup", Fields(("Code", $"TAINAN-{index}"), ("SignInName", $"lin{index}")))));
        (await Accounts()).Should().Be(1);
    }

    [Theory]
    [InlineData("Code", "small letters", nameof(DedicatedAccountRefusals.AccountCodeNotUsable))]
    [InlineData("SignInName", "Lin", nameof(Domain.People.PersonRefusals.PersonSignInNameNotUsable))]
    [InlineData("New", "short", nameof(AccessRefusals.PasswordTooShort))]
    [InlineData("Repeated", "another long password", nameof(AccessRefusals.PasswordsDiffer))]
    public async Task SetUp_WithAFieldThatIsRefused_SaysSoAndOpensNothing(string field, string value, string code)
    {
        using var visitor = Visit();
        var changed = field == "New" ? new[] { (field, value), ("Repeated", value) } : [(field, value)];
        var answer = await visitor.Post("/setup", Fields(changed));
        (await answer.Content.ReadAsStringAsync()).Should().Contain($"<code>{code}</code>");
        (await Accounts()).Should().Be(0);
    }

    [Fact]
    public async Task SetUp_WithNothingFilledIn_SaysWhatIsMissing()
    {
        using var visitor = Visit();
        var page = await HtmlPage.Read(await visitor.Post("/setup", [.. Fields().Select(field => (field.Name, ""))]));
        page.Messages.Should().HaveCountGreaterThan(5);
        (await Accounts()).Should().Be(0);
    }

    private BrowserlessClient Visit() => new(new Uri(app.Urls.Single()));

    private Task<long> Accounts() => database.Ask<long>(database.Administrator, "SELECT COUNT(*) FROM ledger.dedicated_account");

    private Task<long> Servers() => database.Ask<long>(database.Administrator, "SELECT COUNT(*) FROM jobs.server");

    private static (string Name, string Value)[] Fields(params (string Name, string Value)[] changed) =>
    [
        .. new (string Name, string Value)[]
        {
            ("Code", "TAINAN"), ("NameZh", "臺南專戶"), ("NameEn", "Tainan account"), ("SignInName", "lin"), ("DisplayName", "林管理"),
            ("New", Password), ("Repeated", Password),
        }.Select(field => (field.Name, changed.Where(other => other.Name == field.Name).Select(other => other.Value)
            .FirstOrDefault(field.Value))),
    ];

    private static IConfiguration Settings() => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Access:SignInAttemptsPerMinute"] = "10000",
        [CheckpointKeyFile.Setting] = Path.Combine(Path.GetTempPath(), $"fundledger-first-{Environment.ProcessId}", "checkpoint.pem"),
    }).Build();
}
