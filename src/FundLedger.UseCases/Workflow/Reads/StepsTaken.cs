using FundLedger.Data.Reading;
using FundLedger.Domain.Workflow;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Workflow.Reads;

/// <summary>A step in the history of a document, as shown.</summary>
/// <param name="Reason">Null when none was given or it has been erased.</param>
public sealed record StepTaken(int Sequence, Enum Trigger, Enum To, string Person, Duty? Duty, string? Reason, Instant At);

internal static class StepsTaken
{
    /// <summary>The steps of a document whose history has been read, with the names and reasons.</summary>
    public static async Task<IReadOnlyList<StepTaken>> Read<TState, TTrigger>(
        ReadingDb db, WorkflowDocument<TState, TTrigger> document, CancellationToken stop)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        var steps = document.History.Steps;
        var people = steps.Select(step => step.PersonId).Distinct().ToArray();
        var names = await db.People.Where(person => people.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.DisplayName, stop);
        var texts = steps.Select(step => step.ReasonTextId).OfType<long>().ToArray();
        var reasons = await db.ErasableTexts.Where(text => texts.Contains(text.Id))
            .ToDictionaryAsync(text => text.Id, text => text.Text, stop);
        return
        [
            .. steps.Select(step => new StepTaken(
                step.Sequence, (Enum)Enum.ToObject(typeof(TTrigger), step.Trigger), (Enum)Enum.ToObject(typeof(TState), step.ToState),
                names[step.PersonId], step.Duty,
                step.ReasonTextId is { } text && reasons.GetValueOrDefault(text) is { Length: > 0 } reason ? reason : null,
                step.RecordedAt)),
        ];
    }
}
