using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using NodaTime;

namespace FundLedger.IntegrationTests.Ledger;

public sealed class LotTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private readonly Books books = fixture.Books;

    [Fact]
    public async Task Post_PaymentOverMoreLotsThanAreReadAtOnce_UsesThemInOrder()
    {
        var fund = await books.AddFund();
        var written = await books.Write<int>(async session =>
        {
            for (var gift = 0; gift < 450; gift++) _ = (await session.Post(Drafts.Gift(fund, 1, session.Today))).Value;
            return 450;
        });
        _ = written.Value;

        (await books.Spend(fund, 430)).IsRefused.Should().BeFalse();

        var lots = await books.Lots(fund);
        lots.Take(430).Should().OnlyContain(lot => lot.Used == 1);
        lots.Skip(430).Should().HaveCount(20).And.OnlyContain(lot => lot.Used == 0);
        (await fixture.Database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Reverse_ReleaseThenEncumbrance_RestoresEverything()
    {
        var fund = await books.AddFundHolding(100);
        await books.BookGift(fund, 100);
        var document = new DocumentReference(DocumentKind.Opening, 4711);
        var encumbrance = (await books.Encumber(fund, 150, document)).Value;
        var release = (await books.Release(fund, 150, document)).Value;

        (await books.Reverse(encumbrance)).RefusalCode().Should().Be(nameof(LedgerRefusals.EncumbranceTooSmall));
        (await books.Reverse(release)).IsRefused.Should().BeFalse();
        (await books.Lots(fund)).Select(lot => (lot.Used, lot.Encumbered, lot.Remaining)).Should().Equal((0, 100, 0), (0, 50, 50));
        (await books.Reverse(encumbrance)).IsRefused.Should().BeFalse();
        (await books.Lots(fund)).Select(lot => lot.Remaining).Should().Equal(100, 100);
        (await books.Available(fund)).Should().Be(200);
    }

    [Fact]
    public async Task Reverse_EncumbranceFreedAndTakenByAnother_IsRefused()
    {
        var fund = await books.AddFundHolding(100);
        var (first, second) = (new DocumentReference(DocumentKind.Opening, 1), new DocumentReference(DocumentKind.Opening, 2));
        var encumbrance = (await books.Encumber(fund, 100, first)).Value;
        (await books.Free(fund, 100, first)).IsRefused.Should().BeFalse();
        (await books.Encumber(fund, 100, second)).IsRefused.Should().BeFalse();

        (await books.Reverse(encumbrance)).RefusalCode().Should().Be(nameof(LedgerRefusals.EncumbranceTooSmall));
        (await books.Release(fund, 100, second)).IsRefused.Should().BeFalse();
    }

    [Fact]
    public async Task Release_OfOneDocumentInTwoFundsInOneWrite_FindsBothEncumbrances()
    {
        var (first, second) = (await books.AddFundHolding(100), await books.AddFundHolding(100));
        var document = new DocumentReference(DocumentKind.Opening, 99);
        (await books.Encumber(first, 60, document)).IsRefused.Should().BeFalse();
        (await books.Encumber(second, 70, document)).IsRefused.Should().BeFalse();

        var written = await books.Write<bool>(async session =>
        {
            var one = await session.Post(Drafts.Release(first, 60, session.Today, document));
            if (one.IsRefused) return one.Refusal;
            var two = await session.Post(Drafts.Release(second, 70, session.Today, document));
            return two.Select(_ => true);
        });

        written.RefusalCode().Should().BeNull();
    }

    [Fact]
    public async Task Reverse_Entry_IsNumberedLinkedAndDoneOnce()
    {
        var fund = await books.AddFund();
        var gift = await books.BookGift(fund, 100);

        var reversal = (await books.Reverse(gift, "booked twice")).Value;

        (await books.Reverse(gift)).RefusalCode().Should().Be(nameof(LedgerRefusals.EntryAlreadyReversed));
        (await books.Reverse(reversal)).RefusalCode().Should().Be(nameof(ReversalRefusals.ReversalNotReversible));
        (await books.Reverse(new EntryReference(2026, 999_999))).RefusalCode().Should().Be(nameof(LedgerRefusals.EntryNotFound));
        (await books.Available(fund)).Should().Be(0);
        await using var db = books.Read();
        db.Entries.Single(entry =>
            entry.DedicatedAccountId == books.AccountId && entry.FiscalYear == reversal.FiscalYear && entry.Number == reversal.Number)
            .ReversesNumber.Should().Be(gift.Number);
    }

    [Fact]
    public async Task Post_InTwoYears_NumbersEachWithoutGapsWhateverIsRefusedBetween()
    {
        var own = await Books.Open(fixture.Database);
        var fund = await own.AddFund();
        for (var index = 0; index < 5; index++)
        {
            await own.BookGift(fund, 10, new LocalDate(2025, 12, 31));
            (await own.Spend(fund, 1_000_000)).IsRefused.Should().BeTrue();
            await own.BookGift(fund, 10, new LocalDate(2026, 1, 1));
        }

        await using var db = own.Read();
        foreach (var year in new[] { 2025, 2026 })
        {
            db.Entries.Where(entry => entry.DedicatedAccountId == own.AccountId && entry.FiscalYear == year).Select(entry => entry.Number)
                .Order()
                .Should().Equal(1, 2, 3, 4, 5);
        }

        (await fixture.Database.FailedChecks(own.AccountId)).Should().BeEmpty();
    }
}
