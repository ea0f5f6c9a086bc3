using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;

namespace FundLedger.UnitTests.Disbursements;

/// <summary>Which entry a step asks for, and what the facts of the books refuse.</summary>
public sealed class DisbursementDecisionTests
{
    [Fact]
    public void Fire_Authorize_SetsTheMoneyAsideByAStepOfTheSystem()
    {
        var decided = Cases.In(DisbursementState.Certified).Fire(DisbursementTrigger.Authorize, Cases.Person(14)).Value;

        decided.Entry.Should().BeNull();
        decided.Following!.Step.Duty.Should().BeNull();
        decided.Following.Reason.Should().BeNull();
        Lines(decided.Following.Entry).Should().Equal("9101 1000", "9102 -1000");
        decided.Following.Following.Should().BeNull();
    }

    [Theory]
    [InlineData(Instrument.Grant, "5101")]
    [InlineData(Instrument.UniversityGrant, "5102")]
    [InlineData(Instrument.Loan, "1301")]
    [InlineData(Instrument.Equity, "1302")]
    [InlineData(Instrument.IncomeShare, "1303")]
    public void Fire_Release_SpendsTheEncumbranceOnTheInstrumentsAccount(Instrument instrument, string account)
    {
        var disbursement = Cases.Draft(instrument);
        foreach (var (trigger, person) in new[] { (DisbursementTrigger.Submit, 11), (DisbursementTrigger.Certify, 12), (
            DisbursementTrigger.Authorize, 14) })
        {
            disbursement.Fire(trigger, Cases.Person(person)).IsRefused.Should().BeFalse();
        }

        var decided = disbursement.Fire(DisbursementTrigger.Release, Cases.Person(16)).Value;

        Lines(decided.Entry).Should().Equal($"{account} 1000", "2101 -1000", "9102 1000", "9101 -1000");
        decided.Entry!.Document.Should().Be(new DocumentReference(DocumentKind.Disbursement, 7));
    }

    [Fact]
    public void Fire_ReleaseAfterThePayeesAccountChanged_IsRefusedAndTheCaseStays()
    {
        var disbursement = Cases.In(DisbursementState.Encumbered);
        var changed = Cases.Facts with { PayeeBankAccountChanged = true };

        disbursement.Fire(DisbursementTrigger.Release, new StepRequest(Cases.Person(16), Cases.Now), changed)
            .Refusal.Should().Be(DisbursementRefusals.PayeeBankAccountChanged("CASE"));
        disbursement.State.Should().Be(DisbursementState.Encumbered);
        disbursement.Fire(DisbursementTrigger.Cancel, new StepRequest(Cases.Person(14), Cases.Now, "because"), changed)
            .IsRefused.Should().BeFalse("the changed account does not keep the case from being cancelled");
    }

