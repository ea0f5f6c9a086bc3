using NodaTime;

namespace FundLedger.Domain.Workflow;

/// <summary>What it means for a document to be in a state.</summary>
public enum StateMeaning
{
    /// <summary>Not submitted yet.</summary>
    Draft = 1,

    /// <summary>Submitted, waiting for a step.</summary>
    Open = 2,

    /// <summary>Left again in the same write by a step of the system; no document is ever seen here.</summary>
    Passing = 3,

    /// <summary>Back with the requester, to be mended.</summary>
    SentBack = 4,

    /// <summary>Ended as it was meant to.</summary>
    Completed = 5,

    /// <summary>Ended before that.</summary>
    Stopped = 6,
}

/// <summary>What has become of the document's money in a state; each stage includes the ones before it.</summary>
public enum MoneyStage
{
    /// <summary>Nobody counts on it.</summary>
    None = 0,

    /// <summary>Requested of the fund and not decided.</summary>
    Requested = 1,

    /// <summary>Encumbered: the fund's available money lacks it.</summary>
    SetAside = 2,

    /// <summary>Released: spent, and owed to the payee.</summary>
    Released = 3,

    /// <summary>Paid by the bank.</summary>
    Paid = 4,
}

/// <summary>A row of a workflow's table of states.</summary>
/// <param name="PathOrder">Position of the state on a document's usual path, ascending; null when it is not on it.</param>
public sealed record StateRow<TState>(TState State, StateMeaning Meaning, int? PathOrder = null)
    where TState : struct, Enum
{
    public MoneyStage Money { get; init; }

    /// <summary>How long a document may wait here, in days or longer units; null: as long as it likes.</summary>
    public Period? TimeLimit { get; init; }
}
