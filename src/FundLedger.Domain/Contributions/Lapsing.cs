using NodaTime;

namespace FundLedger.Domain.Contributions;

/// <summary>How far away the day is on which allocated money lapses.</summary>
public enum LapseStage
{
    Lapsed = 1,
    Within30Days = 2,
    Within60Days = 3,
    Within90Days = 4,
    Later = 5,

    /// <summary>The budget says no day.</summary>
    NoTerm = 6,
}

/// <summary>What is proposed for money that lapses; a person decides.</summary>
public enum LapseProposal
{
    None = 1,

    /// <summary>Pay it out by the day: it is set aside already, or there is time to.</summary>
    Spend = 2,

    /// <summary>Ask for the budget to be carried over (保留), with the approval's reference.</summary>
    Carry = 3,

    /// <summary>It has lapsed: it goes back to the agency.</summary>
    Return = 4,
}

/// <summary>Money of central allocations that is not spent on the last day of its budget's term lapses.</summary>
public static class Lapsing
{
    /// <summary>Days before the last one from which notice is given.</summary>
    public const int NoticeDays = 90;

    private const int CloseDays = 60;
    private const int LastDays = 30;

    /// <param name="expiresOn">The last day on which the money may be spent; null where the budget says none.</param>
    public static LapseStage StageOf(LocalDate? expiresOn, LocalDate today)
    {
        if (expiresOn is not { } last) return LapseStage.NoTerm;
        return Period.DaysBetween(today, last) switch
        {
            < 0 => LapseStage.Lapsed,
            <= LastDays => LapseStage.Within30Days,
            <= CloseDays => LapseStage.Within60Days,
            <= NoticeDays => LapseStage.Within90Days,
            _ => LapseStage.Later,
        };
    }

    /// <param name="remaining">Of the lot, neither used nor set aside; minor units.</param>
    public static LapseProposal ProposalFor(LapseStage stage, long remaining) => stage switch
    {
        LapseStage.Lapsed => LapseProposal.Return,
        LapseStage.Within30Days when remaining > 0 => LapseProposal.Carry,
        LapseStage.Within30Days or LapseStage.Within60Days or LapseStage.Within90Days => LapseProposal.Spend,
        _ => LapseProposal.None,
    };
}
