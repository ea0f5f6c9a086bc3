using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Receipts;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Receipts;

namespace FundLedger.IntegrationTests.Receipts;

public sealed class IssueReceiptTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Issue_GivesEachClassItsOwnNumbers_AndAnswersTheSameRequestTheSame()
    {
        var desk = await Open();
        var (one, two, passedOn) = (await desk.Gift(1_000_001), await desk.Gift(), await desk.Gift());
        var key = ReceiptDesk.Key();

        var first = (await desk.Issue(one, key: key)).Value;
        (await desk.Issue(one, key: key)).Value.Should().Be(first, "the same request gets the same answer");
        (await desk.Issue(two)).Value.Number.Should().Be("115-A-000002");
        (await desk.Issue(passedOn, TaxClass.PassThrough)).Value.Number.Should().Be("115-B-000001");

        first.Number.Should().Be("115-A-000001");
        var receipt = await desk.Read(first.Code);
        (receipt.Amount, receipt.ReceivedOn, receipt.IssuedOn).Should().Be((1_000_001, desk.Books.Today, desk.Books.Today));
        (await desk.Books.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Issue_OfWhatCannotHaveAReceipt_IsRefusedAndTakesNoNumber()
    {
        var desk = await Open();
        var (promised, investment) = (await desk.Promise(), await desk.Promise(kind: ContributionKind.Investment));
        var given = await desk.Gift();
        (await desk.Issue("0000000000000000")).Refusal.Should().Be(ContributionRefusals.ContributionNotFound("0000000000000000"));
        (await desk.Issue(promised)).Refusal.Should().Be(ReceiptRefusals.ReceiptBeforeMoney(promised));
        (await desk.Issue(investment)).Refusal.Should()
            .Be(ReceiptRefusals.ReceiptOnlyOfGifts(investment, ContributionKind.Investment));
        var today = desk.Books.Today;
        (await desk.Issue(given, date: today.PlusDays(-1))).Refusal.Should()
            .Be(ReceiptRefusals.ReceiptDatedBeforeMoney(today.PlusDays(-1), today));
        (await desk.Issue(given, date: today.PlusDays(1))).Refusal.Should()
            .Be(ReceiptRefusals.ReceiptDatedInFuture(today.PlusDays(1), today));

        var issued = (await desk.Issue(given)).Value;
        (await desk.Issue(given)).Refusal.Should()
            .Be(ReceiptRefusals.ReceiptIssuedAlready(given, ReceiptNumber.Find(issued.Number)!.Value));
        (await desk.Numbers()).Should().Equal(1);
    }

    [Fact]
    public async Task Issue_OfAGiftThatWasTakenBack_IsRefused_AndTheCheckNamesAReceiptIssuedBefore()
    {
        var desk = await Open();
        var (gift, before) = (await desk.Promise(), await desk.Promise());
        var entry = await desk.Receive(gift, desk.Books.Today);
        var issued = await desk.Receive(before, desk.Books.Today);
        (await desk.Issue(before)).IsRefused.Should().BeFalse();
        foreach (var wrong in new[] { entry, issued }) await Reverse(desk.Books, wrong);

        (await desk.Issue(gift)).Refusal.Should().Be(ReceiptRefusals.ReceiptOfReversedGift(gift, entry));
        (await desk.IssueAll()).Value.Issued.Should().Be(0);
        (await desk.Books.Database.FailedChecks(desk.Books.AccountId)).Should().ContainMatch("receipts*");
        (await desk.Void("115-A-000001", "捐款已迴轉")).IsRefused.Should().BeFalse();
        (await desk.Books.Database.FailedChecks(desk.Books.AccountId)).Should().NotContainMatch("receipts*");
    }

    [Fact]
    public async Task Void_KeepsItsNumber_AndTheNextReceiptStandsInItsPlace()
    {
        var desk = await Open();
        var gift = await desk.Gift();
        var first = (await desk.Issue(gift)).Value;
        (await desk.Void(first.Number)).Value.Should().Be(first);
        (await desk.Void(first.Code)).Refusal.Should()
            .Be(ReceiptRefusals.ReceiptIsVoid(ReceiptNumber.Find(first.Number)!.Value, desk.Books.Today));
        (await desk.Void("115-A-000099")).Refusal.Should().Be(ReceiptRefusals.ReceiptNotFound("115-A-000099"));

        var second = (await desk.Issue(gift)).Value;
        second.Number.Should().Be("115-A-000002");
        (await desk.Read(second.Code)).ReplacesReceiptId.Should().Be((await desk.Read(first.Code)).Id);
        (await desk.Reprint(first.Code)).RefusalCode().Should().Be(nameof(ReceiptRefusals.ReceiptIsVoid));
        (await desk.Reprint(second.Number)).Value.Should().Be(second.Code);
        (await desk.Read(second.Code)).CopyCount.Should().Be(1);
        (await desk.Books.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Issue_ByThirtyTwoAtOnce_GivesThirtyTwoNumbersWithoutAGap()
    {
        const int Callers = 32;
        var desk = await Open();
        var gifts = new List<string>();
        for (var index = 0; index < Callers; index++) gifts.Add(await desk.Gift());

        var issued = await Task.WhenAll(gifts.Select(gift => Task.Run(() => desk.Issue(gift))));

        issued.Should().OnlyContain(result => !result.IsRefused);
        (await desk.Numbers()).Should().Equal(Enumerable.Range(1, Callers).Select(number => (long)number));
    }

    [Fact]
    public async Task Issue_OfOneGiftByManyAtOnce_GivesOneReceipt()
    {
        var desk = await Open();
        var gift = await desk.Gift();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => desk.Issue(gift))));
        results.Count(result => !result.IsRefused).Should().Be(1);
        results.Where(result => result.IsRefused).Should()
            .OnlyContain(result => result.Refusal!.Code == nameof(ReceiptRefusals.ReceiptIssuedAlready));
        (await desk.Numbers()).Should().Equal(1);
    }

    [Fact]
    public async Task IssueAll_GoesOnWhereItEnded_AndPassesOverWhatHasItsReceipt()
    {
        var desk = await Open();
        for (var index = 0; index < 7; index++) await desk.Gift(100 + index);
        var tried = (await desk.IssueAll(new ReceiptsRequest(ReceiptDesk.Key(), DryRun: true))).Value;
        (tried.Issued, tried.First, tried.Last).Should().Be((7, "115-A-000001", "115-A-000007"));
        (await desk.Numbers()).Should().BeEmpty();

        var some = new ReceiptsRequest(ReceiptDesk.Key(), Most: 3);
        var first = (await desk.IssueAll(some)).Value;
        first.Should().Be(new IssuedReceipts(3, 303, "115-A-000001", "115-A-000003", 4));
        (await desk.IssueAll(some)).Value.Should().Be(first, "the same request gets the same answer");
        var seen = new List<int>();
        (await desk.IssueAll(progress: new Counted(seen))).Value.Last.Should().Be("115-A-000007");
        seen.Should().Equal(4);
        (await desk.IssueAll()).Value.Issued.Should().Be(0);
        (await desk.Numbers()).Should().HaveCount(7);
    }

    [Fact]
    public async Task IssueAll_OfNothingOrTooMuch_IsRefused()
    {
        var desk = await Open();
        (await desk.IssueAll(new ReceiptsRequest(ReceiptDesk.Key(), Contributions: []))).Refusal.Should()
            .Be(ReceiptRefusals.NoReceiptChosen());
        var many = Enumerable.Range(0, IssueReceipts.MostChosen + 1).Select(index => $"{index}").ToArray();
        (await desk.IssueAll(new ReceiptsRequest(ReceiptDesk.Key(), Contributions: many))).Refusal.Should()
            .Be(ReceiptRefusals.TooManyReceiptsChosen(many.Length, IssueReceipts.MostChosen));
    }

    private async Task<ReceiptDesk> Open() => new(await Books.Open(fixture.Database));

    private static async Task Reverse(Books books, EntryReference entry) =>
        (await books.Write<EntryReference>(async session =>
            (await session.Reverse(entry, session.Today, "wrong account")).Select(back => back.Reference))).IsRefused.Should().BeFalse();

    private sealed class Counted(List<int> seen) : IProgress<int>
    {
        public void Report(int value) => seen.Add(value);
    }
}
