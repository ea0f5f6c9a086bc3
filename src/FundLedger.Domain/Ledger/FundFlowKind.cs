namespace FundLedger.Domain.Ledger;

/// <summary>
/// What a movement of a fund's spendable money means; <see cref="ChartOfAccounts.FlowOf"/> decides it by the contra
/// account.
/// </summary>
public enum FundFlowKind
{
    Contribution = 1,
    Return = 2,
    Transfer = 3,
    Spending = 4,
    Investment = 5,
    Other = 9,
}
