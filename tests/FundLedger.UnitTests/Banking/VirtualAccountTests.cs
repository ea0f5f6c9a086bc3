using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Banking;
using NodaTime;

namespace FundLedger.UnitTests.Banking;

public sealed class VirtualAccountTests
{
    private static readonly LocalDate Begin = new(2026, 1, 1);

    private static readonly VirtualAccountProfile Demo14 = Profile("92345", 8);

    [Theory]
    [InlineData(1, "92345000000016")]
    [InlineData(2, "92345000000023")]
    [InlineData(11_411_210, "92345114112108")]
    [InlineData(99_999_999, "92345999999995")]
    public void Number_OfTheWorkedExamples_HasTheirCheckDigit(long serial, string number)
    {
        Demo14.Number(serial).Should().Be(number);
        Demo14.SerialOf(number).Should().Be(serial);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_000_000)]
    public void Number_OfASerialThatDoesNotFit_IsNone(long serial) => Demo14.Number(serial).Should().BeNull();

    [Fact]
    public void Numbers_OfOneProfile_DifferAndShowEveryWrongDigit() => Prop.ForAll(
        Gen.Choose(1, 99_999_999).ToArbitrary(), Gen.Choose(0, 13).ToArbitrary(), (serial, at) =>
        {
            var number = Demo14.Number(serial)!;
            var digit = (char)('0' + ((number[at] - '0' + 1) % 10));
            Demo14.SerialOf(number[..at] + digit + number[(at + 1)..]).Should().BeNull("weights 3, 7 and 1 have no factor of ten");
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("92345000000016")]
    [InlineData("轉入 92345000000016 捐款")]
    [InlineData("９２３４５０００００００１６　９２３４５０００００００１６")]
    [InlineData("92345-00000001-6")]
    [InlineData("92345 00000001 6 92345000000016")]
    public void FindIn_ANumberStandingAlone_IsFoundOnce(string text) =>
        VirtualAccountProfile.FindIn([Demo14], text).Should().Equal("92345000000016");

    [Theory]
    [InlineData("92345000000017")]
    [InlineData("192345000000016")]
    [InlineData("923450000000160")]
    [InlineData("92346000000016")]
    [InlineData("")]
    public void FindIn_AnythingElse_FindsNothing(string text) => VirtualAccountProfile.FindIn([Demo14], text).Should().BeEmpty();

    [Fact]
    public void FindIn_NumbersOfSeveralProfiles_FindsThemAll() =>
        VirtualAccountProfile.FindIn([Demo14, Profile("777", 7)], $"92345000000016/{Profile("777", 7).Number(5)}")
            .Should().Equal("92345000000016", Profile("777", 7).Number(5));

    [Fact]
    public void IsInForce_BetweenItsDays_BothIncluded()
    {
        var profile = Profile("92345", 8, Begin.PlusDays(1));
        new[] { Begin.PlusDays(-1), Begin, Begin.PlusDays(1), Begin.PlusDays(2) }.Select(profile.IsInForce)
            .Should().Equal(false, true, true, false);
        Demo14.IsInForce(Begin.PlusYears(50)).Should().BeTrue();
    }

    [Theory]
    [InlineData("92345", 8, "371", 10, null)]
    [InlineData("9234", 3, "371", 10, null)]
    [InlineData("92345", 2, "371", 10, nameof(VirtualAccountRefusals.VirtualAccountLengthNotValid))]
    [InlineData("92345", 11, "371", 10, nameof(VirtualAccountRefusals.VirtualAccountLengthNotValid))]
    [InlineData("92345", 8, "", 10, nameof(VirtualAccountRefusals.VirtualAccountWeightsNotValid))]
    [InlineData("92345", 8, "000", 10, nameof(VirtualAccountRefusals.VirtualAccountWeightsNotValid))]
    [InlineData("92345", 8, "371", 11, nameof(VirtualAccountRefusals.VirtualAccountModulusNotValid))]
    [InlineData("92345", 8, "371", 1, nameof(VirtualAccountRefusals.VirtualAccountModulusNotValid))]
    public void Check_OfAProfile_RefusesWhatMakesNoNumber(string code, int digits, string weights, int modulus, string? refusal) =>
        (VirtualAccountRules.Check(code, digits, weights, modulus, Begin, null)?.Code).Should().Be(refusal);

    [Fact]
    public void Check_OfAProfileThatEndsBeforeItBegins_IsRefused() =>
        VirtualAccountRules.Check("92345", 8, "371", 10, Begin, Begin.PlusDays(-1))
            .Should().Be(VirtualAccountRefusals.VirtualAccountEndsBeforeItBegins(Begin, Begin.PlusDays(-1)));

    private static VirtualAccountProfile Profile(string code, int digits, LocalDate? to = null) => new()
    {
        Code = "demo-14",
        EnterpriseCode = code,
        SerialDigits = digits,
        Weights = "371",
        Modulus = 10,
        ValidFrom = Begin,
        ValidTo = to,
    };
}