    [Fact]
    public void Fire_ReleaseToAnAccountThatNobodyApproved_IsRefusedAndTheCaseCanStillBeCancelled()
    {
        var disbursement = Cases.Committed(DisbursementState.Encumbered);
        foreach (var payee in new[] { Cases.Account("66666666666666"), null })
        {
            var elsewhere = Cases.Facts with { Payee = payee };
            disbursement.Fire(DisbursementTrigger.Release, new StepRequest(Cases.Person(16), Cases.Now), elsewhere)
                .Refusal.Should().Be(WorkflowRefusals.ApprovedSubjectChanged(1, DisbursementTrigger.Submit));
        }

        disbursement.State.Should().Be(DisbursementState.Encumbered);
        disbursement.Fire(DisbursementTrigger.Release, Cases.Person(16)).IsRefused.Should().BeFalse("the approved account is there again");
        var another = Cases.Committed(DisbursementState.Encumbered);
        var request = new StepRequest(Cases.Person(14), Cases.Now, "because");
        another.Fire(DisbursementTrigger.Cancel, request, Cases.Facts with { Payee = null }).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void SendToBank_AnAccountThatNobodyApproved_IsRefused()
    {
        var disbursement = Cases.Committed(DisbursementState.Released);

        var elsewhere = Cases.Facts with { Payee = Cases.Account("66666666666666") };
        disbursement.SendToBank(Cases.Person(16), false, elsewhere).RefusalCode()
            .Should().Be(nameof(WorkflowRefusals.ApprovedSubjectChanged));
        disbursement.SendToBank(Cases.Person(16), false, Cases.Facts).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void Fire_ConfirmPaymentOfACaseThatWasChangedSince_IsBookedForTheBankHasPaid() =>
        Cases.Committed(DisbursementState.Released).Fire(
            DisbursementTrigger.ConfirmPayment, new StepRequest(Cases.Person(18), Cases.Now) { By = TakenBy.BankLine },
            Cases.Facts with { Payee = Cases.Account("66666666666666") }).IsRefused.Should().BeFalse();

    [Fact]
    public void Fire_Cancel_FreesOnlyWhatWasSetAside()
    {
        Lines(Cases.In(DisbursementState.Encumbered).Fire(DisbursementTrigger.Cancel, Cases.Person(14)).Value.Entry).Should()
            .Equal("9102 1000", "9101 -1000");
        Cases.In(DisbursementState.Submitted).Fire(DisbursementTrigger.Cancel, Cases.Person(11)).Value.Entry.Should().BeNull();
    }

    [Fact]
    public void Fire_ConfirmPayment_TakesTheMoneyFromTheBankOnItsValueDate()
    {
        var entry = Cases.In(DisbursementState.Released).Fire(DisbursementTrigger.ConfirmPayment, Cases.Person(18)).Value.Entry!;

        Lines(entry).Should().Equal("1111 1000", "1101.01 -1000");
        entry.ValueDate.Should().Be(Cases.Facts.BankDebit!.ValueDate);
    }

    [Fact]
    public void SendToBank_AReleasedCase_IsInTransitAndThePayersDuty()
    {
        var disbursement = Cases.In(DisbursementState.Released);

        Lines(disbursement.SendToBank(Cases.Person(16), false, Cases.Facts).Value).Should().Equal("2101 1000", "1111 -1000");
        disbursement.SendToBank(Cases.Person(12), false, Cases.Facts).RefusalCode().Should()
            .Be(nameof(WorkflowRefusals.PersonHasOtherDuty));
    }

    [Fact]
    public void SendToBank_ACaseThatStandsInAFile_IsRefusedBeforeAnythingElse() => Cases.In(DisbursementState.Encumbered)
        .SendToBank(Cases.Person(16), true, Cases.Facts).Refusal.Should().Be(DisbursementRefusals.AlreadyInPaymentFile("CASE"));

    [Fact]
    public void SendToBank_ACaseThatIsNotReleased_IsRefused() => Cases.In(DisbursementState.Encumbered)
        .SendToBank(Cases.Person(16), false, Cases.Facts).RefusalCode().Should().Be(nameof(WorkflowRefusals.StepNotPermitted));

    [Fact]
    public void Confirm_ThePaidAmount_MustBeTheOrders()
    {
        var order = new PaymentOrder { PaymentReference = "D", Amount = 1000 };

        order.Confirm(Money.Twd(999)).Should().Be(DisbursementRefusals.PaymentAmountDiffers(Money.Twd(999), Money.Twd(1000)));
        order.Confirmed.Should().BeFalse();
        order.Confirm(Money.Twd(1000)).Should().BeNull();
        order.Confirmed.Should().BeTrue();
    }

    [Fact]
    public void OpenDraft_ByWhoeverEnteredThePayeesAccount_IsRefused()
    {
        Cases.Draft().OpenDraft(Cases.Person(5), Cases.Person(5), Cases.Now).Should()
            .Be(WorkflowRefusals.PersonHasOtherDuty("person 5", Duty.PayeeEditor, Duty.Requester));
        Cases.Draft().OpenDraft(Cases.Person(5), Cases.Person(6), Cases.Now).Should().BeNull();
    }

    private static IEnumerable<string> Lines(EntryDraft? entry) =>
        entry!.Postings.Select(posting => FormattableString.Invariant($"{posting.Account} {posting.Amount.MinorUnits}"));
}
