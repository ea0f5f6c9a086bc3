using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;

namespace FundLedger.UnitTests.Ledger;

public sealed class ManualVoucherRulesTests
{
    private static readonly Actor Preparer = new(1, "preparer");
    private static readonly Currency Euro = new("EUR", 2);

    [Fact]
    public void Check_AnApproverWhoIsThePreparer_IsRefused_AtAnyAmount() =>
        ManualVoucherRules.Check(Lines(Money.Twd(1)), Preparer, new Actor(1, "the same person by another name"))
            .Should().Be(ManualVoucherRefusals.ApproverIsPreparer());

    [Fact]
    public void Check_DebitsAboveTheLimit_NeedASecondPerson()
    {
        ManualVoucherRules.Check(Lines(Money.Twd(5_000_000)), Preparer, null).Should().BeNull("the limit itself is one person's");
        ManualVoucherRules.Check(Lines(Money.Twd(5_000_001)), Preparer, null)
            .Should().Be(ManualVoucherRefusals.SecondPersonNeeded(Money.Twd(5_000_000)));
        ManualVoucherRules.Check(Lines(Money.Twd(5_000_001)), Preparer, new Actor(2, "approver")).Should().BeNull();
    }

    [Fact]
    public void Check_DebitsOfSeveralLines_CountTogether() =>
        ManualVoucherRules.Check(Lines(Money.Twd(3_000_000), Money.Twd(2_000_001)), Preparer, null)
            .Should().Be(ManualVoucherRefusals.SecondPersonNeeded(Money.Twd(5_000_000)));

    [Fact]
    public void Check_DebitsThatTogetherPassTheLargestNumber_NeedASecondPerson() =>
        ManualVoucherRules.Check(Lines(Money.Twd(long.MaxValue), Money.Twd(long.MaxValue)), Preparer, null)
            .Should().Be(ManualVoucherRefusals.SecondPersonNeeded(Money.Twd(5_000_000)));

    [Fact]
    public void Check_InACurrencyWithCents_CountsWholeUnitsAndNotCents()
    {
        ManualVoucherRules.Check(Lines(new Money(500_000_000, Euro)), Preparer, null).Should().BeNull("it is 5,000,000.00");
        ManualVoucherRules.Check(Lines(new Money(500_000_001, Euro)), Preparer, null)
            .Should().Be(ManualVoucherRefusals.SecondPersonNeeded(new Money(500_000_000, Euro)));
    }

    [Theory]
    [InlineData(1, VoucherKind.Receipt)]
    [InlineData(-1, VoucherKind.Payment)]
    public void KindOf_LinesThatMoveCash_FollowsItsDirection(long cash, VoucherKind kind) => ManualVoucherRules.KindOf(
        [Line("1101.02", Money.Twd(cash)), Line(ChartOfAccounts.Donations, Money.Twd(-cash))]).Should().Be(kind);

    [Fact]
    public void KindOf_LinesThatLeaveCashAsItIs_IsATransfer()
    {
        ManualVoucherRules.KindOf([Line("1101.01", Money.Twd(5)), Line("1101.02", Money.Twd(-5))]).Should().Be(VoucherKind.Transfer);
        ManualVoucherRules.KindOf([Line("5201", Money.Twd(5)), Line("5202", Money.Twd(-5))]).Should().Be(VoucherKind.Transfer);
        ManualVoucherRules.KindOf([]).Should().Be(VoucherKind.Transfer);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(DocumentKind.ManualVoucher)]
    [InlineData(DocumentKind.YearClosing)]
    public void CheckTakenBackByHand_AnEntryThatNoWorkflowOwns_IsNotRefused(DocumentKind? document) =>
        ManualVoucherRules.CheckTakenBackByHand(new EntryReference(2026, 3), document).Should().BeNull();

    [Theory]
    [InlineData(DocumentKind.Contribution)]
    [InlineData(DocumentKind.Disbursement)]
    [InlineData(DocumentKind.ExpectedReturn)]
    [InlineData(DocumentKind.StatementLine)]
    [InlineData(DocumentKind.Opening)]
    [InlineData(DocumentKind.DesignationChange)]
    public void CheckTakenBackByHand_AnEntryOfAWorkflow_IsRefused(DocumentKind document) =>
        ManualVoucherRules.CheckTakenBackByHand(new EntryReference(2026, 3), document)
            .Should().Be(ManualVoucherRefusals.EntryBelongsToWorkflow(new EntryReference(2026, 3)));

    private static PostingDraft[] Lines(params Money[] debits) =>
        [.. debits.Select(debit => Line("5201", debit)), .. debits.Select(debit => Line("5202", -debit))];

    private static PostingDraft Line(string account, Money amount) => new(account, "DON-A", amount);
}
