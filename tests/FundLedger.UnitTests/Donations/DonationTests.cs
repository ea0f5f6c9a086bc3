using FundLedger.Domain;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Screening;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.UnitTests.Donations;

public sealed class DonationTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 7, 1, 2, 0);
    private static readonly Actor Officer = new(1, "officer");
    private static readonly Actor Decider = new(2, "decider");
    private static readonly Actor Company = new(3, "company");

    [Fact]
    public void Readme_Diagram_IsTheWorkflowTable() =>
        File.ReadAllText(Path.Combine(SourceFolder.Root, "README.md")).ReplaceLineEndings("\n").Should().Contain(
            DonationWorkflow.Table.ToMermaid().ReplaceLineEndings("\n").Trim(), "the diagram is the table as Stateless draws it");

    [Theory]
    [InlineData(ScreeningOutcome.Pass, DonationState.Screened)]
    [InlineData(ScreeningOutcome.Escalate, DonationState.Escalated)]
    [InlineData(ScreeningOutcome.Block, DonationState.Blocked)]
    public void Intend_IsScreenedInTheSameWrite(ScreeningOutcome outcome, DonationState reached)
    {
        var donation = New();
        var step = donation.Intend(DonationTrigger.Offer, Company, Now, outcome).Value;
        (donation.State, donation.Revision, step.Following!.Step.Duty).Should().Be((reached, 2, (Duty?)null));
    }

    [Fact]
    public void Accept_OfWhatPasses_ByWhoRecordedIt_IsTaken() => Fire(In(ScreeningOutcome.Pass), DonationTrigger.Accept, Officer)
        .IsRefused.Should().BeFalse();

    [Fact]
    public void Accept_OfWhatIsEscalatedOrBlocked_IsRefused()
    {
        foreach (var outcome in new[] { ScreeningOutcome.Escalate, ScreeningOutcome.Block })
        {
            Fire(In(outcome), DonationTrigger.Accept, Officer).RefusalCode().Should().Be(nameof(WorkflowRefusals.StepNotPermitted));
            Fire(In(outcome), DonationTrigger.Pass, Officer, "I say so").RefusalCode().Should()
                .Be(nameof(WorkflowRefusals.StepNotPermitted), "no person takes a step of the system");
        }

        Fire(In(ScreeningOutcome.Block), DonationTrigger.Clear, Decider, "why not").RefusalCode().Should()
            .Be(nameof(WorkflowRefusals.StepNotPermitted));
    }

    [Fact]
    public void Clear_IsANamedDecisionOfAnotherPersonWithAReason()
    {
        Fire(In(ScreeningOutcome.Escalate), DonationTrigger.Clear, Officer, "known").RefusalCode().Should()
            .Be(nameof(WorkflowRefusals.PersonHasOtherDuty));
        Fire(In(ScreeningOutcome.Escalate), DonationTrigger.Clear, Decider).RefusalCode().Should()
            .Be(nameof(WorkflowRefusals.ReasonMissing));
        var cleared = In(ScreeningOutcome.Escalate);
        Fire(cleared, DonationTrigger.Clear, Decider, "another company").IsRefused.Should().BeFalse();
        Fire(cleared, DonationTrigger.Accept, Decider).RefusalCode().Should().Be(nameof(WorkflowRefusals.PersonHasOtherDuty));
        Fire(cleared, DonationTrigger.Accept, Officer).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void Step_OnAScreeningThatIsNotTodays_IsRefused()
    {
        In(ScreeningOutcome.Pass).Fire(DonationTrigger.Accept, new StepRequest(Officer, Now), screenedAsToday: false).Refusal.Should()
            .Be(DonationRefusals.DonationScreeningOutdated("GIFT"));
        In(ScreeningOutcome.Pass).Fire(DonationTrigger.Decline, new StepRequest(Officer, Now, "no"), screenedAsToday: false)
            .IsRefused.Should().BeFalse("it may be declined at any time");
        In(ScreeningOutcome.Pass).Fire(
            DonationTrigger.Accept, new StepRequest(Officer, Now, ExpectedRevision: 1), screenedAsToday: true).Refusal.Should()
            .Be(DonationRefusals.DonationChanged("GIFT"));
    }

    [Fact]
    public void Rescreen_MovesWhatIsNotDecidedYet_AndNothingElse()
    {
        var donation = In(ScreeningOutcome.Pass);
        donation.Rescreen(ScreeningOutcome.Escalate, Officer, Now).Value.Should().NotBeNull();
        donation.Rescreen(ScreeningOutcome.Escalate, Officer, Now).Value.Should().BeNull();
        donation.Rescreen(ScreeningOutcome.Block, Officer, Now).Value.Should().NotBeNull();
        donation.Rescreen(ScreeningOutcome.Pass, Officer, Now).Value.Should().NotBeNull();
        Fire(donation, DonationTrigger.Accept, Officer).IsRefused.Should().BeFalse();
        donation.Rescreen(ScreeningOutcome.Block, Officer, Now).Value.Should().BeNull();
        donation.State.Should().Be(DonationState.Accepted);
    }

    [Fact]
    public void Receive_MovesToPartlyAndThenWholly()
    {
        var donation = In(ScreeningOutcome.Pass);
        Fire(donation, DonationTrigger.Accept, Officer).IsRefused.Should().BeFalse();
        donation.Receive(all: false, Decider, Now).Value.Should().NotBeNull();
        donation.Receive(all: false, Decider, Now).Value.Should().BeNull();
        donation.State.Should().Be(DonationState.PartlyReceived);
        donation.Receive(all: true, Decider, Now).Value.Should().NotBeNull();
        donation.State.Should().Be(DonationState.Received);
        donation.Receive(all: true, Decider, Now).IsRefused.Should().BeTrue();
    }

    [Fact]
    public void Withdraw_OfTheRest_LeavesWhatHasCome()
    {
        var donation = In(ScreeningOutcome.Pass);
        Fire(donation, DonationTrigger.Accept, Officer).IsRefused.Should().BeFalse();
        _ = donation.Receive(all: false, Officer, Now).Value;
        Fire(donation, DonationTrigger.Withdraw, Officer, "letter").IsRefused.Should().BeFalse();
        donation.State.Should().Be(DonationState.PartlyFulfilled);
    }

    [Fact]
    public void Retract_IsTheDonorsOwn()
    {
        var offered = New();
        _ = offered.Intend(DonationTrigger.Offer, Company, Now, ScreeningOutcome.Pass).Value;
        Fire(offered, DonationTrigger.Retract, Company).IsRefused.Should().BeFalse();
        Fire(In(ScreeningOutcome.Pass), DonationTrigger.Withdraw, Officer).RefusalCode().Should()
            .Be(nameof(WorkflowRefusals.ReasonMissing));
    }

    [Theory]
    [InlineData("修繕", null, null, null)]
    [InlineData(" ", null, null, nameof(LedgerRefusals.DescriptionMissing))]
    [InlineData("修繕", "\u0001", null, nameof(LedgerRefusals.DescriptionNotText))]
    [InlineData("修繕", null, "TWD", nameof(DonationRefusals.ForeignCurrencyNotValid))]
    [InlineData("修繕", null, "eur", nameof(DonationRefusals.ForeignCurrencyNotValid))]
    [InlineData("修繕", null, "EUR", null)]
    public void Check_OfWhatIsSaid(string purpose, string? conditions, string? currency, string? refusal) =>
        (Donation.Check(purpose, conditions, currency, Currency.Twd)?.Code).Should().Be(refusal);

    [Fact]
    public void Check_OfLongTexts_IsRefused()
    {
        Donation.Check(new string('a', 181), null, null, Currency.Twd)!.Code.Should().Be(nameof(LedgerRefusals.DescriptionTooLong));
        Donation.Check("a", new string('a', 501), null, Currency.Twd)!.Code.Should().Be(nameof(LedgerRefusals.DescriptionTooLong));
    }

    private static Donation In(ScreeningOutcome outcome)
    {
        var donation = New();
        _ = donation.Intend(DonationTrigger.Record, Officer, Now, outcome).Value;
        return donation;
    }

    private static Donation New() => new()
    {
        DedicatedAccountId = 1,
        Id = 7,
        PublicCode = "GIFT",
        DonorPartyId = 5,
        CreditedPartyId = 5,
        Publicity = DonorPublicity.LegalDonor,
        Purpose = "修繕",
        Amount = 100,
        IntendedOn = new LocalDate(2026, 7, 1),
    };

    private static Result<DecidedStep> Fire(Donation donation, DonationTrigger trigger, Actor actor, string? reason = null) =>
        donation.Fire(trigger, new StepRequest(actor, Now, reason), screenedAsToday: true);
}
