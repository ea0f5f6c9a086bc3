using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Returns;
using NodaTime;

namespace FundLedger.UnitTests.Returns;

public sealed class ReturnRulesTests
{
    private static readonly LocalDate Start = new(2026, 1, 1);
    private static readonly LocalDate End = new(2028, 12, 31);
    private static readonly Fund Returns = new(1, "RET-A", "甲", "A", SourceKind.Returns, null, DesignationKind.None, null);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    public void Check_AShareOutsideOneToAHundredPercent_IsRefused(int share) =>
        ReturnRules.Check(share, 6, Start, End, 30, Returns).Should().Be(ReturnRefusals.AgreementShareOutOfRange(share));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(24)]
    public void Check_APeriodThatIsNoMonthQuarterHalfOrYear_IsRefused(int months) =>
        ReturnRules.Check(500, months, Start, End, 30, Returns).Should().Be(ReturnRefusals.AgreementPeriodUnknown(months));

    [Fact]
    public void Check_AnEndOnTheFirstDay_IsRefused() =>
        ReturnRules.Check(500, 6, Start, Start, 30, Returns).Should().Be(ReturnRefusals.AgreementEndsTooEarly(Start, Start));

    [Theory]
    [InlineData(-1)]
    [InlineData(367)]
    public void Check_AGraceOfLessThanNothingOrMoreThanAYear_IsRefused(int days) =>
        ReturnRules.Check(500, 6, Start, End, days, Returns).Should()
            .Be(ReturnRefusals.AgreementGraceOutOfRange(days, ReturnRules.LongestGrace));

    [Fact]
    public void Check_AFundThatTakesNoReturns_IsRefused() =>
        ReturnRules.Check(500, 6, Start, End, 30, Returns with { Code = "DON-A", Source = SourceKind.Donation })
            .Should().Be(ReturnRefusals.FundIsNoReturnsFund("DON-A"));

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(10_000, 12, 366)]
    public void Check_AtItsLimits_IsNotRefused(int share, int months, int grace) =>
        ReturnRules.Check(share, months, Start, End, grace, Returns).Should().BeNull();

    [Fact]
    public void AcceptReport_OfNegativeRevenue_IsRefusedAndChangesNothing()
    {
        var expected = Expected();
        Accept(expected, -1).Refusal.Should().Be(ReturnRefusals.RevenueNegative(Money.Twd(-1)));
        (expected.State, expected.Revenue, expected.Revision).Should().Be((ExpectedReturnState.AwaitingReport, null, 0));
    }

    [Fact]
    public void AcceptReport_Twice_IsRefused()
    {
        var expected = Expected();
        Accept(expected, 1000).Value!.Postings.Select(line => (line.Account, line.Amount.MinorUnits)).Should()
            .Equal(("1203", 50L), ("4203", -50L));
        Accept(expected, 1000).Refusal.Should().Be(ReturnRefusals.ReportAlreadyAccepted("E"));
    }

    [Fact]
    public void AcceptReport_SaysWhoseShareOfWhichTimeItIs() =>
        new ExpectedReturn
        {
            Id = 9,
            PublicCode = "E",
            PaymentReference = "R",
            PeriodFrom = new LocalDate(2025, 10, 1),
            PeriodTo = new LocalDate(2025, 12, 31),
        }.AcceptReport(Agreement(), "石岡工坊", Money.Twd(1000), Returns, End).Value!.Description.Should().Be("收益分享 石岡工坊 114年第4季");

    [Fact]
    public void AcceptReport_OfAShareOfZero_IsCompleteWithoutAnEntry()
    {
        var expected = Expected();
        Accept(expected, 0).Value.Should().BeNull();
        expected.State.Should().Be(ExpectedReturnState.Received);
    }

    [Fact]
    public void Receive_BeforeItIsDueOrAnotherAmount_IsRefused_AndOnceOnly()
    {
        var expected = Expected();
        Receive(expected, 50).RefusalCode().Should().Be(nameof(ReturnRefusals.ReturnNotDue));
        Accept(expected, 1000).IsRefused.Should().BeFalse();
        Receive(expected, 49).Refusal.Should().Be(ReturnRefusals.ReturnAmountDiffers(Money.Twd(49), Money.Twd(50)));
        Receive(expected, 50).Value.Opens.Should().Be(new LotOrigin(LotKind.Return, expected.Id));
        Receive(expected, 50).RefusalCode().Should().Be(nameof(ReturnRefusals.ReturnNotDue));
    }

    private static Result<EntryDraft?> Accept(ExpectedReturn expected, long revenue) =>
        expected.AcceptReport(Agreement(), "石岡工坊", Money.Twd(revenue), Returns, End);

    private static Result<EntryDraft> Receive(ExpectedReturn expected, long amount) =>
        expected.Receive(Agreement(), "石岡工坊", Returns, Money.Twd(amount), "1101.02", End, End);

    private static ReturnAgreement Agreement() =>
        new() { PublicCode = "A", ShareBasisPoints = 500, PeriodMonths = 6, StartsOn = Start, EndsOn = End };

    private static ExpectedReturn Expected() => new() { Id = 9, PublicCode = "E", PaymentReference = "R" };
}
