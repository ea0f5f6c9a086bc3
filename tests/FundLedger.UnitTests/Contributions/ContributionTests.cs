using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Contributions;

public sealed class ContributionTests
{
    private static readonly LocalDate Day = new(2026, 11, 26);
    private static readonly Fund Gifts = new(1, "DON-A", "甲", "A", SourceKind.Donation, null, DesignationKind.None, null);
    private static readonly Fund Central = new(2, "CEN-A", "乙", "B", SourceKind.CentralAllocation, 2026, DesignationKind.WorkItem, 7);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Check_AnAmountThatIsNotPositive_IsRefused(long amount) =>
        Check(ContributionKind.Donation, amount, (Gifts, amount)).Should()
            .Be(ContributionRefusals.ContributionAmountNotPositive(Money.Twd(amount)));

    [Fact]
    public void Check_APartThatIsNotPositive_IsRefused_AlthoughThePartsSum() =>
        Check(ContributionKind.Donation, 100, (Gifts, 150), (Gifts, -50)).Should()
            .Be(ContributionRefusals.ContributionAmountNotPositive(Money.Twd(-50)));

    [Fact]
    public void Check_AFundOfAnotherSource_IsRefused() =>
        Check(ContributionKind.Donation, 100, (Central, 100))
            .Should().Be(ContributionRefusals.FundTakesOtherSource("CEN-A", SourceKind.CentralAllocation));

    [Theory]
    [InlineData(99)]
    [InlineData(101)]
    public void Check_PartsThatDoNotSum_AreRefused(long part) =>
        Check(ContributionKind.Donation, 100, (Gifts, part)).Should()
            .Be(ContributionRefusals.SharesDoNotSum(Money.Twd(part), Money.Twd(100)));

    [Fact]
    public void Check_PartsThatTogetherPassTheLargestAmount_AreRefused() =>
        Check(ContributionKind.Donation, 100, (Gifts, long.MaxValue), (Gifts, long.MaxValue))
            .Should().Be(ContributionRefusals.SharesDoNotSum(Money.Twd(long.MaxValue), Money.Twd(100)));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Check_AnAllocationWithoutTheMeetingsApproval_IsRefused(string? approval) =>
        ContributionRules.CheckApproval(ContributionKind.Allocation, approval)
            .Should().Be(ContributionRefusals.ApprovalReferenceMissing());

    [Fact]
    public void Check_WhatIsInOrder_IsNotRefused()
    {
        Check(ContributionKind.Donation, 100, (Gifts, 40), (Gifts, 60)).Should().BeNull();
        ContributionRules.Check(ContributionKind.Allocation, Money.Twd(100), [(Central, Money.Twd(100))], "撥款").Should().BeNull();
        ContributionRules.CheckApproval(ContributionKind.Allocation, "國發字第1號").Should().BeNull();
        ContributionRules.CheckApproval(ContributionKind.Donation, null).Should().BeNull();
    }

    [Theory]
    [InlineData(99)]
    [InlineData(101)]
    public void Receive_AnotherAmountThanExpected_IsRefusedAndChangesNothing(long received)
    {
        var gift = Gift();
        Receive(gift, received).Refusal.Should().Be(ContributionRefusals.ReceiptAmountDiffers(Money.Twd(received), Money.Twd(100)));
        (gift.State, gift.ReceivedOn, gift.Revision).Should().Be((ContributionState.Expected, null, 0));
    }

    [Fact]
    public void Receive_WhatIsExpected_OpensALotAndIsReceivedOnce()
    {
        var gift = Gift();
        var entry = Receive(gift, 100).Value;
        entry.Postings.Select(line => (line.Account, line.Amount.MinorUnits)).Should()
            .Equal(("1101.01", 100L), (ChartOfAccounts.Donations, -100L));
        entry.Opens.Should().Be(new LotOrigin(LotKind.Contribution, gift.Id));
        (gift.State, gift.ReceivedOn, gift.Revision).Should().Be((ContributionState.Received, Day.PlusDays(1), 1));
        Receive(gift, 100).RefusalCode().Should().Be(nameof(ContributionRefusals.ContributionNotExpected));
        gift.Cancel("withdrawn").Should().Be(ContributionRefusals.ContributionNotExpected("G", ContributionState.Received));
    }

