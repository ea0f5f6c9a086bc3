using System.Globalization;
using System.Net;
using FundLedger.Data.Writing;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Access;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Checkpoints;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>What people and the scheduler do to the books: <c>CancelContribution</c>, the jobs' use cases, <c>SealCheckpoint</c>.</summary>
[Collection(PagesCollection.Name)]
public sealed class UseCasePagesTests(PagesFixture pages)
{
    [Fact]
    public async Task CancelContribution_ThatIsExpected_TakesBackItsEntriesAndCannotBeDoneAgain()
    {
        var code = await Ask<string>($"""
            SELECT MIN(public_code) FROM ledger.contribution
            WHERE state = {(int)ContributionState.Expected} AND donation_id IS NULL
            """);
        var entries = await Entries(code, reversals: false);
        using var visitor = await pages.Open("finance");
        var address = $"/contributions/{code}/cancel";

        var done = await visitor.Post(address, ("RequestKey", RequestKeys.New()), ("Reason", "計畫撤回"));
        done.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await Ask<int>($"SELECT state FROM ledger.contribution WHERE public_code = '{code}'")).Should()
            .Be((int)ContributionState.Cancelled);
        (await Entries(code, reversals: true)).Should().Be(entries);

        var again = await visitor.Post(address, ("RequestKey", RequestKeys.New()), ("Reason", "再一次"));
        (await HtmlPage.Read(again)).Messages.Should().NotBeEmpty();
        (await Entries(code, reversals: true)).Should().Be(entries);
    }

    [Fact]
    public async Task MatchStatementLines_PressedTwice_LeavesNoNewLineAndPostsOnce()
    {
        using var visitor = await pages.Open("finance");
        await Press(visitor, "/bank", "/bank?handler=Match");
        (await Ask<int>("SELECT COUNT(*) FROM ledger.statement_line WHERE state = 1")).Should().Be(0);
        var entries = await Ask<long>("SELECT COUNT(*) FROM ledger.entry");
        await Press(visitor, "/bank", "/bank?handler=Match");
        (await Ask<long>("SELECT COUNT(*) FROM ledger.entry")).Should().Be(entries);
    }

    [Fact]
    public async Task GenerateExpectedReturns_RunTwice_AddsNothingTheSecondTime()
    {
        using var visitor = await pages.Open("finance");
        await Press(visitor, "/returns", "/returns?handler=Run");
        var returns = await Ask<long>("SELECT COUNT(*) FROM ledger.expected_return");
        var second = await Press(visitor, "/returns", "/returns?handler=Run");
        second.Headers.Location!.ToString().Should().Contain("generated=0");
        (await Ask<long>("SELECT COUNT(*) FROM ledger.expected_return")).Should().Be(returns);
    }

    [Fact]
    public async Task ReconcileBank_ThatSaysWhatTheSamePersonFoundBefore_AddsNothing()
    {
        using var visitor = await pages.Open("reconciler");
        var before = await Ask<long>("SELECT COUNT(*) FROM ledger.bank_reconciliation");
        before.Should().BePositive("the demonstration's last statements are reconciled");
        (await visitor.Post("/bank/reconciliations", ("key", RequestKeys.New()))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await Ask<long>("SELECT COUNT(*) FROM ledger.bank_reconciliation")).Should().Be(before);
    }

    [Fact]
    public async Task SealCheckpoint_WithAKey_SignsEveryLeafThereIs()
    {
        var keyFile = pages.Services.GetRequiredService<CheckpointKeyFile>();
        Directory.CreateDirectory(Path.GetDirectoryName(keyFile.Path)!);
        if (!File.Exists(keyFile.Path)) keyFile.Create().IsRefused.Should().BeFalse();
        try
        {
            var scheduler = await pages.Services.GetRequiredService<PeopleDirectory>()
                .FindActor(AccountSetup.SchedulerName, RequestSource.Job, default);
            var signed = await pages.Services.GetRequiredService<SealCheckpoint>().Run(scheduler!);
            signed.Value.TreeSize.Should().Be(await Ask<long>("SELECT COUNT(*) FROM ledger.log_leaf"));
            using var visitor = await pages.Open("auditor");
            var page = await HtmlPage.Read(await visitor.Get("/checks"));
            page.Texts("main pre").Single().Split('\n')[1].Trim().Should().Be(signed.Value.TreeSize.ToString(CultureInfo.InvariantCulture));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(keyFile.Path)!, recursive: true);
        }
    }

    private static async Task<HttpResponseMessage> Press(BrowserlessClient visitor, string page, string address)
    {
        var answer = await visitor.PostFormOf(await visitor.Read(page), address);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect, "of {0}", address);
        return answer;
    }

    private Task<long> Entries(string contribution, bool reversals) => Ask<long>($"""
        SELECT COUNT(*) FROM ledger.entry entry JOIN ledger.contribution contribution ON contribution.id = entry.document_id
        WHERE contribution.public_code = '{contribution}' AND entry.document_kind = {(int)DocumentKind.Contribution}
          AND entry.reverses_number IS {(reversals ? "NOT NULL" : "NULL")}
        """);

    private Task<T> Ask<T>(string sql) => pages.Database.Ask<T>(pages.Database.Connections.Reporting, sql);
}
