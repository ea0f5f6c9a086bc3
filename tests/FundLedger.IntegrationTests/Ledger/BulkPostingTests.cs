using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>Streams of entries, several transactions long.</summary>
public sealed class BulkPostingTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private const int Entries = 12_000;
    private readonly TestDatabase database = fixture.Database;

    [Fact]
    public async Task PostMany_AStreamOverSeveralYears_IsBookedInOrderAndKeepsEveryCheck()
    {
        var books = await Books.Open(database);
        string[] funds = [await books.AddFund(), await books.AddFund()];

        var outcomes = await books.PostMany(books.Stream(funds, Entries));

        outcomes.Should().HaveCount(Entries).And.OnlyContain(outcome => !outcome.IsRefused);
        foreach (var year in outcomes.GroupBy(outcome => outcome.Value.FiscalYear))
        {
            year.Select(outcome => outcome.Value.Number).Should().Equal(Enumerable.Range(1, year.Count()).Select(number => (long)number));
        }

        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task PostMany_SentAgain_GivesTheNumbersItGaveAndBooksTheRest()
    {
        var books = await Books.Open(database);
        string[] funds = [await books.AddFund(), await books.AddFund()];
        var half = await books.PostMany(books.Stream(funds, Entries).Take(Entries / 2));

        var whole = await books.PostMany(books.Stream(funds, Entries));

        whole.Take(half.Count).Select(outcome => outcome.Value).Should().Equal(half.Select(outcome => outcome.Value));
        whole.Select(outcome => outcome.Value).Should().OnlyHaveUniqueItems().And.HaveCount(Entries);
        (await Count(books)).Should().Be(Entries);
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task PostMany_ARefusalInTheSecondTransaction_EndsTheRunAndKeepsWhatCameBefore()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFund();
        var requests = Enumerable.Range(0, Entries).Select(index => books.Request(
            $"{fund}/{index}", index == 7_000 ? Drafts.Fee(fund, 1_000_000, books.Today) : Drafts.Gift(fund, 1, books.Today)));

        var outcomes = await books.PostMany(requests);

        outcomes.Should().HaveCount(7_001);
        outcomes[^1].RefusalCode().Should().Be(nameof(LedgerRefusals.InsufficientAvailable));
        (await books.Available(fund)).Should().Be(7_000);
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task PostMany_TheSameKeyWithOtherContentLater_IsRefusedThere()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFund();
        var requests = Enumerable.Range(0, 6_000).Select(index => books.Request(
            index == 5_500 ? $"{fund}/3" : $"{fund}/{index}", Drafts.Gift(fund, index == 5_500 ? 2 : 1, books.Today)));

        var outcomes = await books.PostMany(requests);

        outcomes.Should().HaveCount(5_501);
        outcomes[^1].RefusalCode().Should().Be(nameof(LedgerRefusals.RequestKeyReused));
        (await books.Available(fund)).Should().Be(5_500);
    }

    [Fact]
    public async Task PostMany_ACallerWhoStopsAsking_LeavesWholeTransactionsAndNothingUnderWay()
    {
        var books = await Books.Open(database);
        string[] funds = [await books.AddFund(), await books.AddFund()];

        await foreach (var outcome in books.Writer.PostMany(books.AccountId, books.Stream(funds, Entries).ToAsyncEnumerable()))
        {
            outcome.IsRefused.Should().BeFalse();
            break;
        }

        // What he was told of, and what was being written meanwhile.
        (await Count(books)).Should().Be(1_000 + 2_000);
        (await books.PostMany(books.Stream(funds, Entries))).Should().HaveCount(Entries).And.OnlyContain(outcome => !outcome.IsRefused);
        (await Count(books)).Should().Be(Entries);
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task PostMany_RequestsThatEndInAnError_LeaveWholeTransactionsAndNothingUnderWay()
    {
        var books = await Books.Open(database);
        string[] funds = [await books.AddFund(), await books.AddFund()];
        var requests = books.Stream(funds, Entries)
            .Select((request, index) => index == 6_500 ? throw new IOException("The file ends here.") : request);

        await FluentActions.Awaiting(() => books.PostMany(requests)).Should().ThrowAsync<IOException>();

        (await Count(books)).Should().Be(1_000 + 2_000);
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task PostMany_WhileOthersPost_NeitherLosesNorDoubles()
    {
        var books = await Books.Open(database);
        string[] funds = [await books.AddFund(), await books.AddFund()];
        using var over = new CancellationTokenSource();
        var others = Task.WhenAll(Enumerable.Range(0, 3).Select(other => Task.Run(async () =>
        {
            var count = 0;
            for (; !over.IsCancellationRequested; count++)
            {
                (await books.Post(Drafts.Gift(funds[0], 1, books.Today), door: other == 0 ? PostingPath.Write : PostingPath.Group))
                    .IsRefused.Should().BeFalse();
                await Task.Delay(20);
            }

            return count;
        })));

        var outcomes = await books.PostMany(books.Stream(funds, Entries));
        await over.CancelAsync();
        var posted = (await others).Sum();

        outcomes.Should().OnlyContain(outcome => !outcome.IsRefused);
        posted.Should().BePositive();
        (await Count(books)).Should().Be(Entries + posted);
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    private static async Task<int> Count(Books books)
    {
        await using var db = books.Read();
        return await db.Entries.CountAsync(entry => entry.DedicatedAccountId == books.AccountId);
    }
}
