using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;
using NodaTime;

namespace FundLedger.IntegrationTests.Banking;

/// <summary>What comes back of a disbursement: unspent money from the payee, a payment that the bank could not make.</summary>
public sealed class ExplainMoneyBackTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Refund_InTheSameYear_LowersTheGrantAndGivesTheLastLotItsMoney()
    {
        var (desk, fund, paid) = await Paid();
        var line = await desk.Bring(700, "退回未用款");

        (await desk.Explain(line.Id, Part.Refund(paid.Code))).Refusal.Should().BeNull();

        (await paid.PostingsAfter(PaidCase.UntilPaid)).Should().Equal(("1101.01", fund, 700L), ("5101", fund, -700L));
        (await desk.Books.Lots(fund)).Select(lot => (lot.Used, lot.Remaining)).Should()
            .Equal([(300L, 100L), (0L, 600L)], "the lot that was used last has its 600 again, the one before it 100");
        (await desk.Books.Available(fund)).Should().Be(700);
        var part = (await desk.Parts(line.Id)).Single();
        (part.Kind, part.Document, part.Amount).Should()
            .Be((LinePartKind.Refund, (DocumentReference?)(await paid.Disbursement()).Reference, 700L));
        await desk.Verify();
    }

    [Fact]
    public async Task Refund_InALaterYear_IsARecoveryAndANewLotOfTheFund()
    {
        var (desk, fund, paid) = await Paid();
        desk.Books.Clock.Set(new LocalDate(2027, 2, 1));
        var line = await desk.Bring(700, "unspent");
        (await desk.Explain(line.Id, Part.Refund(paid.Reference))).Refusal.Should().BeNull();
        (await paid.PostingsAfter(PaidCase.UntilPaid)).Should().Equal(("1101.01", fund, 700L), ("4206", fund, -700L));
        var lots = await desk.Books.Lots(fund);
        (lots[^1].Kind, lots[^1].DocumentId, lots[^1].Remaining).Should()
            .Be((LotKind.Return, (long?)(await paid.Disbursement()).Id, 700L));
        lots[0].Used.Should().Be(400, "what was spent in a closed year stays spent");
        await desk.Verify();
    }

    [Fact]
    public async Task Refund_InALaterYear_IsShownToTheDonorAsMoneyThatCameBack()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFund();
        var gift = await desk.Promise(fund, 1_000);
        (await desk.Bring(1_000, "gift", gift.PaymentReference)).State.Should().Be(StatementLineState.Matched);
        var paid = await PaidCase.Pay(desk, fund, 1_000);
        desk.Books.Clock.Set(new LocalDate(2027, 2, 1));
        foreach (var (dollars, name) in new[] { (300L, "first"), (200L, "second") })
        {
            var line = await desk.Bring(dollars, name);
            (await desk.Explain(line.Id, Part.Refund(paid.Code))).Refusal.Should().BeNull();
        }

        var trace = (await new LotTraceReport(fixture.Database.Reporting).Run(desk.Books.AccountId, gift.PublicCode, default)).Value;
        (trace.Used, trace.Returned, trace.UsedAgain, trace.Ties).Should().Be((1_000L, 500L, 0L, true));
    }

    [Fact]
    public async Task Refund_InTheSameYear_IsNotUsedAnyMoreInTheDonorsTrace()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFund();
        var gift = await desk.Promise(fund, 1_000);
        await desk.Bring(1_000, "gift", gift.PaymentReference);
        var paid = await PaidCase.Pay(desk, fund, 900);
        var line = await desk.Bring(300, "refund");
        (await desk.Explain(line.Id, Part.Refund(paid.Code))).Refusal.Should().BeNull();

        var trace = (await new LotTraceReport(fixture.Database.Reporting).Run(desk.Books.AccountId, gift.PublicCode, default)).Value;
        (trace.Used, trace.Remaining, trace.Returned, trace.Ties).Should().Be((600L, 400L, 0L, true));
    }

    [Fact]
    public async Task Refund_OfMoreThanIsLeft_IsRefusedAlsoInSeveralTurns()
    {
        var (desk, _, paid) = await Paid();
        var first = await desk.Bring(600, "first");
        (await desk.Explain(first.Id, Part.Refund(paid.Code))).Refusal.Should().BeNull();
        var second = await desk.Bring(401, "second");
        (await desk.Explain(second.Id, Part.Refund(paid.Code))).Refusal
            .Should().Be(DisbursementRefusals.RefundAbovePaid(paid.Code, Money.Twd(401), Money.Twd(400)));
        (await desk.Explain(second.Id, Part.Refund(paid.Code, 300), Part.Refund(paid.Code, 101))).Refusal
            .Should().Be(LinePartRefusals.DocumentNamedTwice(2));
        var third = await desk.Bring(400, "third");
        (await desk.Explain(third.Id, Part.Refund(paid.Code))).Refusal.Should().BeNull();
        await desk.Verify();
    }

    [Fact]
    public async Task Refund_OfAnUnknownCase_IsRefused()
    {
        var (desk, _, _) = await Paid();
        var line = await desk.Bring(5, "refund");
        (await desk.Explain(line.Id, Part.Refund("NOBODY"))).Refusal.Should().Be(BankingRefusals.ReferenceUnknown("NOBODY"));
    }

    [Fact]
    public async Task Refund_ExplainedByAPersonOfAnotherPart_IsRefused()
    {
        var (desk, _, paid) = await Paid();
        var line = await desk.Bring(5, "refund");
        (await desk.Explain(line.Id, BankDesk.Key(), paid.Payer, Part.Refund(paid.Code))).Refusal
            .Should().Be(WorkflowRefusals.PersonHasOtherDuty("payer", Duty.Payer, Duty.Reconciler));
    }

    [Fact]
    public async Task BouncedPayment_PutsTheMoneyBackAndTheCaseWaitsForThePayer()
    {
        var (desk, fund, paid) = await Paid();
        var line = await desk.Bring(1_000, "退匯", paid.Reference);
        line.State.Should().Be(StatementLineState.Unidentified, "a reference of money that goes out is on money that comes in");

        (await desk.Explain(line.Id, Part.Bounced(paid.Reference))).Refusal.Should().BeNull();

        (await paid.PostingsAfter(PaidCase.UntilPaid)).Should().Equal(
            ("1101.01", fund, 1_000L), ("1111", fund, -1_000L), ("1111", fund, 1_000L), ("2101", fund, -1_000L));
        (await paid.Disbursement()).State.Should().Be(DisbursementState.PaymentReturned);
        (await desk.Books.Available(fund)).Should().Be(0, "it stays spent until somebody decides");
        (await paid.Export()).Refusal.Should().Be(DisbursementRefusals.PaymentCameBack(paid.Code));
        await desk.Verify();
    }

    [Fact]
    public async Task BouncedPayment_PaidAgain_IsInASecondFileAndConfirmedByASecondLine()
    {
        var (desk, fund, paid) = await Bounced();
        (await paid.Move(DisbursementTrigger.PayAgain, paid.Payer, "電話向受款人確認帳號")).Refusal.Should().BeNull();

        await paid.SendAndConfirm();

        (await paid.Disbursement()).State.Should().Be(DisbursementState.Paid);
        (await paid.PostingsAfter(PaidCase.UntilPaid + 4)).Should().Equal(
            ("2101", fund, 1_000L), ("1111", fund, -1_000L), ("1111", fund, 1_000L), ("1101.01", fund, -1_000L));
        (await paid.Export()).Refusal.Should().Be(DisbursementRefusals.AlreadyInPaymentFile(paid.Code));
        await desk.Verify();

        var again = await desk.Bring(1_000, "bounced again", paid.Reference);
        (await desk.Explain(again.Id, Part.Bounced(paid.Code))).Refusal.Should().BeNull();
        await desk.Verify();
    }

    [Fact]
    public async Task BouncedPayment_ToAnAccountThatHasChanged_CannotBePaidAgain()
    {
        var (desk, _, paid) = await Bounced();
        await PaidCase.ChangePayeeAccount(desk.Books, paid.Payee, await desk.Books.AddPerson("another editor"));
        (await paid.Move(DisbursementTrigger.PayAgain, paid.Payer, "confirmed")).Refusal
            .Should().Be(DisbursementRefusals.PayeeBankAccountChanged(paid.Code));
    }

    [Fact]
    public async Task BouncedPayment_Cancelled_TakesTheReleaseBackAndEveryLotHasItsMoney()
    {
        var (desk, fund, paid) = await Bounced();
        (await paid.Move(DisbursementTrigger.Cancel, paid.Authorizer, "受款帳戶已結清")).Refusal.Should().BeNull();
        (await paid.PostingsAfter(PaidCase.UntilPaid + 4)).Should().Equal(("2101", fund, 1_000L), ("5101", fund, -1_000L));
        (await desk.Books.Lots(fund)).Select(lot => (lot.Used, lot.Remaining)).Should().Equal((0L, 400L), (0L, 600L));
        (await desk.Books.Available(fund), await desk.Balance("5101")).Should().Be((1_000L, 0L));
        await desk.Verify();
    }

    [Fact]
    public async Task BouncedPayment_CancelledInALaterYear_IsARecoveryAndANewLot()
    {
        var (desk, fund, paid) = await Bounced();
        desk.Books.Clock.Set(new LocalDate(2027, 1, 4));
        (await paid.Move(DisbursementTrigger.Cancel, paid.Authorizer, "account closed")).Refusal.Should().BeNull();
        (await paid.PostingsAfter(PaidCase.UntilPaid + 4)).Should().Equal(("2101", fund, 1_000L), ("4206", fund, -1_000L));
        (await desk.Books.Available(fund)).Should().Be(1_000);
        await desk.Verify();
    }

    [Fact]
    public async Task BouncedPayment_OfAnotherAmountOrAfterARefund_IsRefused()
    {
        var (desk, _, paid) = await Paid();
        var line = await desk.Bring(999, "bounced");
        (await desk.Explain(line.Id, Part.Bounced(paid.Code))).Refusal
            .Should().Be(DisbursementRefusals.PaymentAmountDiffers(Money.Twd(999), Money.Twd(1_000)));
        var refund = await desk.Bring(1, "refund");
        (await desk.Explain(refund.Id, Part.Refund(paid.Code))).Refusal.Should().BeNull();
        var whole = await desk.Bring(1_000, "bounced whole");
        (await desk.Explain(whole.Id, Part.Bounced(paid.Code))).Refusal.Should().Be(DisbursementRefusals.PartlyRefunded(paid.Code));
    }

    [Fact]
    public async Task BouncedPayment_OfACaseThatIsNotPaid_IsRefused()
    {
        var (desk, _, paid) = await Bounced();
        var line = await desk.Bring(1_000, "bounced once more");
        (await desk.Explain(line.Id, Part.Bounced(paid.Code))).Refusal.Should()
            .Be(WorkflowRefusals.StepNotPermitted(DisbursementTrigger.ReturnPayment, DisbursementState.PaymentReturned));
        (await desk.Explain(line.Id, Part.Refund(paid.Code))).Refusal
            .Should().Be(DisbursementRefusals.NothingToRefund(paid.Code, DisbursementState.PaymentReturned));
    }

    /// <summary>A grant of 1,000 out of two lots of 400 and 600, paid.</summary>
    private async Task<(BankDesk Desk, string Fund, PaidCase Paid)> Paid()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var fund = await desk.Books.AddFundHolding(400);
        await desk.Books.BookGift(fund, 600);
        return (desk, fund, await PaidCase.Pay(desk, fund, 1_000));
    }

    private async Task<(BankDesk Desk, string Fund, PaidCase Paid)> Bounced()
    {
        var (desk, fund, paid) = await Paid();
        var line = await desk.Bring(1_000, Books.Unique("bounced"), paid.Reference);
        (await desk.Explain(line.Id, Part.Bounced(paid.Code))).Refusal.Should().BeNull();
        return (desk, fund, paid);
    }
}
