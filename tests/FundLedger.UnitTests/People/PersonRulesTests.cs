using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.UnitTests.People;

/// <summary>Names of people and of dedicated accounts, and what a membership says of a person.</summary>
public sealed class PersonRulesTests
{
    [Theory]
    [InlineData("lin")]
    [InlineData("wang.mei-ling")]
    [InlineData("mei@example.org")]
    [InlineData("9lives")]
    public void Check_AUsableSignInName_IsNotRefused(string name) => PersonRules.Check(name, "王美玲").Should().BeNull();

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("Lin")]
    [InlineData("-lin")]
    [InlineData("王美玲")]
    [InlineData("two words")]
    [InlineData("lin/../x")]
    [InlineData("new")]
    [InlineData("scheduler")]
    public void Check_AnotherSignInName_IsRefused(string name) =>
        PersonRules.Check(name, "王美玲")!.Code.Should().Be(nameof(PersonRefusals.PersonSignInNameNotUsable));

    [Fact]
    public void Check_TheDisplayName_IsThereAndNotTooLong()
    {
        PersonRules.Check("lin", " ").Should().Be(PersonRefusals.PersonDisplayNameMissing());
        PersonRules.Check("lin", new string('王', 101)).Should().Be(PersonRefusals.PersonDisplayNameTooLong(101, 100));
    }

    [Theory]
    [InlineData("lin@example.org")]
    [InlineData("mei-ling.wang+ledger@books.tainan.gov.tw")]
    [InlineData(null)]
    public void CheckEmail_OnePlainAddress_IsNotRefused(string? email) => PersonRules.CheckEmail(email).Should().BeNull();

    [Theory]
    [InlineData("")]
    [InlineData("lin")]
    [InlineData("@example.org")]
    [InlineData("lin@")]
    [InlineData("lin@localhost")]
    [InlineData("lin@example..org")]
    [InlineData("lin@-example.org")]
    [InlineData("lin@example.org.")]
    [InlineData("lin@a@example.org")]
    [InlineData("lin @example.org")]
    [InlineData("lin@example.org, wang@example.org")]
    [InlineData("Lin <lin@example.org>")]
    [InlineData("lin@example.org\r\nBcc: wang@example.org")]
    [InlineData("lin@example.org\n")]
    [InlineData("林@example.org")]
    [InlineData("lin@[192.0.2.1]")]
    public void CheckEmail_AnythingElse_IsRefused(string email) =>
        PersonRules.CheckEmail(email)!.Code.Should().Be(nameof(PersonRefusals.PersonEmailNotUsable));

    [Fact]
    public void CheckEmail_OfALongAddress_IsRefused()
    {
        PersonRules.CheckEmail(new string('a', 65) + "@example.org")!.Code.Should().Be(nameof(PersonRefusals.PersonEmailNotUsable));
        PersonRules.CheckEmail($"lin@{string.Join('.', Enumerable.Repeat("example", 30))}")!.Code.Should()
            .Be(nameof(PersonRefusals.PersonEmailNotUsable));
    }

    [Theory]
    [InlineData(" lin@example.org ", "lin@example.org")]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    public void EmailOf_WhatWasTyped_HasNoBlanksAroundIt(string? typed, string? kept) => PersonRules.EmailOf(typed).Should().Be(kept);

    [Theory]
    [InlineData("TAINAN", "臺南", "Tainan", null)]
    [InlineData("A1-2", "臺南", "Tainan", null)]
    [InlineData("tainan", "臺南", "Tainan", nameof(DedicatedAccountRefusals.AccountCodeNotUsable))]
    [InlineData("T", "臺南", "Tainan", nameof(DedicatedAccountRefusals.AccountCodeNotUsable))]
    [InlineData("-TN", "臺南", "Tainan", nameof(DedicatedAccountRefusals.AccountCodeNotUsable))]
    [InlineData("TAINAN", "", "Tainan", nameof(DedicatedAccountRefusals.AccountNameMissing))]
    [InlineData("TAINAN", "臺南", " ", nameof(DedicatedAccountRefusals.AccountNameMissing))]
    public void Check_TheNamesOfAnAccount_AreUsableOrRefused(string code, string zh, string en, string? refused) =>
        (DedicatedAccountRules.Check(code, zh, en)?.Code).Should().Be(refused);

    [Fact]
    public void Check_AnAccountsNameThatIsTooLong_IsRefused() =>
        DedicatedAccountRules.Check("TAINAN", "臺南", new string('x', 101)).Should()
            .Be(DedicatedAccountRefusals.AccountNameTooLong(101, 100));

    [Fact]
    public void State_OfAMembership_FollowsWhatHappenedToIt()
    {
        var now = Instant.FromUtc(2026, 7, 1, 0, 0);
        Membership.StateOf(null).Should().Be(PersonState.Active, "people were there before memberships");
        var membership = new Membership { PersonId = 1 };
        membership.State.Should().Be(PersonState.Invited);
        membership.Accept(now);
        membership.State.Should().Be(PersonState.Active);
        membership.Disable(now, 2);
        membership.State.Should().Be(PersonState.Disabled);
        membership.Enable();
        membership.State.Should().Be(PersonState.Active);
        membership.InviteAnew();
        membership.State.Should().Be(PersonState.Invited);
    }

    [Fact]
    public void Roles_ThatMoveMoney_AreAllButThreeThatLook() =>
        Role.All.Where(role => !role.MovesMoney).Should().Equal(Role.Company, Role.Auditor, Role.Administrator);
}
