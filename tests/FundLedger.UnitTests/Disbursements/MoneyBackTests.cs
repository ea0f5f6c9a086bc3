using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.UnitTests.Disbursements;

/// <summary>Money of a disbursement that comes back: from the payee, or from the bank that could not pay.</summary>
public sealed class MoneyBackTests
{
    private static readonly DisbursementFacts NextYear = Cases.Facts with { BookingDate = new LocalDate(2027, 1, 5) };

    [Fact]
    public void TakeRefund_InTheYearOfTheRelease_LowersTheExpenseAndGivesTheLastLotsBack()
    {
        var entry = Refund(700).Value;
        Lines(entry).Should().Equal(("1101.01", 700), ("5101", -700));
        entry.ExactLotMovements.Should().Equal(new LotMovement(5, "DON-A", -600, 0), new LotMovement(3, "DON-A", -100, 0));
        (entry.Opens, entry.ValueDate, entry.Document).Should().Be(
            (null, new LocalDate(2026, 7, 2), (DocumentReference?)new DocumentReference(DocumentKind.Disbursement, 7)));
    }

    [Fact]
    public void TakeRefund_InALaterYear_IsARecoveryAndANewLotOfTheSameFund()
    {
        var entry = Refund(700, facts: NextYear).Value;
        Lines(entry).Should().Equal(("1101.01", 700), ("4206", -700));
        (entry.ExactLotMovements, entry.Opens).Should().Be((null, new LotOrigin(LotKind.Return, 7)));
    }

    [Theory]
    [InlineData(Instrument.Loan, "1301")]
    [InlineData(Instrument.IncomeShare, "1303")]
    public void Cancel_OfAnAssetInALaterYear_LowersTheAssetStill(Instrument instrument, string account)
    {
        var disbursement = Cases.Draft(instrument);
        foreach (var trigger in new[]
        {
            DisbursementTrigger.Submit, DisbursementTrigger.Certify, DisbursementTrigger.Authorize, DisbursementTrigger.Release,
            DisbursementTrigger.ConfirmPayment,
        })
        {
            _ = disbursement.Fire(trigger, Cases.Person(20 + (int)trigger)).Value;
        }

        Lines(disbursement.TakeRefund(Cases.Person(99), Money.Twd(10), Money.Twd(0), NextYear).Value).Should()
            .Equal(("1101.01", 10), (account, -10));
    }

    [Fact]
    public void TakeRefund_OfMoreThanIsLeft_IsRefused()
    {
        Refund(1_001).Refusal.Should().Be(DisbursementRefusals.RefundAbovePaid("CASE", Money.Twd(1_001), Money.Twd(1_000)));
        Refund(301, before: 700).Refusal.Should().Be(DisbursementRefusals.RefundAbovePaid("CASE", Money.Twd(301), Money.Twd(300)));
        Refund(1_000).IsRefused.Should().BeFalse();
    }

    [Theory]
    [InlineData(DisbursementState.Released)]
    [InlineData(DisbursementState.PaymentReturned)]
    [InlineData(DisbursementState.Cancelled)]
    public void TakeRefund_OfMoneyThePayeeDoesNotHave_IsRefused(DisbursementState state) =>
        Cases.In(state).TakeRefund(Cases.Person(99), Money.Twd(1), Money.Twd(0), Cases.Facts).Refusal
            .Should().Be(DisbursementRefusals.NothingToRefund("CASE", state));

    [Fact]
    public void TakeRefund_ByAPersonOfAnotherPart_IsRefused()
    {
        var paid = Cases.In(DisbursementState.Paid);
        paid.TakeRefund(Cases.Person(14), Money.Twd(1), Money.Twd(0), Cases.Facts).RefusalCode()
            .Should().Be(nameof(WorkflowRefusals.PersonHasOtherDuty));
        paid.TakeRefund(Cases.Person(18), Money.Twd(1), Money.Twd(0), Cases.Facts).IsRefused.Should()
            .BeFalse("the reconciler reconciles again");
    }

