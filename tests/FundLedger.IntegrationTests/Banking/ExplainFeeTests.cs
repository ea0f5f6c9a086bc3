using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Banking;
using NodaTime;

namespace FundLedger.IntegrationTests.Banking;

/// <summary>Fees and splits of bank lines, and what holds for a line whatever its parts are.</summary>
public sealed class ExplainFeeTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Fee_OfAnUnidentifiedDebit_LeavesTheSuspenseAndIsPaidFromTheFundsOldestLot()
    {
        var (desk, fund) = await Desk(1_000);
        var line = await desk.Bring(-450, "跨行手續費");
        (await desk.Balance("1113")).Should().Be(450);

        (await desk.Explain(line.Id, Part.Fee(fund))).Refusal.Should().BeNull();

        (await desk.Postings(DocumentKind.StatementLine, line.Id)).Should().Equal(
            ("1101.01", "SUSPENSE", -450L), ("1113", "SUSPENSE", 450L),
            ("1113", "SUSPENSE", -450L), ("1101.01", "SUSPENSE", 450L),
            ("5203", fund, 450L), ("1101.01", fund, -450L));
        (await desk.Books.Lots(fund)).Select(lot => (lot.Used, lot.Remaining)).Should().Equal((450L, 550L));
        (await desk.Balance("1113"), await desk.Books.Available(fund)).Should().Be((0L, 550L));
        var part = (await desk.Parts(line.Id)).Should().ContainSingle().Which;
        (part.Kind, part.Amount, part.Document).Should().Be((LinePartKind.Fee, -450L, (DocumentReference?)null));
        var explained = await desk.Line("跨行手續費");
        (explained.State, explained.MatchedKind, explained.EntryNumber).Should()
            .Be((StatementLineState.Explained, null, part.EntryNumber));
        await desk.Verify();
    }

    [Fact]
    public async Task Fee_OfACredit_IsRefusedAndTheLineWaits()
    {
        var (desk, fund) = await Desk(1_000);
        var line = await desk.Bring(450, "a credit");
        (await desk.Explain(line.Id, Part.Fee(fund))).Refusal.Should().Be(LinePartRefusals.PartDirectionDiffers(1, LinePartKind.Fee));
        (await desk.Line("a credit")).State.Should().Be(StatementLineState.Unidentified);
    }

    [Fact]
    public async Task Fee_OfAFundWithoutTheMoney_IsRefusedAndNothingIsKept()
    {
        var (desk, fund) = await Desk(449);
        var line = await desk.Bring(-450, "fee");
        (await desk.Explain(line.Id, Part.Fee(fund))).Refusal
            .Should().Be(LedgerRefusals.InsufficientAvailable(fund, Money.Twd(449), Money.Twd(450)));
        (await desk.Balance("1113")).Should().Be(450, "what was refused is rolled back as a whole");
        (await desk.Parts(line.Id)).Should().BeEmpty();
    }

    [Fact]
    public async Task Fee_OfAFundThatCannotBearIt_IsRefused()
    {
        var (desk, _) = await Desk(1_000);
        var line = await desk.Bring(-450, "fee");
        (await desk.Explain(line.Id, Part.Fee("NOBODYS"))).Refusal.Should().Be(LedgerRefusals.UnknownFund(1, "NOBODYS"));
        (await desk.Explain(line.Id, Part.Fee(Suspense.Fund))).Refusal.Should().Be(LinePartRefusals.FundIsSuspense(Suspense.Fund));
    }

    [Fact]
    public async Task Split_OfAPaymentAndItsFee_BooksEachAsWhatItIs()
    {
        var (desk, fund) = await Desk(1_000);
        var gift = await desk.Promise(fund, 5_000);
        var line = await desk.Bring(4_970, "platform payout");

        (await desk.Explain(line.Id, Part.Document(gift.PaymentReference, 5_000), Part.Fee(fund, -30))).Refusal.Should().BeNull();

        (await desk.Parts(line.Id)).Select(part => (part.Number, part.Kind, part.Amount)).Should()
            .Equal((1, LinePartKind.Document, 5_000L), (2, LinePartKind.Fee, -30L));
        (await desk.Line("platform payout")).MatchedKind.Should().BeNull("the parts say what it is");
        (await desk.Balance("2102"), await desk.Books.Available(fund)).Should().Be((0L, 5_970L));
        await desk.Verify();
    }

    [Fact]
    public async Task Split_OfPartsThatDoNotSumToTheLine_IsRefused()
    {
        var (desk, fund) = await Desk(1_000);
        var line = await desk.Bring(-450, "fees");
        (await desk.Explain(line.Id, Part.Fee(fund, -400), Part.Fee(fund, -49))).Refusal
            .Should().Be(LinePartRefusals.PartsDoNotSum(Money.Twd(-449), Money.Twd(-450)));
        (await desk.Explain(line.Id, Part.Fee(fund, -400), Part.Fee(fund))).Refusal.Should().Be(LinePartRefusals.PartAmountMissing(2));
        (await desk.Explain(line.Id)).Refusal.Should().Be(LinePartRefusals.LineWithoutParts());
        (await desk.Balance("1113")).Should().Be(450);
    }

    [Fact]
    public async Task Split_WhoseLastPartIsRefused_KeepsNoneOfThem()
    {
        var (desk, fund) = await Desk(1_000);
        var line = await desk.Bring(-450, "fees");
        (await desk.Explain(line.Id, Part.Fee(fund, -400), Part.Fee("NOBODYS", -50))).Refusal
            .Should().Be(LedgerRefusals.UnknownFund(2, "NOBODYS"));
        (await desk.Books.Available(fund), await desk.Balance("1113")).Should().Be((1_000L, 450L));
    }

    [Fact]
    public async Task Explain_TriedOnly_ShowsWhatWouldBePostedAndKeepsNothing()
    {
        var (desk, fund) = await Desk(1_000);
        var line = await desk.Bring(-450, "fee");
        var tried = await new ExplainLine(desk.Ledger).Run(
            new LineExplanation(BankDesk.Key(), line.Id, [Part.Fee(fund)], DryRun: true), desk.Books.Officer, default);
        tried.Value.Postings.Select(posting => (posting.Account, posting.Fund, posting.Amount)).Should().Equal(
            ("1113", "SUSPENSE", -450L), ("1101.01", "SUSPENSE", 450L), ("5203", fund, 450L), ("1101.01", fund, -450L));
        (await desk.Line("fee")).State.Should().Be(StatementLineState.Unidentified);
        (await desk.Parts(line.Id)).Should().BeEmpty();
    }

    [Fact]
    public async Task Explain_ByTwoPeopleAtOnce_HasOneWinner()
    {
        var (desk, fund) = await Desk(1_000);
        var line = await desk.Bring(-450, "fee");
        var people = new[] { await desk.Books.AddPerson("one"), await desk.Books.AddPerson("two") };

        var answers = await Task.WhenAll(
            people.Select(person => desk.Explain(line.Id, BankDesk.Key(), person, Part.Fee(fund))));

        answers.Count(answer => !answer.IsRefused).Should().Be(1);
        answers.Single(answer => answer.IsRefused).Refusal
            .Should().Be(BankingRefusals.StatementLineNotWaiting(line.Id, StatementLineState.Explained));
        (await desk.Books.Available(fund)).Should().Be(550);
        (await desk.Parts(line.Id)).Should().ContainSingle();
    }

    [Fact]
    public async Task Explain_SentTwiceWithOneKey_BooksOnce()
    {
        var (desk, fund) = await Desk(1_000);
        var line = await desk.Bring(-450, "fee");
        var key = BankDesk.Key();

        var first = await desk.Explain(line.Id, key, desk.Books.Officer, Part.Fee(fund));
        var again = await desk.Explain(line.Id, key, desk.Books.Officer, Part.Fee(fund));

        again.Value.Entry.Should().Be(first.Value.Entry);
        (await desk.Books.Available(fund)).Should().Be(550);
        (await desk.Explain(line.Id, key, desk.Books.Officer, Part.Fee(fund, -450))).RefusalCode()
            .Should().Be(nameof(LedgerRefusals.RequestKeyReused));
    }

    [Fact]
    public async Task Explain_ALineOfAClosedPeriod_BooksItTodayAndTheBankStaysAsItWas()
    {
        var (desk, fund) = await Desk(1_000);
        var line = await desk.Bring(-450, "late fee");
        desk.Books.Clock.Set(new LocalDate(2026, 9, 15));
        await desk.Books.Close(2026, 7);

        (await desk.Explain(line.Id, Part.Fee(fund))).Refusal.Should().BeNull();

        await using var db = desk.Books.Read();
        db.Entries.Where(entry => entry.DedicatedAccountId == desk.Books.AccountId && entry.DocumentKind == DocumentKind.StatementLine)
            .OrderBy(entry => entry.Number).Select(entry => entry.BookingDate).ToArray().Should().Equal(
                line.BookingDate, new LocalDate(2026, 9, 15), new LocalDate(2026, 9, 15));
        await desk.Verify();
    }

    /// <summary>A desk with a fund that holds that much.</summary>
    private async Task<(BankDesk Desk, string Fund)> Desk(long dollars)
    {
        var desk = await BankDesk.Open(fixture.Database);
        return (desk, await desk.Books.AddFundHolding(dollars));
    }
}
