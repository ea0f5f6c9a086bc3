using System.Net;
using FundLedger.Domain;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Pages;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Jobs;
using FundLedger.Web.Access;
using FundLedger.Web.Cli;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FundLedger.IntegrationTests.Jobs;

/// <summary>The page of the jobs, served as <c>serve</c> does, with two jobs of the test's.</summary>
public sealed class JobsPageTests(JobsPageTests.ServedBooks served) : IClassFixture<JobsPageTests.ServedBooks>
{
    [Fact]
    public async Task Jobs_BeforeTheirFirstRun_AreListedAndSayWhenTheyComeInBothLanguages()
    {
        using var auditor = await served.VisitAs(Role.Auditor);
        (await auditor.Read("/jobs?job=never-run")).Should().Contain("排程工作").And.Contain("每日 03:05").And.Contain("never-run")
            .And.Contain("沒有符合條件的資料")
            .And.NotContain("立即執行", "the auditor runs nothing");
        (await auditor.Read("/jobs?culture=en&job=never-run")).Should().Contain("Daily at 03:05").And.Contain("Next run")
            .And.Contain("Not run");
    }

    [Fact]
    public async Task RunNow_ByTheAdministrator_IsRunAndTheRunIsShownWithWhoAskedAndWhatItSaid()
    {
        using var administrator = await served.VisitAs(Role.Administrator);
        var page = await administrator.Read("/jobs");
        var answer = await administrator.PostFormOf(page, "/jobs", ("key", KeyOn(page)), ("name", "by-hand"));
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.Should().Be("/jobs?requested=by-hand");
        (await administrator.Read("/jobs?requested=by-hand&culture=en")).Should().Contain("has been handed over to be run");

        var run = (await JobRuns.Until(served.Books, "by-hand", runs => runs.Any(run => run.Outcome == JobRunOutcome.Succeeded))).Single();
        run.StartedBy.Should().Be(served.PersonOf(Role.Administrator));
        var shown = await administrator.Read("/jobs?culture=en&job=by-hand&outcome=Succeeded");
        shown.Should().Contain("By hand: administrator").And.Contain("1 matched, 0 unidentified, 0 waiting").And.Contain(JobStart.Server);
        (await administrator.Read("/jobs?job=by-hand&outcome=Succeeded")).Should().Contain("由administrator手動執行").And.Contain("入帳 1 筆");
        (await administrator.Read("/jobs?culture=en&outcome=Failed")).Should().NotContain("1 matched");
    }

    [Fact]
    public async Task RunNow_ByWhoMayNot_OrWithoutAToken_OrForNoJob_RunsNothing()
    {
        using var auditor = await served.VisitAs(Role.Auditor);
        using var administrator = await served.VisitAs(Role.Administrator);
        var page = await administrator.Read("/jobs");
        var account = await auditor.Read("/account");
        (await auditor.PostFormOf(account, "/jobs", ("key", KeyOn(page)), ("name", "never-run"))).StatusCode.Should()
            .Be(HttpStatusCode.Forbidden);
        (await administrator.PostWithoutToken("/jobs", ("key", KeyOn(page)), ("name", "never-run"))).StatusCode.Should()
            .Be(HttpStatusCode.BadRequest);
        var ownKey = await administrator.PostFormOf(page, "/jobs", ("key", "mine"), ("name", "never-run"));
        (await HtmlPage.Read(ownKey)).Messages.Should().ContainSingle().Which.Should().Contain("表單與頁面所示不符");
        var nothing = await administrator.PostFormOf(page, "/jobs?culture=en", ("key", ""), ("name", ""));
        (await HtmlPage.Read(nothing)).Messages.Should().ContainSingle().Which.Should().Contain("not as this page shows it")
            .And.Contain("The job is missing");
        var unknown = await administrator.PostFormOf(page, "/jobs", ("key", KeyOn(page)), ("name", "no-such-job"));
        (await unknown.Content.ReadAsStringAsync()).Should().Contain(nameof(JobRefusals.JobNotFound)).And.Contain("沒有名為「no-such-job」的工作");
        (await JobRuns.Of(served.Books, "never-run")).Should().BeEmpty();
    }

    [Fact]
    public async Task Jobs_OpenedByWhoMayNotSeeThem_AreForbiddenAndNotInTheMenu()
    {
        using var requester = await served.VisitAs(Role.Requester);
        (await requester.Get("/jobs")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await requester.Read("/account")).Should().NotContain("href=\"/jobs\"");
    }

    private static string KeyOn(string page) => page.Split("name=\"key\" value=\"")[1].Split('"')[0];

    /// <summary>Books with one person for each role, who signs in by its code.</summary>
    public sealed class ServedBooks : IAsyncLifetime
    {
        private readonly Dictionary<string, long> people = new(StringComparer.Ordinal);
        private WebApplication? app;

        public Books Books { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var database = await TestDatabase.Create();
            Books = await Books.Open(database);
            app = WebHost.Build(
                database.Connections, new ConfigurationBuilder()
                    .Build(), new ServedAccount(Books.AccountId, "T", "測試", "Test", Currency.Twd),
                "http://127.0.0.1:0", demo: true,
                services => services.AddSingleton(new JobTable(
                    [JobHost.Job("by-hand", _ => Task.CompletedTask), JobHost.Job("never-run", _ => Task.CompletedTask, "5 3 * * *")])));
            foreach (var role in new[] { Role.Administrator, Role.Auditor, Role.Requester }) await Hire(role);
            await app.StartAsync();
        }

        public async Task DisposeAsync()
        {
            await app!.DisposeAsync();
            await Books.Database.DisposeAsync();
        }

        public long PersonOf(Role role) => people[role.Code];

        public async Task<BrowserlessClient> VisitAs(Role role)
        {
            var visitor = new BrowserlessClient(new Uri(app!.Urls.Single()));
            (await visitor.SignIn(role.Code, AccessHost.Password)).StatusCode.Should().Be(HttpStatusCode.Redirect);
            return visitor;
        }

        private async Task Hire(Role role)
        {
            var hired = await Books.Write<long>(async session =>
            {
                var person = await session.AddPerson(role.Code, role.Code);
                session.Db.RoleHoldings.Add(new RoleHolding
                {
                    DedicatedAccountId = session.AccountId,
                    Id = session.NewId(),
                    PersonId = person.Id,
                    Role = role.Code,
                    ValidFrom = new LocalDate(2020, 1, 1),
                });
                return person.Id;
            });
            people[role.Code] = hired.Value;
            await using var scope = app!.Services.CreateAsyncScope();
            (await scope.ServiceProvider.GetRequiredService<CreateSignIn>().Run(role.Code, hired.Value, AccessHost.Password))
                .IsRefused.Should().BeFalse();
        }
    }
}
