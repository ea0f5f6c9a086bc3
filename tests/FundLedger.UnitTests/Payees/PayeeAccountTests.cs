using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UnitTests.Disbursements;
using NodaTime;

namespace FundLedger.UnitTests.Payees;

public sealed class PayeeAccountTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 7, 1, 2, 0);
    private static readonly LocalDate Today = new(2026, 7, 1);
    private static readonly Actor Editor = new(1, "editor");
    private static readonly Actor Confirmer = new(2, "confirmer");

    [Fact]
    public void Confirm_ByAnotherPerson_GivesTheAccountWithItsDocumentAndDay()
    {
        var change = Submitted();
        Fire(change, PayeeAccountChangeTrigger.Confirm, Confirmer).IsRefused.Should().BeFalse();
        change.Account(9, first: false, Today, Now).Should().BeEquivalentTo(new
        {
            Id = 9L,
            PartyId = 5L,
            BankCode = "0040000",
            AccountNumber = "123",
            Holder = "cooperative",
            EditedBy = Editor.PersonId,
            ChangeId = (long?)7,
            UsableFrom = (LocalDate?)Today.PlusDays(PayeeAccountRules.CoolingOffDays),
        });
        (change.PayeeBankAccountId, change.UsableFrom).Should().Be((9, Today.PlusDays(3)));
    }

    [Fact]
    public void Confirm_ByWhoeverSubmittedIt_IsRefused() =>
        Fire(Submitted(), PayeeAccountChangeTrigger.Confirm, Editor).Refusal.Should().Be(
            WorkflowRefusals.PersonHasOtherDuty(Editor.Name, Duty.PayeeEditor, Duty.PayeeConfirmer));

    [Fact]
    public void Account_OfAChangeThatIsNotConfirmed_IsAFault()
    {
        var early = () => Submitted().Account(9, first: true, Today, Now);
        early.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Confirm_OnARevisionThatIsNotThePresentOne_IsRefused()
    {
        var change = Submitted();
        change.Fire(PayeeAccountChangeTrigger.Confirm, new StepRequest(Confirmer, Now, ExpectedRevision: 0)).Refusal
            .Should().Be(PayeeRefusals.PayeeAccountChangeChanged("CHANGE"));
    }

    [Fact]
    public void Confirm_OfAnAccountThatIsNotWhatWasSubmitted_IsRefused()
    {
        var change = Submitted();
        var (step, salt) = (change.History.Steps[0], new byte[16]);
        var other = Submitted("66666666666666");
        (step.SubjectHash, step.SubjectSalt) = (((IWorkflowDocument)other).Subject.Hash(change.Reference, 0, salt), salt);
        Fire(change, PayeeAccountChangeTrigger.Confirm, Confirmer).Refusal
            .Should().Be(WorkflowRefusals.ApprovedSubjectChanged(1, PayeeAccountChangeTrigger.Submit));
    }

    [Fact]
    public void Reject_NeedsAReason_AndWhatIsRejectedIsNotConfirmed()
    {
        Fire(Submitted(), PayeeAccountChangeTrigger.Reject, Confirmer).RefusalCode().Should().Be(nameof(WorkflowRefusals.ReasonMissing));
        var rejected = Submitted();
        Fire(rejected, PayeeAccountChangeTrigger.Reject, Confirmer, "not the payee's").IsRefused.Should().BeFalse();
        rejected.State.Should().Be(PayeeAccountChangeState.Rejected);
        Fire(rejected, PayeeAccountChangeTrigger.Confirm, Confirmer).IsRefused.Should().BeTrue();
        Fire(Submitted(), PayeeAccountChangeTrigger.Withdraw, Editor).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void UsableFrom_OfAFirstAccount_IsTheDayItWasConfirmed() =>
        PayeeAccountRules.UsableFrom(Today, first: true).Should().Be(Today);

    [Theory]
    [InlineData("0040000", "1234567890123456", "合作社", null)]
    [InlineData("004", "123", "合作社", nameof(PayeeRefusals.PayeeBankCodeNotValid))]
    [InlineData("004000a", "123", "合作社", nameof(PayeeRefusals.PayeeBankCodeNotValid))]
    [InlineData("0040000", "", "合作社", nameof(PayeeRefusals.PayeeAccountNumberNotValid))]
    [InlineData("0040000", "12345678901234567", "合作社", nameof(PayeeRefusals.PayeeAccountNumberNotValid))]
    [InlineData("0040000", "12.3", "合作社", nameof(PayeeRefusals.PayeeAccountNumberNotValid))]
    [InlineData("0040000", "123", " ", nameof(PayeeRefusals.PayeeHolderMissing))]
    [InlineData("0040000", "123", "a\u0001", nameof(PayeeRefusals.PayeeHolderNotText))]
    public void Check_OfAnAccount_AsksForDigitsAndAHolder(string bank, string number, string holder, string? refusal) =>
        (PayeeAccountRules.Check(bank, number, holder)?.Code).Should().Be(refusal);

    [Fact]
    public void Check_OfALongHolder_IsRefused() => PayeeAccountRules.Check("0040000", "123", new string('社', 201)).Should()
        .Be(PayeeRefusals.PayeeHolderTooLong(201, 200));

    [Theory]
    [InlineData("0 0 4-0000", "0040000")]
    [InlineData("0040000 ", "0040000")]
    [InlineData("12a", "12a")]
    public void Digits_AsTyped_ArePlain(string typed, string digits) => PayeeAccountRules.Digits(typed).Should().Be(digits);

    [Theory]
    [InlineData("123456", "••3456")]
    [InlineData("123", "•••")]
    public void Masked_ShowsTheLastFour(string number, string masked) => PayeeAccountRules.Masked(number).Should().Be(masked);

    [Fact]
    public void Same_AtTheSameBankWhateverTheBranch()
    {
        var account = Cases.Account("123");
        PayeeAccountRules.Same("0041234", "123", account).Should().BeTrue();
        PayeeAccountRules.Same("0050000", "123", account).Should().BeFalse();
        PayeeAccountRules.Same("0041234", "124", account).Should().BeFalse();
    }

    [Fact]
    public void Release_BeforeTheAccountMayBeUsed_IsRefusedWithTheDay_AndOnThatDayIsNot()
    {
        var day = Cases.Facts.BookingDate.PlusDays(1);
        var early = Cases.Facts with { Payee = Usable(day) };
        Cases.In(DisbursementState.Encumbered).Fire(DisbursementTrigger.Release, Step(), early).Refusal
            .Should().Be(DisbursementRefusals.PayeeAccountCoolingOff("CASE", day));
        Cases.In(DisbursementState.Released).SendToBank(Payer, inPaymentFile: false, early).Refusal
            .Should().Be(DisbursementRefusals.PayeeAccountCoolingOff("CASE", day));
        Cases.In(DisbursementState.Encumbered)
            .Fire(DisbursementTrigger.Release, Step(), Cases.Facts with { Payee = Usable(Cases.Facts.BookingDate) })
            .IsRefused.Should().BeFalse();
    }

    [Fact]
    public void OpenDraft_ByWhoeverEnteredOrConfirmedTheAccount_IsRefused()
    {
        Cases.Draft().OpenDraft(Editor, Editor, Now, Confirmer)!.Code.Should().Be(nameof(WorkflowRefusals.PersonHasOtherDuty));
        Cases.Draft().OpenDraft(Confirmer, Editor, Now, Confirmer)!.Code.Should().Be(nameof(WorkflowRefusals.PersonHasOtherDuty));
        Cases.Draft().OpenDraft(Cases.Person(8), Editor, Now, Confirmer).Should().BeNull();
    }

    private static Actor Payer => Cases.Person(10 + (int)Duty.Payer);

    private static StepRequest Step() => new(Payer, Now);

    private static PayeeBankAccount Usable(LocalDate from) => new()
    {
        Id = 3,
        BankCode = "004",
        AccountNumber = "987654321",
        Holder = "cooperative",
        UsableFrom = from,
    };

    private static PayeeAccountChange Submitted(string number = "123")
    {
        var change = new PayeeAccountChange
        {
            DedicatedAccountId = 1,
            Id = 7,
            PublicCode = "CHANGE",
            PartyId = 5,
            BankCode = "0040000",
            AccountNumber = number,
            Holder = "cooperative",
            SubmittedBy = Editor.PersonId,
            SubmittedOn = Today,
        };
        _ = change.Submit(Editor, Now).Value;
        return change;
    }

    private static Result<DecidedStep> Fire(
        PayeeAccountChange change, PayeeAccountChangeTrigger trigger, Actor actor, string? reason = null) =>
        change.Fire(trigger, new StepRequest(actor, Now, reason));
}
