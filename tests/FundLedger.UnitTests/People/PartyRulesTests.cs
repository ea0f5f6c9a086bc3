using FundLedger.Domain.People;

namespace FundLedger.UnitTests.People;

public sealed class PartyRulesTests
{
    [Theory]
    [InlineData("04595257")]
    [InlineData("22099131")]
    [InlineData("10458575")] // Seventh digit 7: its product's digits count as 0 or as 1, so both of these are valid.
    [InlineData("10458574")]
    [InlineData("84149961")]
    public void BusinessNumber_WithTheRightCheckDigit_IsAccepted(string number) =>
        UnifiedBusinessNumber.Check(number).Should().BeNull();

    [Theory]
    [InlineData("12345678")]
    [InlineData("04595258")]
    [InlineData("22099132")]
    [InlineData("10458573")]
    [InlineData("0459525")]
    [InlineData("045952570")]
    [InlineData("０４５９５２５７")]
    [InlineData("0459525A")]
    [InlineData("")]
    public void BusinessNumber_MistypedOrOfAnotherLength_IsRefused(string number) =>
        UnifiedBusinessNumber.Check(number)!.Code.Should().Be(nameof(PartyRefusals.BusinessNumberNotValid));

    [Fact]
    public void BusinessNumber_WithAnyOneDigitMistyped_IsRefusedMostly()
    {
        // The rule divides by five, so a digit off by five passes; every smaller slip is caught.
        const string valid = "22099131";
        for (var place = 0; place < valid.Length; place++)
        {
            var slipped = valid.ToCharArray();
            slipped[place] = (char)('0' + ((valid[place] - '0' + 1) % 10));
            if (slipped[place] == '0' || place == 6) continue;
            UnifiedBusinessNumber.Check(new string(slipped)).Should().NotBeNull(because: "of the digit at {0}", place);
        }
    }

    [Fact]
    public void Company_WithoutBusinessNumber_IsRefused() =>
        PartyRules.Check(PartyKind.Company, "某公司", null)!.Code.Should().Be(nameof(PartyRefusals.BusinessNumberMissing));

    [Fact]
    public void Person_WithoutBusinessNumber_IsAccepted() =>
        PartyRules.Check(PartyKind.Person, "某人", null).Should().BeNull();

    [Theory]
    [InlineData("")]
    [InlineData("　")]
    public void Party_WithoutName_IsRefused(string name) =>
        PartyRules.Check(PartyKind.Person, name, null)!.Code.Should().Be(nameof(PartyRefusals.PartyNameMissing));

    [Fact]
    public void Party_WithANameOfMoreLettersThanAreKept_IsRefused()
    {
        PartyRules.Check(PartyKind.University, new string('長', 200), null).Should().BeNull();
        PartyRules.Check(PartyKind.University, new string('長', 201), null).Should().Be(PartyRefusals.PartyNameTooLong(201, 200));
    }
}
