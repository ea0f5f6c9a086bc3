using FundLedger.Domain.People;

namespace FundLedger.Domain.Workflow;

/// <summary>One person, one part: over the whole history of a document, whatever roles are held later.</summary>
public static class SeparationOfDuties
{
    public static Refusal? Check(IEnumerable<DutyHolding> history, Actor actor, Duty wanted)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(actor);
        var held = history.FirstOrDefault(duty => duty.PersonId == actor.PersonId);
        return held is null || held.Duty == wanted
            ? null
            : WorkflowRefusals.PersonHasOtherDuty(actor.Name, held.Duty, wanted);
    }
}
