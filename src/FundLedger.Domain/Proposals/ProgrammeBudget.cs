using NodaTime;

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

    /// <summary>The last day on which it may be drawn and spent; null where the approval says none.</summary>
    public LocalDate? ExpiresOn { get; init; }

    /// <summary>The approval by which it is carried over (保留) beyond its fiscal year; null where it is not.</summary>
    public string? CarryReference { get; init; }

    /// <summary>暫列: adjusted on a rolling basis by the working meeting.</summary>
    public bool Provisional { get; init; }
}
