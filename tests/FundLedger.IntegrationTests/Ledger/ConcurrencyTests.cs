using FundLedger.Data;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Workflow;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Ledger;

public sealed class ConcurrencyTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private const int Writers = 16;
    private readonly TestDatabase database = fixture.Database;

    [Theory]
    [InlineData(PostingPath.Write)]
    [InlineData(PostingPath.Group)]
    [InlineData(PostingPath.Bulk)]
    public async Task Spend_SixteenWritersOnOneFund_SpendExactlyWhatThereIs(PostingPath door)
    {
        var books = await Books.Open(database);
        var fund = await books.AddFund();
        for (var gift = 0; gift < 10; gift++) await books.BookGift(fund, 1000);

        // Each of the 16 tries 10 times to spend 90: 160 tries, money for 111.
        var results = (await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            var own = new List<string?>();
            for (var attempt = 0; attempt < 10; attempt++) own.Add(
                (await books.Post(Drafts.Fee(fund, 90, books.Today), door: door)).RefusalCode());
            return own;
        })))).SelectMany(own => own).ToArray();

        results.Count(code => code is null).Should().Be(111);
        results.Where(code => code is not null).Should().OnlyContain(code => code == nameof(LedgerRefusals.InsufficientAvailable));
        (await books.Available(fund)).Should().Be(10_000 - 111 * 90);
        await using var db = books.Read();
        var numbers = await db.Entries.Where(entry => entry.DedicatedAccountId == books.AccountId).Select(entry => entry.Number).Order()
            .ToListAsync();
        numbers.Should().Equal(Enumerable.Range(1, 121).Select(number => (long)number));
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Write_MixOfGiftsTransfersEncumbrancesAndReversals_KeepsEveryCheck()
    {
        var books = await Books.Open(database);
        var (first, second) = (await books.AddFundHolding(500), await books.AddFundHolding(500));

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var document = new DocumentReference(DocumentKind.Opening, 1000 + writer);
            for (var round = 0; round < 5; round++)
            {
                var gift = await books.BookGift(first, 50);
                await books.Post(Drafts.Transfer(first, second, 30, books.Today));
                await books.Encumber(second, 25, document);
                await books.Reverse(gift);
                await books.Release(second, 25, document);
            }
        })));

        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(PostingPath.Write)]
    [InlineData(PostingPath.Group)]
    [InlineData(PostingPath.Bulk)]
    public async Task Post_SameKeyFromSixteenAtOnce_PostsOnceAndAllGetTheSameAnswer(PostingPath door)
    {
        var books = await Books.Open(database);
        var fund = await books.AddFundHolding(1000);
        var (key, draft) = (Books.Unique("once"), Drafts.Fee(fund, 100, books.Today));

        var results = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => books.Post(draft, key, door: door))));

        results.Select(result => result.Value).Distinct().Should().ContainSingle();
        (await books.Available(fund)).Should().Be(900);
    }

    [Fact]
    public async Task Authorize_ThirtyTwoClicksByThirtyTwoPeople_OneWins()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFundHolding(1000);
        var code = await books.DraftDisbursement(fund, 400);
        (await books.Move(code, DisbursementTrigger.Submit, await books.AddPerson("requester"))).IsRefused.Should().BeFalse();
        (await books.Move(code, DisbursementTrigger.Certify, await books.AddPerson("certifier"))).IsRefused.Should().BeFalse();
        var authorizers = new List<Domain.People.Actor>();
        for (var index = 0; index < 32; index++) authorizers.Add(await books.AddPerson("authorizer"));

        var results = await Task.WhenAll(
            authorizers.Select(person => Task.Run(() => books.Move(code, DisbursementTrigger.Authorize, person, revision: 2))));

        results.Count(result => !result.IsRefused).Should().Be(1);
        results.Select(result => result.RefusalCode()).OfType<string>().Should()
            .OnlyContain(refused => refused == nameof(WorkflowRefusals.StepNotPermitted));
        (await books.Balance(fund)).Encumbered.Should().Be(400);
        await using var db = books.Database.ReaderOf(books.AccountId).Open();
        var stored = await db.Disbursements.SingleAsync(row => row.PublicCode == code);
        var history = await db.HistoryOf(stored).Read(CancellationToken.None);
        (stored.State, history.Steps.Count, history.Duties.Count).Should().Be((DisbursementState.Encumbered, 4, 3));
    }

    [Fact]
    public async Task Spend_InTwoDedicatedAccountsAtOnce_DisturbsNeither()
    {
        var (one, two) = (await Books.Open(database), await Books.Open(database));
        var (firstFund, secondFund) = (await one.AddFundHolding(100), await two.AddFundHolding(100));

        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(index => Task.Run(() => index % 2 == 0 ? one.Spend(firstFund, 10) : two.Spend(secondFund, 10))));

        (await one.Available(firstFund), await two.Available(secondFund)).Should().Be((0, 0));
    }
}
