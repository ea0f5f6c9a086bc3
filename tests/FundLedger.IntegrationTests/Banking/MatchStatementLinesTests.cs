using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Banking;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Banking;

public sealed class MatchStatementLinesTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Match_TheExactReferenceAndAmount_BooksTheContribution()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFund();
        var gift = await desk.Promise(fund, 700);
        await desk.Import(0, desk.Moved(700, gift.PaymentReference, "gift"));
        (await desk.Match()).Should().Be(new MatchRun(Matched: 1, Unidentified: 0, Waiting: 0));

        var line = await desk.Line("gift");
        (line.State, line.MatchedKind).Should().Be((StatementLineState.Matched, DocumentKind.Contribution));
        (await desk.Books.Available(fund)).Should().Be(700);
        (await desk.Balance("1101.01")).Should().Be(700);
    }

    [Fact]
    public async Task Match_LinesThatNameNoOneDocument_GoToTheSuspenseFund_WithTheReason()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFund();
        var (first, second) = (await desk.Promise(fund, 100), await desk.Promise(fund, 100));
        await desk.Import(
            1_000, desk.Moved(100, "", "none"), desk.Moved(-100, first.PaymentReference, "out"),
            desk.Moved(100, first.PaymentReference, $"both {second.PaymentReference}"));
        (await desk.Match()).Should().Be(new MatchRun(Matched: 0, Unidentified: 3, Waiting: 0));

        (await Why(desk, "none")).Should().Be(BankingRefusals.NoReferenceOnLine());
        (await Why(desk, $"both {second.PaymentReference}")).Should().Be(new Refusal(nameof(BankingRefusals.SeveralReferencesOnLine), "2"));
        (await Why(desk, "out")).Should().Be(BankingRefusals.DirectionDiffers(first.PaymentReference));
        (await desk.Balance("2102"), await desk.Balance("1113"), await desk.Balance("1101.01")).Should().Be((-200L, 100L, 100L));
        (await desk.Books.Lots(Suspense.Fund)).Should().BeEmpty("nothing is known to spend");
    }

    [Fact]
    public async Task Match_LinesTheirDocumentRefuses_GoToTheSuspenseFund_AndTheDocumentStaysAsItWas()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var gift = await desk.Promise(await desk.Books.AddFund(), 700);
        var unknown = PaymentReference.Of(new DocumentReference(DocumentKind.Contribution, 999_999));
        await desk.Import(0, desk.Moved(701, gift.PaymentReference, "too much"), desk.Moved(5, unknown, "unknown"));
        (await desk.Match()).Should().Be(new MatchRun(Matched: 0, Unidentified: 2, Waiting: 0));

        (await Why(desk, "too much")).Should().Be(ContributionRefusals.ReceiptAmountDiffers(Money.Twd(701), Money.Twd(700)));
        (await Why(desk, "unknown")).Should().Be(BankingRefusals.ReferenceUnknown(unknown));
        await using var db = desk.Books.Read();
        var state = await db.Contributions
            .Where(found => found.DedicatedAccountId == desk.Books.AccountId && found.PublicCode == gift.PublicCode)
            .Select(found => found.State).SingleAsync();
        state.Should().Be(ContributionState.Expected);
        (await desk.Balance("2102")).Should().Be(-706);
    }

    [Fact]
    public async Task Match_ALinePaidTwice_SecondGoesToTheSuspenseFund_BecauseTheGiftIsReceived()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var gift = await desk.Promise(await desk.Books.AddFund(), 700);
        await desk.Import(0, desk.Moved(700, gift.PaymentReference, "first", daysAgo: 2), desk.Moved(700, gift.PaymentReference, "again"));
        (await desk.Match()).Should().Be(new MatchRun(Matched: 1, Unidentified: 1, Waiting: 0));
        (await Why(desk, "again")).Should().Be(ContributionRefusals.ContributionNotExpected(gift.PublicCode, ContributionState.Received));
    }

    [Fact]
    public async Task Match_ALineOfAClosedMonth_WaitsForTheMonthToBeReopened()
    {
        var desk = await BankDesk.Open(fixture.Database);
        await desk.Import(0, desk.Moved(5, "", "late"));
        await desk.Books.Close(desk.Books.Today.Year, desk.Books.Today.Month);
        (await desk.Match()).Should().Be(new MatchRun(Matched: 0, Unidentified: 0, Waiting: 1));
        (await desk.Line("late")).State.Should().Be(StatementLineState.New);
    }

    [Fact]
    public async Task Match_RunAgain_BooksNothingMore()
    {
        var desk = await BankDesk.Open(fixture.Database);
        await desk.Import(0, desk.Moved(5, "", "one"));
        await desk.Match();
        (await desk.Match()).Should().Be(new MatchRun(0, 0, 0));
        (await desk.Balance("2102")).Should().Be(-5);
    }

    private static async Task<Refusal> Why(BankDesk desk, string description)
    {
        var (code, arguments) = MatchReason.Read((await desk.Line(description)).MatchReason!);
        return new Refusal(code, [.. arguments]);
    }
}
