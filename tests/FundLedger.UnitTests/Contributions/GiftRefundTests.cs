using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.UnitTests.Contributions;

public sealed class GiftRefundTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 7, 1, 2, 0);
    private static readonly LocalDate Today = new(2026, 7, 1);
    private static readonly Actor Officer = new(1, "officer");
    private static readonly Actor Decider = new(2, "decider");
    private static readonly Fund Fund = new(3, "DON", "捐贈", "Donations", SourceKind.Donation, null, DesignationKind.None, null);

    [Theory]
    [InlineData(2026, "4101")]
    [InlineData(2025, "5206")]
    public void Approve_ByAnotherPerson_OwesTheDonorOutOfItsLot(int year, string account)
    {
        var refund = Submitted();
        var entry = refund.Fire(GiftRefundTrigger.Approve, new StepRequest(Decider, Now), Facts(year: year)).Value.Entry!;
        entry.Postings.Select(line => (line.Account, line.Amount.MinorUnits, line.PartyId, line.LotId)).Should()
            .Equal((account, 40, 5, null), (ChartOfAccounts.RefundsPayable, -40, 5, 9));
        entry.Document.Should().Be(refund.Reference);
    }

    [Fact]
    public void Approve_ByWhoSubmitted_OrAboveWhatRemains_IsRefused()
    {
        Fire(Submitted(), GiftRefundTrigger.Approve, Officer).RefusalCode().Should().Be(nameof(WorkflowRefusals.PersonHasOtherDuty));
        Submitted().Fire(GiftRefundTrigger.Approve, new StepRequest(Decider, Now), Facts(remaining: 39)).Refusal.Should()
            .Be(GiftRefundRefusals.GiftRefundAboveRemaining(Money.Twd(40), Money.Twd(39)));
        Submitted().Fire(GiftRefundTrigger.Approve, new StepRequest(Decider, Now, ExpectedRevision: 0), Facts()).Refusal.Should()
            .Be(GiftRefundRefusals.GiftRefundChanged("BACK"));
        Fire(Submitted(), GiftRefundTrigger.Reject, Decider).RefusalCode().Should().Be(nameof(WorkflowRefusals.ReasonMissing));
        Fire(Submitted(), GiftRefundTrigger.Withdraw, Officer).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void Submit_OfWhatCannotBe_IsRefused()
    {
        Refused(New(), "letter", Facts(state: ContributionState.Expected)).Should().Be(nameof(GiftRefundRefusals.GiftNotReceived));
        Refused(New(), "letter", Facts(kind: ContributionKind.Investment)).Should().Be(nameof(GiftRefundRefusals.GiftNotReceived));
        Refused(New(), "letter", Facts() with { OriginContributionId = 8 }).Should().Be(nameof(RedesignationRefusals.LotNotOfContribution));
        Refused(New(), " ", Facts()).Should().Be(nameof(GiftRefundRefusals.GiftRefundNeedsRequest));
        Refused(New(), new string('a', 501), Facts()).Should().Be(nameof(LedgerRefusals.DescriptionTooLong));
        Refused(New(), "a\u0001", Facts()).Should().Be(nameof(LedgerRefusals.DescriptionNotText));
        Refused(New(asked: new LocalDate(2025, 2, 28)), "letter", Facts()).Should()
            .Be(nameof(GiftRefundRefusals.GiftRefundDateNotPossible), "it lies before the gift");
        Refused(New(asked: Today.PlusDays(1)), "letter", Facts()).Should().Be(nameof(GiftRefundRefusals.GiftRefundDateNotPossible));
        Refused(New(amount: 0), "letter", Facts()).Should().Be(nameof(GiftRefundRefusals.GiftRefundAboveRemaining));
        Refused(New(amount: 101), "letter", Facts()).Should().Be(nameof(GiftRefundRefusals.GiftRefundAboveRemaining));
        New().Submit(Officer, Now, "letter", Facts()).IsRefused.Should().BeFalse();
    }

    private static string? Refused(GiftRefund refund, string request, GiftRefundFacts facts) =>
        refund.Submit(Officer, Now, request, facts).RefusalCode();

    private static Result<DecidedStep> Fire(GiftRefund refund, GiftRefundTrigger trigger, Actor actor) =>
        refund.Fire(trigger, new StepRequest(actor, Now), Facts());

    private static GiftRefund Submitted()
    {
        var refund = New();
        _ = refund.Submit(Officer, Now, "letter", Facts()).Value;
        return refund;
    }

    private static GiftRefund New(long amount = 40, LocalDate? asked = null) => new()
    {
        DedicatedAccountId = 1,
        Id = 7,
        PublicCode = "BACK",
        ContributionId = 4,
        LotId = 9,
        FundId = Fund.Id,
        Amount = amount,
        AskedOn = asked ?? Today,
    };

    private static GiftRefundFacts Facts(
        long remaining = 100, int year = 2026, ContributionState state = ContributionState.Received,
        ContributionKind kind = ContributionKind.Donation)
    {
        var gift = new Contribution
        {
            DedicatedAccountId = 1,
            Id = 4,
            PublicCode = "GIFT",
            Kind = kind,
            PayerPartyId = 5,
            Amount = 100,
            PledgedOn = new LocalDate(2025, 3, 1),
            PaymentReference = "RF",
            Description = "捐贈",
            EntryFiscalYear = year,
            EntryNumber = 1,
            Shares = [new ContributionShare { Line = 1, FundId = Fund.Id, Amount = 100 }],
        };
        if (state == ContributionState.Received)
        {
            _ = gift.Receive(
                new Dictionary<long, Fund> { [Fund.Id] = Fund }, Money.Twd(100), ChartOfAccounts.OfBankAccount(1), Today, Today).Value;
        }

        return new GiftRefundFacts(gift, 4, Fund, Money.Twd(remaining), Today);
    }
}
