using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Proposals;
using NodaTime;

namespace FundLedger.UnitTests.MasterData;

public sealed class NounRulesTests
{
    [Theory]
    [InlineData(SourceKind.CentralAllocation, 2026, DesignationKind.WorkItem, null)]
    [InlineData(SourceKind.CentralAllocation, 2026, DesignationKind.None, null)]
    [InlineData(SourceKind.CentralAllocation, null, DesignationKind.WorkItem, nameof(FundRefusals.FundYearMissing))]
    [InlineData(SourceKind.CentralAllocation, 2026, DesignationKind.District, nameof(FundRefusals.FundDesignationNotOfSource))]
    [InlineData(SourceKind.Donation, null, DesignationKind.District, null)]
    [InlineData(SourceKind.Returns, null, DesignationKind.Venture, null)]
    [InlineData(SourceKind.Donation, 2026, DesignationKind.District, nameof(FundRefusals.FundYearNotOfSource))]
    [InlineData(SourceKind.LocalMatching, null, DesignationKind.WorkItem, nameof(FundRefusals.FundDesignationNotOfSource))]
    public void Fund_IsOfOneSourceWithTheYearAndDesignationItHas(
        SourceKind source, int? year, DesignationKind designation, string? code) =>
        (FundRules.Check(source, year, designation)?.Code).Should().Be(code);

    [Theory]
    [InlineData("004", true)]
    [InlineData("0040012", true)]
    [InlineData("04", false)]
    [InlineData("00400123", false)]
    [InlineData("００４", false)]
    public void BankCode_HasThreeOrSevenDigits(string code, bool valid) =>
        (BankAccountRules.CheckBankCode(code) is null).Should().Be(valid);

    [Theory]
    [InlineData("012345", true)]
    [InlineData("0123456789012345", true)]
    [InlineData("01234", false)]
    [InlineData("01234567890123456", false)]
    [InlineData("012-345", false)]
    public void AccountNumber_HasSixToSixteenDigits(string number, bool valid) =>
        (BankAccountRules.CheckNumber(number) is null).Should().Be(valid);

    [Theory]
    [InlineData("1101.01", true)]
    [InlineData("1101.99", true)]
    [InlineData("1101.00", false)]
    [InlineData("1101.1", false)]
    [InlineData("1101.01\n", false)]
    [InlineData("1102.01", false)]
    public void LedgerAccount_OfABankAccount_IsOneOfItsOwn(string code, bool valid) =>
        (BankAccountRules.CheckLedgerAccount(code) is null).Should().Be(valid);

    [Fact]
    public void NextLedgerAccount_IsTheFirstThatIsFreeUntilNoneIs()
    {
        BankAccountRules.NextLedgerAccount(new HashSet<string>()).Value.Should().Be("1101.01");
        BankAccountRules.NextLedgerAccount(new HashSet<string> { "1101.01", "1101.03" }).Value.Should().Be("1101.02");
        var all = Enumerable.Range(1, 99).Select(ChartOfAccounts.OfBankAccount).ToHashSet();
        BankAccountRules.NextLedgerAccount(all).RefusalCode().Should().Be(nameof(BankAccountRefusals.LedgerAccountsUsedUp));
    }

    [Theory]
    [InlineData(0, 100L, null)]
    [InlineData(10_000, null, null)]
    [InlineData(10_001, null, nameof(ProgrammeRefusals.ProgrammeReserveNotValid))]
    [InlineData(-1, null, nameof(ProgrammeRefusals.ProgrammeReserveNotValid))]
    [InlineData(null, 0L, nameof(ProgrammeRefusals.ProgrammeCeilingNotPositive))]
    public void Programme_HasAShareOfAWholeAndACeilingAboveNothing(int? reserve, long? ceiling, string? code) =>
        (ProgrammeRules.Check(reserve, ceiling)?.Code).Should().Be(code);

    [Fact]
    public void Proposal_HasANumberAndWasFiledBeforeToday()
    {
        var today = new LocalDate(2026, 7, 1);
        ProposalRules.Check(1, today, today).Should().BeNull();
        ProposalRules.Check(0, today, today).Should().Be(ProposalRefusals.ProposalNumberNotValid(0));
        ProposalRules.Check(1, today.PlusDays(1), today).Should().Be(ProposalRefusals.ProposalFiledInFuture(today.PlusDays(1)));
    }
}
