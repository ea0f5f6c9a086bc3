using NodaTime;

namespace FundLedger.Domain.Screening;

/// <summary>What a rule looks at. The numbers are stored.</summary>
public enum ScreeningRuleKind
{
    /// <summary>The donor, or a company of its group, is supervised by the managing bodies (受監督).</summary>
    SupervisedParty = 1,

    /// <summary>Is a bidder while the tender runs.</summary>
    TenderBidder = 2,

    /// <summary>Is a contractor during the contract and some months after it.</summary>
    Contractor = 3,

    /// <summary>The donor asks something in return, or ties the gift to a condition.</summary>
    ConditionalGift = 4,

    /// <summary>The gift comes in another currency and must be converted first.</summary>
    ForeignCurrency = 5,

    /// <summary>Has been excluded from grants for misuse (停止補助).</summary>
    DebarredParty = 6,

    /// <summary>Is called like somebody on a list, and is not known to be another one.</summary>
    LookAlikeName = 7,
}

/// <summary>What a screening lets happen, from mild to strict. The numbers are stored.</summary>
public enum ScreeningOutcome
{
    Pass = 1,

    /// <summary>A person decides, with a reason.</summary>
    Escalate = 2,

    /// <summary>The gift may not be accepted.</summary>
    Block = 3,
}

/// <summary>A version of a rule by which donors are screened; append-only: a change is a further version.</summary>
public sealed class ScreeningRule
{
    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    /// <summary>Names the rule in all its versions.</summary>
    public required string Code { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; init; }

    public ScreeningRuleKind Kind { get; init; }

    public ScreeningOutcome Outcome { get; init; }

    public LocalDate ValidFrom { get; init; }

    /// <summary>The last day; null: until a further version.</summary>
    public LocalDate? ValidTo { get; init; }

    /// <summary>Months for which a listed period counts after its end; 0 to <see cref="ScreeningRules.MostMonthsAfter"/>.</summary>
    public int MonthsAfter { get; init; }

    /// <summary>The law or regulation it follows.</summary>
    public required string Source { get; init; }
}
