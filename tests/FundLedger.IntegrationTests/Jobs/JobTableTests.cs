using System.Reflection;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Architecture;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Display;
using FundLedger.UseCases;
using FundLedger.UseCases.Jobs;
using FundLedger.Web.Display;
using FundLedger.Web.Pages.Jobs;
using FundLedger.Web.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.IntegrationTests.Jobs;

/// <summary>The one table of jobs, as the features declare them.</summary>
public sealed class JobTableTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    public static TheoryData<string> Names() => [.. Features.Jobs.Select(job => job.Name)];

    [Fact]
    public void Names_OfTheJobs_AreTheirsAloneAndKeepForYears()
    {
        Features.Jobs.Select(job => job.Name).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThanOrEqualTo(4)
            .And.OnlyContain(
                name => name.Length <= JobRun.LongestJob && name.All(character => char.IsAsciiLetterLower(character) || character == '-'));
        Features.Jobs.Select(job => job.Name).Should()
            .Contain(["expected-returns", "match-statement-lines", "reconcile-bank", "seal-checkpoint"], "runs are kept under these names");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Job_OfAFeature_ComesAgainAndSaysWhatItDoesInBothLanguages(string name)
    {
        var job = Features.Jobs.Single(job => job.Name == name);
        var now = Instant.FromUtc(2026, 7, 1, 0, 0);
        (job.NextAfter(now) > now && job.NextAfter(now) < now + Duration.FromDays(32)).Should().BeTrue();
        using var services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<Wording>().BuildServiceProvider();
        var words = services.GetRequiredService<IStringLocalizer<Words>>();
        var said = new[] { "zh-TW", "en" }.Select(
            language => In(language, () => services.GetRequiredService<Wording>().Term(job.Description))).ToArray();
        said.Should().OnlyHaveUniqueItems().And.NotContain(job.Description);
        In("en", () => JobWords.Schedule(job.Cron, words)).Should().MatchRegex("^(Daily at [0-9]{2}:[0-9]{2}|Every [0-9]+ minutes)$");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Job_OfAFeature_RunsAndLeavesItsRow(string name)
    {
        var books = fixture.Books;
        await using var server = JobHost.Create(books, [.. Features.Jobs]);
        var ended = (await server.Run(name)).Value;

        // These books have no key to sign with: the job runs, and is refused.
        var (outcome, code) = name == "seal-checkpoint" ? (JobRunOutcome.Failed, nameof(
            Domain.Ledger.TamperEvidence.CheckpointRefusals.CheckpointKeyMissing)) : (JobRunOutcome.Succeeded, ended.Message.Code);
        (ended.Outcome, ended.Message.Code).Should().Be((outcome, code));
        var run = (await JobRuns.Of(books, name)).Should().ContainSingle().Subject;
        (run.Outcome, run.StartedBy, run.ScheduledFor).Should().Be((outcome, books.Officer.PersonId, null));
        (run.EndedAt >= run.StartedAt).Should().BeTrue();
    }

    [Theory]
    [InlineData("10 1 * * *", "2026-07-01T00:00:00Z", "2026-06-30T17:10:00Z", "2026-07-01T17:10:00Z")]
    [InlineData("10 1 * * *", "2026-06-30T17:10:00Z", "2026-06-30T17:10:00Z", "2026-07-01T17:10:00Z")]
    [InlineData("*/15 * * * *", "2026-07-01T00:14:59Z", "2026-07-01T00:00:00Z", "2026-07-01T00:15:00Z")]
    [InlineData("0 0 1 1 *", "2026-07-01T00:00:00Z", "2025-12-31T16:00:00Z", "2026-12-31T16:00:00Z")]
    public void Schedule_IsReadInTaipei(string cron, string now, string last, string next)
    {
        var job = new Job("any", "Any", cron, (_, _, _) => throw new InvalidOperationException());
        var moment = At(now);
        (job.LastUntil(moment), job.NextAfter(moment)).Should().Be((At(last), At(next)));
    }

    [Fact]
    public void Schedule_ThatNeverComes_HasNoLastMoment() =>
        new Job("any", "Any", "0 0 30 2 *", (_, _, _) => throw new InvalidOperationException()).LastUntil(Instant.FromUtc(2026, 7, 1, 0, 0))
            .Should().BeNull();

    [Theory]
    [InlineData("every night")]
    [InlineData("61 1 * * *")]
    public void Schedule_ThatIsNone_DoesNotBecomeAJob(string cron)
    {
        var make = () => new Job("any", "Any", cron, (_, _, _) => throw new InvalidOperationException());
        make.Should().Throw<FormatException>();
    }

    [Fact]
    public void UseCases_KnowNoJobServerAndNoWeb() => typeof(Feature).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
        .Should().OnlyContain(name =>
            !name.StartsWith("Hangfire", StringComparison.Ordinal) && !name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void Licences_OfTheJobServer_GoWithTheProgramAndAreNamed()
    {
        var notice = File.ReadAllText(Path.Combine(SourceTree.Root, "NOTICE"));
        var used = SourceTree.Files("packages.lock.json", "src").Single(file => file.Path == "src/FundLedger.Web/packages.lock.json").Lines;
        var packages = used.Select((line, index) => (Name: line.Trim().Split('"').ElementAtOrDefault(1) ?? "", index))
            .Where(line => line.Name.StartsWith("Hangfire.", StringComparison.Ordinal) && used[line.index].TrimEnd().EndsWith('{'))
            .Select(line => (line.Name, Version: used.Skip(line.index)
                .First(text => text.Contains("\"resolved\"", StringComparison.Ordinal)).Split('"')[3])).ToArray();
        packages.Select(package => package.Name).Should().BeEquivalentTo("Hangfire.Core", "Hangfire.PostgreSql", "Hangfire.SqlServer");
        foreach (var (name, version) in packages) notice.Should().MatchRegex($"{name} +{version}");
        var folder = Path.Combine(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!, "licences");
        foreach (var text in new[] { "LICENSE", "NOTICE", "Hangfire/COPYING", "Hangfire/COPYING.LESSER", "Hangfire.PostgreSql/LICENSE.md" })
        {
            File.ReadAllText(Path.Combine(folder, text)).Should().NotBeEmpty();
        }
    }

    private static string In(string language, Func<string> read)
    {
        using var reading = new Reading(language);
        return read();
    }

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
