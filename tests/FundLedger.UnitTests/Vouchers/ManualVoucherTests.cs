using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.UnitTests.Vouchers;

public sealed class ManualVoucherTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 27, 2, 0);
    private static readonly Actor Preparer = new(1, "preparer");
    private static readonly Actor Approver = new(2, "approver");
    private static readonly ManualVoucherFacts Facts = new(Currency.Twd, new Dictionary<string, LedgerAccount>());

    [Fact]
    public void Approve_ByAnotherPerson_GivesTheEntryWithBothPeople()
    {
        var decided = Fire(Submitted(), ManualVoucherTrigger.Approve, Approver).Value;

        decided.Entry.Should().BeEquivalentTo(new
        {
            Kind = VoucherKind.Transfer,
            BookingDate = new LocalDate(2026, 11, 26),
            Description = "reclassified",
            Document = new DocumentReference(DocumentKind.ManualVoucher, 7),
            PreparerId = (long?)Preparer.PersonId,
            ApproverId = (long?)Approver.PersonId,
            Manual = true,
        });
        decided.Entry!.Postings.Select(line => (line.Account, line.Fund, line.Amount.MinorUnits, line.VentureId, line.LotId))
            .Should().Equal(("5202", "DON-A", 300, 5L, null), ("5201", "DON-A", -300, null, 9L));
    }

    [Fact]
    public void Approve_ByThePreparer_IsRefused() =>
        Fire(Submitted(), ManualVoucherTrigger.Approve, Preparer).Refusal.Should().Be(
            WorkflowRefusals.PersonHasOtherDuty(Preparer.Name, Duty.Preparer, Duty.VoucherApprover));

    [Fact]
    public void Approve_AVoucherThatIsNotWhatWasPrepared_IsRefusedAndItCanBeRejected()
    {
        var voucher = Submitted();
        var (step, salt) = (voucher.History.Steps[0], new byte[16]);
        (step.SubjectHash, step.SubjectSalt) = (((IWorkflowDocument)voucher).Subject.Hash(voucher.Reference, 0, salt), salt);
        voucher.Lines.Add(new ManualVoucherLine { Line = 3, Account = "5203", Fund = "DON-A", Amount = 1 });

        Fire(voucher, ManualVoucherTrigger.Approve, Approver).Refusal
            .Should().Be(WorkflowRefusals.ApprovedSubjectChanged(1, ManualVoucherTrigger.Submit));
        Fire(voucher, ManualVoucherTrigger.Reject, Approver, "not what was prepared").IsRefused.Should().BeFalse();
        voucher.Lines.RemoveAt(2);
        Approvals.IsAbout(step, ((IWorkflowDocument)voucher).Subject).Should().BeTrue("without the third line it is what it was");
    }

    [Fact]
    public void Reject_WithoutAReason_IsRefused_AndWithOneEndsIt()
    {
        Fire(Submitted(), ManualVoucherTrigger.Reject, Approver).Refusal
            .Should().Be(WorkflowRefusals.ReasonMissing(ManualVoucherTrigger.Reject));
        var voucher = Submitted();
        Fire(voucher, ManualVoucherTrigger.Reject, Approver, "no evidence").Value.Entry.Should().BeNull();
        voucher.State.Should().Be(ManualVoucherState.Rejected);
    }

    [Theory]
    [InlineData(ManualVoucherTrigger.Approve)]
    [InlineData(ManualVoucherTrigger.Reject)]
    [InlineData(ManualVoucherTrigger.Withdraw)]
    public void Fire_OnAVoucherThatHasEnded_IsRefused(ManualVoucherTrigger trigger)
    {
        var voucher = Submitted();
        Fire(voucher, ManualVoucherTrigger.Withdraw, Preparer).IsRefused.Should().BeFalse();
        Fire(voucher, trigger, Approver, "late").Refusal
            .Should().Be(WorkflowRefusals.StepNotPermitted(trigger, ManualVoucherState.Withdrawn));
    }

    [Fact]
    public void Approve_OfAnotherRevisionThanWasLookedAt_IsRefused() => Submitted().Fire(
        ManualVoucherTrigger.Approve, new StepRequest(Approver, Now, ExpectedRevision: 0), Facts).Refusal
        .Should().Be(ManualVoucherRefusals.ManualVoucherChanged("VOUCHER7"));

    [Fact]
    public void Submit_IsAStepOfThePreparer()
    {
        var voucher = Submitted();
        voucher.State.Should().Be(ManualVoucherState.Submitted);
        voucher.History.Steps.Should().ContainSingle().Which.Duty.Should().Be(Duty.Preparer);
    }

    private static ManualVoucher Submitted()
    {
        var voucher = new ManualVoucher
        {
            Id = 7,
            PublicCode = "VOUCHER7",
            Purpose = ManualVoucherPurpose.Post,
            BookingDate = new LocalDate(2026, 11, 26),
            Description = "reclassified",
            Amount = 300,
            PreparedBy = Preparer.PersonId,
            Lines =
            [
                new ManualVoucherLine { Line = 2, Account = "5201", Fund = "DON-A", Amount = -300, LotId = 9 },
                new ManualVoucherLine { Line = 1, Account = "5202", Fund = "DON-A", Amount = 300, VentureId = 5 },
            ],
        };
        voucher.Submit(Preparer, Now).IsRefused.Should().BeFalse();
        return voucher;
    }

    private static Domain.Result<DecidedStep> Fire(
        ManualVoucher voucher, ManualVoucherTrigger trigger, Actor actor, string? reason = null) =>
        voucher.Fire(trigger, new StepRequest(actor, Now, reason), Facts);
}
