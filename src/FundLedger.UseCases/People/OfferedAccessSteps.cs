using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.People;

/// <summary>A step a person may take now.</summary>
/// <param name="Key">Request key of the step's form: sent twice, the step is taken once.</param>
public sealed record OfferedAccessStep(Transition<AccessChangeState, AccessChangeTrigger> Move, string Key);

/// <summary>The steps of an access change that a person may take, and why others are not theirs.</summary>
/// <param name="Why">What forbids the approval; null when nothing does.</param>
public sealed record OfferedAccessSteps(IReadOnlyList<OfferedAccessStep> Offered, Refusal? Why)
{
    public static OfferedAccessSteps Of(AccessChange change, Actor person)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(person);
        var allowed = DutyPolicies.AllowedTo(person);
        var (offered, why) = (new List<OfferedAccessStep>(), (Refusal?)null);
        foreach (var move in AccessChangeWorkflow.Table.From(change.State).Where(move => allowed.Contains(move.Duty!.Value)))
        {
            if (SeparationOfDuties.Check(change.History.Duties, person, move.Duty!.Value) is { } refusal) why ??= refusal;
            else if (move.Trigger == AccessChangeTrigger.Approve && change.PersonId == person.PersonId)
                why ??= AccessChangeRefusals.ChangeAboutApprover(change.PublicCode);
            else offered.Add(new OfferedAccessStep(move, RequestKeys.New()));
        }

        return new OfferedAccessSteps(offered, why);
    }
}
