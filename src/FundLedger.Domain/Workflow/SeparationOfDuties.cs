using FundLedger.Domain.People;

namespace FundLedger.Domain.Workflow;

/// <summary>One person, one part: over the whole history of a document, whatever roles are held later.</summary>
public static class SeparationOfDuties
{
    public static Refusal? Check(IEnumerable<DutyHolding> history, Actor actor, Duty required)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(actor);
        var holding = history.FirstOrDefault(duty => duty.PersonId == actor.PersonId);
        return holding is null || holding.Duty == required
            ? null
            : WorkflowRefusals.PersonHasOtherDuty(actor.Name, holding.Duty, required);
    }
}
