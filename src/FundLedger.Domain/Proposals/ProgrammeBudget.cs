namespace FundLedger.Domain.Proposals;

/// <summary>One version of a programme's budget for one fiscal year. A later version replaces an earlier one; both are kept.</summary>
public sealed class ProgrammeBudget
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public long ProgrammeId { get; init; }

    public int FiscalYear { get; init; }

    public int Version { get; init; }

    /// <summary>Minor units of the account's currency.</summary>
    public long Amount { get; init; }

    /// <summary>暫列: adjusted on a rolling basis by the working meeting.</summary>
    public bool Provisional { get; init; }
}