    [Fact]
    public void GiveBack_OfMoreThanWasTaken_IsABug()
    {
        var act = () => new ReleasedMoney(2026, [new LotTaking(3, 5)]).GiveBack(6, "DON-A");
        act.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void ReturnPayment_PutsTheMoneyBackAtTheBankAndOwesItAgain()
    {
        var paid = Cases.In(DisbursementState.Paid);
        var entry = paid.Fire(DisbursementTrigger.ReturnPayment, Cases.Person(18)).Value.Entry!;
        Lines(entry).Should().Equal(("1101.01", 1_000), ("1111", -1_000), ("1111", 1_000), ("2101", -1_000));
        (entry.Kind, entry.ValueDate, paid.State).Should()
            .Be((VoucherKind.Receipt, new LocalDate(2026, 7, 2), DisbursementState.PaymentReturned));
    }

    [Fact]
    public void ReturnPayment_OfWhatThePayeeHasPaidBackInPart_IsRefused() => Cases.In(DisbursementState.Paid).Fire(
            DisbursementTrigger.ReturnPayment, new StepRequest(Cases.Person(18), Cases.Now) { By = TakenBy.BankLine },
            Cases.Facts with { Refunded = true })
        .Refusal.Should().Be(DisbursementRefusals.PartlyRefunded("CASE"));

    [Fact]
    public void PayAgain_NeedsTheSameAccountAndAReason_AndPostsNothing()
    {
        var came = Cases.In(DisbursementState.PaymentReturned);
        var changed = Cases.Facts with { PayeeBankAccountChanged = true };
        came.Fire(DisbursementTrigger.PayAgain, new StepRequest(Cases.Person(16), Cases.Now, "confirmed by telephone"), changed)
            .Refusal.Should().Be(DisbursementRefusals.PayeeBankAccountChanged("CASE"));
        came.Fire(DisbursementTrigger.PayAgain, Cases.Person(16), reason: null).RefusalCode()
            .Should().Be(nameof(WorkflowRefusals.ReasonMissing));
        came.SendToBank(Cases.Person(16), inPaymentFile: false, Cases.Facts).Refusal
            .Should().Be(DisbursementRefusals.PaymentCameBack("CASE"));

        came.Fire(DisbursementTrigger.PayAgain, Cases.Person(16)).Value.Entry.Should().BeNull("it is owed already");
        Lines(came.SendToBank(Cases.Person(16), inPaymentFile: false, Cases.Facts).Value).Should().Equal(("2101", 1_000), ("1111", -1_000));
    }

    [Fact]
    public void Cancel_OfAPaymentThatCameBack_TakesTheReleaseBackAndEveryLotGetsItsMoney()
    {
        var entry = Cases.In(DisbursementState.PaymentReturned).Fire(DisbursementTrigger.Cancel, Cases.Person(14)).Value.Entry!;
        Lines(entry).Should().Equal(("2101", 1_000), ("5101", -1_000));
        entry.ExactLotMovements.Should().Equal(new LotMovement(5, "DON-A", -600, 0), new LotMovement(3, "DON-A", -400, 0));
    }

    [Fact]
    public void Cancel_OfAPaymentThatCameBackInALaterYear_IsARecovery()
    {
        var request = new StepRequest(Cases.Person(14), Cases.Now, "account closed");
        var entry = Cases.In(DisbursementState.PaymentReturned).Fire(DisbursementTrigger.Cancel, request, NextYear).Value.Entry!;
        Lines(entry).Should().Equal(("2101", 1_000), ("4206", -1_000));
        entry.Opens.Should().Be(new LotOrigin(LotKind.Return, 7));
    }

    [Fact]
    public void GiveBack_OfAnOrder_EndsItAndIsRefusedForAnotherAmount()
    {
        var order = new PaymentOrder { PaymentReference = "RF", Amount = 1_000 };
        order.Confirm(Money.Twd(1_000)).Should().BeNull();
        order.GiveBack(Money.Twd(999)).Should().Be(DisbursementRefusals.PaymentAmountDiffers(Money.Twd(999), Money.Twd(1_000)));
        order.IsUnderWay.Should().BeTrue();
        order.GiveBack(Money.Twd(1_000)).Should().BeNull();
        (order.Confirmed, order.IsUnderWay).Should().Be((true, false));
    }

    private static FundLedger.Domain.Result<EntryDraft> Refund(long dollars, long before = 0, DisbursementFacts? facts = null) =>
        Cases.In(DisbursementState.Paid).TakeRefund(
            Cases.Person(99), Money.Twd(dollars), Money.Twd(before), facts ?? Cases.Facts);

    private static IEnumerable<(string Account, long Amount)> Lines(EntryDraft entry) =>
        entry.Postings.Select(posting => (posting.Account, posting.Amount.MinorUnits));
}
