using FundLedger.Domain.People;
using FundLedger.UseCases.Workflow;

namespace FundLedger.UseCases.People;

/// <summary>The steps of an access change: nobody approves what is about themselves.</summary>
public static class AccessChangeSteps
{
    public static StepsOffered<AccessChangeState, AccessChangeTrigger> OfferedTo(Actor person, AccessChange change)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(change);
        return StepsOffered.To(
            person, AccessChangeWorkflow.Table, change,
            move => move.Trigger == AccessChangeTrigger.Approve && change.PersonId == person.PersonId
                ? AccessChangeRefusals.ChangeAboutApprover(change.PublicCode)
                : null);
    }
}
