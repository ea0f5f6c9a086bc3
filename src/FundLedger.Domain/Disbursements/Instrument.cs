namespace FundLedger.Domain.Disbursements;

/// <summary>What the fund gets for its money; decides the account a release debits.</summary>
public enum Instrument
{
    Grant = 1,
    UniversityGrant = 2,
    Loan = 3,
    Equity = 4,
    IncomeShare = 5,
}
