using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>A refused write, a dry run and a repeated request leave every table of the ledger as it was.</summary>
public sealed class RefusalTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private readonly Books books = fixture.Books;

    public static TheoryData<string, PostingPath> CodesAtEveryDoor()
    {
        var data = new TheoryData<string, PostingPath>();
        foreach (var (code, _) in Broken("", new LocalDate(2026, 1, 1)))
        {
            foreach (var door in Enum.GetValues<PostingPath>()) data.Add(code, door);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(CodesAtEveryDoor))]
    public async Task Post_BrokenEntry_IsRefusedWithoutATrace(string code, PostingPath door)
    {
        var fund = await books.AddFundHolding(1000);
        await books.Close(2024, 5);
        var draft = Broken(fund, books.Today).Single(pair => pair.Code == code).Draft;
        var before = await fixture.Database.Dump();

        var posted = await books.Post(draft, door: door);

        posted.RefusalCode().Should().Be(code);
        (await fixture.Database.Dump()).Should().Equal(before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-9998)]
    public async Task Post_DateBeforeAnyCalendarOfTheEngines_IsRefused(int year)
    {
        var fund = await books.AddFundHolding(1000);
        foreach (var door in Enum.GetValues<PostingPath>())
        {
            var posted = await books.Post(Drafts.Gift(fund, 5, new LocalDate(year, 1, 1)), door: door);
            posted.RefusalCode().Should().Be(nameof(LedgerRefusals.BookingDateTooEarly));
        }
    }

    [Fact]
    public async Task Write_SecondEntryRefused_UndoesTheFirstToo()
    {
        var fund = await books.AddFundHolding(1000);
        var before = await fixture.Database.Dump();

        var written = await books.Write<EntryReference>(async session =>
        {
            var first = await session.Post(Drafts.Fee(fund, 900, session.Today));
            first.IsRefused.Should().BeFalse();
            var second = await session.Post(Drafts.Fee(fund, 200, session.Today));
            return second.Select(entry => entry.Reference);
        });

        written.RefusalCode().Should().Be(nameof(LedgerRefusals.InsufficientAvailable), "the second sees what the first has spent");
        (await fixture.Database.Dump()).Should().Equal(before);
    }

    [Fact]
    public async Task Write_DecisionThatThrows_LeavesNoTrace()
    {
        var fund = await books.AddFundHolding(1000);
        var before = await fixture.Database.Dump();

        var act = () => books.Write<EntryReference>(async session =>
        {
            await session.Post(Drafts.Fee(fund, 900, session.Today));
            throw new InvalidOperationException("bug");
        });

        await act.Should().ThrowAsync<InvalidOperationException>().WithMessage("bug");
        (await fixture.Database.Dump()).Should().Equal(before);
    }

    [Fact]
    public async Task DryRun_OfAnAcceptedEntry_SaysWhatWouldHappenAndLeavesNoTrace()
    {
        var fund = await books.AddFundHolding(1000);
        var key = Books.Unique("dry");
        var before = await fixture.Database.Dump();

        var dry = await books.Post(Drafts.Fee(fund, 400, books.Today), key, dryRun: true);

        (await fixture.Database.Dump()).Should().Equal(before);
        var real = await books.Post(Drafts.Fee(fund, 400, books.Today), key);
        real.Value.Should().Be(dry.Value);
    }

    [Fact]
    public async Task Write_SameKeyAndContent_GetsTheStoredAnswerAndPostsNothing()
    {
        var fund = await books.AddFundHolding(1000);
        var key = Books.Unique("once");
        var draft = Drafts.Fee(fund, 400, books.Today);
        var first = await books.Post(draft, key);
        var before = await fixture.Database.Dump();

        var second = await books.Post(draft, key);

        second.Value.Should().Be(first.Value);
        (await fixture.Database.Dump()).Should().Equal(before);
    }

    [Fact]
    public async Task Write_SameKeyOtherContent_IsRefusedWithoutATrace()
    {
        var fund = await books.AddFundHolding(1000);
        var key = Books.Unique("once");
        (await books.Post(Drafts.Fee(fund, 400, books.Today), key)).IsRefused.Should().BeFalse();
        var before = await fixture.Database.Dump();

        var second = await books.Post(Drafts.Fee(fund, 401, books.Today), key);

        second.RefusalCode().Should().Be(nameof(LedgerRefusals.RequestKeyReused));
        (await fixture.Database.Dump()).Should().Equal(before);
    }

    [Fact]
    public async Task Write_KeyOfARefusedRequest_MayBeUsedAgain()
    {
        var fund = await books.AddFundHolding(100);
        var key = Books.Unique("again");
        (await books.Spend(fund, 400, key)).RefusalCode().Should().Be(nameof(LedgerRefusals.InsufficientAvailable));
        await books.BookGift(fund, 400);

        (await books.Spend(fund, 400, key)).IsRefused.Should().BeFalse();
    }

    [Theory]
    [InlineData("", nameof(LedgerRefusals.RequestKeyMissing))]
    [InlineData(" ", nameof(LedgerRefusals.RequestKeyMissing))]
    [InlineData("nul\0", nameof(LedgerRefusals.RequestKeyNotText))]
    [InlineData("key ", nameof(LedgerRefusals.RequestKeyPadded))]
    public async Task Write_UnusableKey_IsRefused(string key, string code) =>
        (await books.Spend("nowhere", 1, key)).RefusalCode().Should().Be(code);

    [Theory]
    [InlineData("PADDED ")]
    [InlineData(" PADDED")]
    [InlineData("PADDED\u3000")]
    public async Task Write_DocumentWhoseCodeIsPadded_IsRefused(string code)
    {
        var written = await books.Write<long>(
            session => Task.FromResult<Domain.Result<long>>(session.AddFund(code, "名", "Name", SourceKind.Donation).Id));

        written.RefusalCode().Should().Be(nameof(LedgerRefusals.CodePadded));
        await using var db = books.Read();
        (await db.Funds.CountAsync(fund => fund.DedicatedAccountId == books.AccountId && fund.Code.Contains("PADDED"))).Should().Be(0);
    }

    [Fact]
    public async Task Write_LongKey_IsRefusedBeyondItsLimit()
    {
        var fund = await books.AddFundHolding(100);

        (await books.Spend(fund, 1, Books.Unique("key").PadRight(200, '鍵'))).IsRefused.Should().BeFalse();
        (await books.Spend(fund, 1, new string('k', 201))).RefusalCode().Should().Be(nameof(LedgerRefusals.RequestKeyTooLong));
        (await books.Post(Drafts.Fee(fund, 1, books.Today), new string('k', 500), door: PostingPath.Group)).RefusalCode().Should()
            .Be(nameof(LedgerRefusals.RequestKeyTooLong));
        (await books.Post(Drafts.Fee(fund, 1, books.Today), "", door: PostingPath.Bulk)).RefusalCode().Should()
            .Be(nameof(LedgerRefusals.RequestKeyMissing));
    }

    [Fact]
    public async Task Post_TheLargestAmountInManyFunds_StaysWithinEveryReportAndCheck()
    {
        var large = await Books.Open(fixture.Database);
        for (var index = 0; index < 12; index++) await large.BookGift(await large.AddFund(), EntryRules.LargestAmount);

        var report = await new TrialBalanceReport(fixture.Database.Reporting)
            .Run(new TrialBalanceParameters(large.AccountId), CancellationToken.None);
        report.Value.Totals.Debit.Should().Be(12 * EntryRules.LargestAmount);
        (await fixture.Database.FailedChecks(large.AccountId)).Should().BeEmpty();
    }

    private static IEnumerable<(string Code, EntryDraft Draft)> Broken(string fund, LocalDate today)
    {
        var gift = Drafts.Gift(fund, 5, today);
        yield return (nameof(LedgerRefusals.DescriptionMissing), gift with { Description = "" });
        yield return (nameof(LedgerRefusals.DescriptionNotText), gift with { Description = "\0" });
        yield return (nameof(LedgerRefusals.EntryHasTooFewLines), gift with { Postings = gift.Postings.Take(1).ToArray() });
        yield return (nameof(LedgerRefusals.BookingDateInFuture), gift with { BookingDate = today.PlusDays(1) });
        yield return (nameof(LedgerRefusals.PeriodClosed), gift with { BookingDate = new LocalDate(2024, 5, 15) });
        yield return (nameof(LedgerRefusals.BookingDateTooEarly), gift with { BookingDate = new LocalDate(1999, 12, 31) });
        yield return (
            nameof(LedgerRefusals.EntryHasTooManyLines), Lines([.. Enumerable.Repeat((Drafts.Bank, 1L), 9_999), ("4101", -9_999)]));
        // A full-width one looks the same in many fonts; codes are compared byte by byte.
        yield return (nameof(LedgerRefusals.UnknownAccount), Lines(("1101.0１", 5), ("4101", -5)));
        yield return (nameof(LedgerRefusals.CurrencyDiffers),
            gift with { Postings = [gift.Postings[0] with { Amount = new Money(5, new Currency("EUR", 2)) }, gift.Postings[1]] });
        yield return (nameof(LedgerRefusals.AmountIsZero), Lines((Drafts.Bank, 0), ("4101", 0)));
        yield return (nameof(LedgerRefusals.UnknownFund), Drafts.Gift("\0", 5, today));
        yield return (nameof(LedgerRefusals.AccountClosedToManualVouchers), Lines(("2101", 5), (Drafts.Bank, -5)) with { Manual = true });
        yield return (nameof(LedgerRefusals.UnknownParty),
            gift with { Manual = true, Postings = [gift.Postings[0] with { PartyId = 999_999 }, gift.Postings[1]] });
        yield return (nameof(LedgerRefusals.UnknownVenture),
            gift with { Manual = true, Postings = [gift.Postings[0] with { VentureId = 999_999 }, gift.Postings[1]] });
        yield return (nameof(LedgerRefusals.EntryDoesNotBalance), Lines((Drafts.Bank, 5), ("4101", -4)));
        yield return (nameof(LedgerRefusals.FundDoesNotBalance),
            gift with { Postings = [gift.Postings[0], gift.Postings[1] with { Fund = "SUSPENSE" }] });
        yield return (nameof(LedgerRefusals.EncumbranceDoesNotBalance), Lines(("9101", 5), ("4101", -5)));
        yield return (nameof(LedgerRefusals.AmountTooLarge), Drafts.Gift(fund, long.MaxValue, today));
        yield return (nameof(LedgerRefusals.InsufficientAvailable), Drafts.Fee(fund, 1001, today));
        yield return (nameof(LedgerRefusals.RiseWithoutOrigin), gift with { Opens = null });
        yield return (nameof(LedgerRefusals.LotNotInFund), Drafts.Fee(fund, 5, today) with
        {
            Postings = [
            Drafts.Line("5203", fund, 5), Drafts.Line(Drafts.Bank, fund, -5) with { LotId = 999_999 }]
        });
        yield return (nameof(LedgerRefusals.EncumbranceTooSmall), Drafts.Encumbrance(
            fund, -5, today, new DocumentReference(DocumentKind.Disbursement, 999_999)));

        EntryDraft Lines(params (string Account, long Dollars)[] lines) =>
            gift with { Postings = lines.Select(line => Drafts.Line(line.Account, fund, line.Dollars)).ToArray() };
    }
}
