using FundLedger.Data.Reading;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using NodaTime;

namespace FundLedger.UseCases;

/// <summary>Whether work waits for the person, or something is wrong that somebody must see to.</summary>
public enum WorkKind
{
    Waiting = 1,
    Wrong = 2,
}

/// <summary>What of one source waits or is wrong at this moment.</summary>
/// <param name="Since">The day since which the oldest does; null where nothing has a day.</param>
/// <param name="Amount">Sum in minor units; null where amounts mean nothing together.</param>
/// <param name="First">Address of the oldest; null where the list is the only place to go.</param>
public sealed record WorkFound(int Count, LocalDate? Since = null, long? Amount = null, string? First = null)
{
    public static WorkFound Nothing { get; } = new(0);
}

/// <summary>For whom work is looked for, and up to which day.</summary>
public sealed record WorkQuestion(ReadingDb Db, Actor Actor, LocalDate Today);

/// <summary>A place where a noun's work is found: shown on the home page of those whom it concerns.</summary>
/// <param name="Word">Key of its name among the words.</param>
/// <param name="Policy">Whom it concerns.</param>
/// <param name="Address">The list of all of it.</param>
public sealed record WorkSource(
    string Word, WorkKind Kind, AnyOf Policy, string Address, Func<WorkQuestion, CancellationToken, Task<WorkFound>> Find);
