using FundLedger.Domain.Ledger;

namespace FundLedger.UnitTests.Ledger;

public sealed class ChartOfAccountsTests
{
    [Theory]
    [InlineData(FundFlowKind.Contribution, "1202 2201 2301 4101 4102 4103")]
    [InlineData(FundFlowKind.Return, "1203 1205 4201 4202 4203 4204 4206")]
    [InlineData(FundFlowKind.Transfer, "4901 5901")]
    [InlineData(FundFlowKind.Spending, "1211 5101 5102 5201 5202 5203 5206 5301 5401")]
    [InlineData(FundFlowKind.Investment, "1301 1302 1303 1309")]
    [InlineData(FundFlowKind.Other, "3101 3201 3301 4303")]
    public void FlowOf_EverySeededAccountThatIsNoMoney_IsWhatTheStatementCallsIt(FundFlowKind kind, string codes) =>
        ChartOfAccounts.Seed
            .Where(account => !account.Spendable && account.Type != AccountType.Memorandum && ChartOfAccounts.FlowOf(account.Code) == kind)
            .Select(account => account.Code).Should().Equal(codes.Split(' '));

    [Theory]
    [InlineData("4109", FundFlowKind.Contribution)]
    [InlineData("5999", FundFlowKind.Spending)]
    public void FlowOf_AnAccountAddedLater_IsThatOfItsGroup(string code, FundFlowKind kind) =>
        ChartOfAccounts.FlowOf(code).Should().Be(kind);

    [Fact]
    public void OfBankAccount_NumbersThem_AndEachIsCashAtBank()
    {
        ChartOfAccounts.OfBankAccount(1).Should().Be("1101.01");
        ChartOfAccounts.OfBankAccount(12).Should().Be("1101.12");
        ChartOfAccounts.IsCashAtBank("1101.12").Should().BeTrue();
        ChartOfAccounts.IsCashAtBank("1111").Should().BeFalse();
    }

    [Fact]
    public void Seed_NamesNoAccountTwice() => ChartOfAccounts.Seed.Select(account => account.Code).Should().OnlyHaveUniqueItems();
}
