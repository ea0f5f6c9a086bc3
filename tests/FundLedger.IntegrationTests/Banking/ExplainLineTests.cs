using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;

namespace FundLedger.IntegrationTests.Banking;

public sealed class ExplainLineTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Explain_AnUnidentifiedLine_LeavesTheSuspenseFundEmptyAndTheBankAsItWas()
    {
        var (desk, line) = await Unidentified(700);
        var fund = await desk.Books.AddFund();
        var gift = await desk.Promise(fund, 700);
        (await desk.Explain(line, gift.PaymentReference)).Refusal.Should().BeNull();
        (await desk.Balance("2102"), await desk.Balance("1101.01"), await desk.Books.Available(fund)).Should().Be((0L, 700L, 700L));

        var explained = await desk.Line("unknown");
        (explained.State, explained.MatchedKind).Should().Be((StatementLineState.Explained, DocumentKind.Contribution));
        (await desk.Explain(line, gift.PaymentReference)).Refusal
            .Should().Be(BankingRefusals.StatementLineNotWaiting(line, StatementLineState.Explained));
    }

    [Fact]
    public async Task Explain_ALineThereIsNot_IsRefused()
    {
        var (desk, line) = await Unidentified(700);
        (await desk.Explain(line + 1_000, "RF")).Refusal.Should().Be(BankingRefusals.StatementLineNotFound(line + 1_000));
    }

    [Fact]
    public async Task Explain_ByAReferenceOfNothing_IsRefusedAndLeavesTheLineWaiting()
    {
        var (desk, line) = await Unidentified(700);
        (await desk.Explain(line, "not a reference")).Refusal.Should().Be(BankingRefusals.ReferenceUnknown("not a reference"));
        (await desk.Line("unknown")).State.Should().Be(StatementLineState.Unidentified);
        (await desk.Balance("2102")).Should().Be(-700);
    }

    [Fact]
    public async Task Explain_ADebitByAGift_IsRefused_AndTheSuspenseStays()
    {
        var (desk, line) = await Unidentified(-700);
        var gift = await desk.Promise(await desk.Books.AddFund(), 700);
        (await desk.Explain(line, gift.PaymentReference)).Refusal.Should().Be(BankingRefusals.DirectionDiffers(gift.PaymentReference));
        (await desk.Balance("1113")).Should().Be(700, "what was refused is rolled back as a whole");
    }

    [Fact]
    public async Task Explain_ByAGiftOfAnotherAmount_IsRefused()
    {
        var (desk, line) = await Unidentified(700);
        var gift = await desk.Promise(await desk.Books.AddFund(), 600);
        (await desk.Explain(line, gift.PaymentReference)).Refusal
            .Should().Be(ContributionRefusals.ReceiptAmountDiffers(Money.Twd(700), Money.Twd(600)));
    }

    private async Task<(BankDesk Desk, long Line)> Unidentified(long dollars)
    {
        var desk = await BankDesk.Open(fixture.Database);
        await desk.Import(10_000, desk.Moved(dollars, "", "unknown"));
        await desk.Match();
        return (desk, (await desk.Line("unknown")).Id);
    }
}