    [Fact]
    public void Receive_AfterItWasCancelled_IsRefused()
    {
        var gift = Gift();
        gift.Cancel("withdrawn").Should().BeNull();
        Receive(gift, 100).RefusalCode().Should().Be(nameof(ContributionRefusals.ContributionNotExpected));
    }

    [Fact]
    public void Cancel_WithoutAReasonThatCanBeKept_IsRefusedAndChangesNothing()
    {
        var gift = Gift();
        gift.Cancel(" \t").Should().Be(ContributionRefusals.CancellationNeedsReason("G"));
        gift.Cancel(new string('x', EntryRules.MaximumDescriptionLength + 1)).Should().Be(LedgerRefusals.DescriptionTooLong(
            EntryRules.MaximumDescriptionLength + 1, EntryRules.MaximumDescriptionLength));
        gift.Cancel("half \ud83d").Should().Be(LedgerRefusals.DescriptionNotText());
        (gift.State, gift.Revision).Should().Be((ContributionState.Expected, 0));
    }

    [Fact]
    public void Check_TextsLongerThanTheirColumn_AreRefused()
    {
        var (fits, tooLong) = (new string('長', 200), new string('長', 201));
        Text(fits).Should().BeNull();
        Text(tooLong).Should().Be(LedgerRefusals.DescriptionTooLong(201, 200));
        Text("half \ud83d").Should().Be(LedgerRefusals.DescriptionNotText());
        DrawDownRules.CheckReference(fits).Should().BeNull();
        DrawDownRules.CheckReference(tooLong).Should().Be(ContributionRefusals.ApprovalReferenceTooLong(201, 200));

        static Refusal? Text(string description) => ContributionRules.Check(
            ContributionKind.Allocation, Money.Twd(100), [(Central, Money.Twd(100))], description);
    }

    [Fact]
    public void BookApproval_IsMadeForAnAllocationOnly()
    {
        var funds = new Dictionary<long, Fund> { [1] = Gifts, [2] = Central };
        Gift().BookApproval(funds, Currency.Twd).Should().BeNull();
        var drawDown = new Contribution
        {
            Kind = ContributionKind.Allocation,
            Amount = 100,
            PublicCode = "A",
            PaymentReference = "R",
            Description = "撥款",
            PledgedOn = Day,
            Shares = [new ContributionShare { Line = 1, FundId = 2, Amount = 100 }],
        };
        var entry = drawDown.BookApproval(funds, Currency.Twd)!;
        entry.Postings.Select(line => (line.Account, line.Fund, line.Amount.MinorUnits)).Should().Equal(
            (ChartOfAccounts.AllocationsReceivable, "CEN-A", 100L), (ChartOfAccounts.CentralAllocations, "CEN-A", -100L));
        entry.Opens.Should().BeNull("the money is not there yet");
    }

    private static Refusal? Check(ContributionKind kind, long amount, params (Fund Fund, long Amount)[] parts) => ContributionRules.Check(
        kind, Money.Twd(amount), [.. parts.Select(part => (part.Fund, Money.Twd(part.Amount)))], "捐贈");

    private static Result<EntryDraft> Receive(Contribution gift, long amount) =>
        gift.Receive(new Dictionary<long, Fund> { [1] = Gifts }, Money.Twd(amount), "1101.01", Day, Day.PlusDays(1));

    private static Contribution Gift() => new()
    {
        Id = 5,
        Kind = ContributionKind.Donation,
        Amount = 100,
        PublicCode = "G",
        PaymentReference = "R",
        Description = "捐贈",
        PledgedOn = Day,
        Shares = [new ContributionShare { Line = 1, FundId = 1, Amount = 100 }],
    };
}
