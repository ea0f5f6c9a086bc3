namespace FundLedger.Domain.Workflow;

/// <summary>By what a step is taken.</summary>
public enum TakenBy
{
    /// <summary>A person who decides.</summary>
    Person = 1,

    /// <summary>A line of the bank's statement; the person who reconciles it holds the duty.</summary>
    BankLine = 2,

    /// <summary>The system, in the same write as the step before.</summary>
    System = 3,
}

/// <summary>One permitted move of a workflow: a row of its table.</summary>
/// <param name="Duty">Whose step it is; null exactly for a step of the system.</param>
public sealed record Transition<TState, TTrigger>(TState From, TTrigger Trigger, TState To, Duty? Duty)
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    /// <summary>The person must give a reason.</summary>
    public bool NeedsReason { get; init; }

    public TakenBy By { get; init; } = TakenBy.Person;

    /// <summary>Name of a fact that must hold besides; the document knows the fact and its refusal.</summary>
    public string? Guard { get; init; }

    /// <summary>How many people must agree before the state moves; null: one decides.</summary>
    public Quorum? Quorum { get; init; }
}
