using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Proposals;

namespace FundLedger.UnitTests.Disbursements;

/// <summary>Money given for one place is not spent in another.</summary>
public sealed class DisbursementRulesTests
{
    private static readonly Venture There = new() { Id = 4, PublicCode = "V", Name = "石岡米食", Kind = "revenue", DistrictId = 11 };
    private static readonly Fund Open = new(1, "DON-A", "甲", "A", SourceKind.Donation, null, DesignationKind.None, null);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Check_WithoutAPurpose_IsRefused(string purpose) =>
        DisbursementRules.Check(Open, There, null, Money.Twd(1), Currency.Twd, purpose).Should().Be(DisbursementRefusals.PurposeMissing());

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Check_AnAmountThatIsNotPositive_IsRefused(long amount) =>
        DisbursementRules.Check(Open, There, null, Money.Twd(amount), Currency.Twd, "設備").Should()
            .Be(DisbursementRefusals.DisbursementAmountNotPositive(Money.Twd(amount)));

    [Fact]
    public void Check_AnAmountInAnotherCurrency_IsRefused()
    {
        var dollars = new Money(100, new Currency("USD", 2));

        DisbursementRules.Check(Open, There, null, dollars, Currency.Twd, "設備").Should()
            .Be(DisbursementRefusals.DisbursementInOtherCurrency(dollars, "TWD"));
    }

    [Theory]
    [InlineData(DesignationKind.District, 12L)]
    [InlineData(DesignationKind.Venture, 5L)]
    [InlineData(DesignationKind.UniversityProject, 4L)]
    public void Check_AFundDesignatedElsewhere_IsRefused(DesignationKind kind, long designation) =>
        Check(Open with { Designation = kind, DesignationId = designation }).Should()
            .Be(DisbursementRefusals.FundDesignatedElsewhere("DON-A", "石岡米食"));

    [Theory]
    [InlineData(DesignationKind.None, null)]
    [InlineData(DesignationKind.District, 11L)]
    [InlineData(DesignationKind.Venture, 4L)]
    [InlineData(DesignationKind.WorkItem, 77L)]
    public void Check_AFundDesignatedThere_IsNotRefused(DesignationKind kind, long? designation) =>
        Check(Open with { Designation = kind, DesignationId = designation }).Should().BeNull();

    [Fact]
    public void Check_MoneyNobodyHasExplained_PaysNothing() =>
        Check(Open with { Source = SourceKind.Suspense })!.Code.Should().Be(nameof(DisbursementRefusals.FundDesignatedElsewhere));

    [Fact]
    public void Check_AboveTheProgrammesCeiling_IsRefused_AndAtItNot()
    {
        var programme =
            new Programme { Code = "P", Ministry = "M", NameZh = "計畫", NameEn = "Programme", Source = "paper", CaseCeiling = 100 };
        DisbursementRules.Check(Open, There, programme, Money.Twd(101), Currency.Twd, "設備")
            .Should().Be(DisbursementRefusals.CaseCeilingExceeded(Money.Twd(101), Money.Twd(100)));
        DisbursementRules.Check(Open, There, programme, Money.Twd(100), Currency.Twd, "設備").Should().BeNull();
    }

    private static Refusal? Check(Fund fund) => DisbursementRules.Check(fund, There, null, Money.Twd(1), Currency.Twd, "設備");
}
