using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Workflow;

/// <summary>A step a person may take now.</summary>
/// <param name="Key">Request key of the step's form: sent twice, the step is taken once.</param>
public sealed record StepOffered<TState, TTrigger>(Transition<TState, TTrigger> Move, string Key)
    where TState : struct, Enum
    where TTrigger : struct, Enum;

/// <summary>The steps of a document that a person may take, and why others are not theirs.</summary>
/// <param name="Why">The history that forbids a step the person's policies allow; null when nothing does.</param>
public sealed record StepsOffered<TState, TTrigger>(IReadOnlyList<StepOffered<TState, TTrigger>> Offered, Refusal? Why)
    where TState : struct, Enum
    where TTrigger : struct, Enum;

/// <summary>The workflow's table, the person's policies and the document's history, put together.</summary>
public static class StepsOffered
{
    /// <summary>Steps of the system are offered to nobody.</summary>
    /// <param name="forbids">What else forbids a step to the person, beside the history; null where nothing does.</param>
    public static StepsOffered<TState, TTrigger> To<TState, TTrigger>(
        Actor person, Workflow<TState, TTrigger> table, WorkflowDocument<TState, TTrigger> document,
        Func<Transition<TState, TTrigger>, Refusal?>? forbids = null)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(document);
        var allowed = DutyPolicies.AllowedTo(person);
        var (offered, why) = (new List<StepOffered<TState, TTrigger>>(), (Refusal?)null);
        foreach (var move in table.From(document.State).Where(move => move.Duty is { } duty && allowed.Contains(duty)))
        {
            var refusal = SeparationOfDuties.Check(document.History.Duties, person, move.Duty!.Value) ?? forbids?.Invoke(move);
            if (refusal is not null) why ??= refusal;
            else offered.Add(new StepOffered<TState, TTrigger>(move, RequestKeys.New()));
        }

        return new StepsOffered<TState, TTrigger>(offered, why);
    }
}
