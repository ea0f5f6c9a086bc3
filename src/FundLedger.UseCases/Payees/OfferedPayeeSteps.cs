using FundLedger.Domain;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Payees;

/// <summary>A step a person may take now.</summary>
/// <param name="Key">Request key of the step's form: sent twice, the step is taken once.</param>
public sealed record OfferedPayeeStep(Transition<PayeeAccountChangeState, PayeeAccountChangeTrigger> Move, string Key);

/// <summary>The steps of a change that a person may take, and why others are not theirs.</summary>
/// <param name="Why">The history that forbids the confirmation; null when nothing does.</param>
public sealed record OfferedPayeeSteps(IReadOnlyList<OfferedPayeeStep> Offered, Refusal? Why)
{
    public static OfferedPayeeSteps Of(PayeeAccountChange change, Actor person)
    {
        ArgumentNullException.ThrowIfNull(change);
        var allowed = DutyPolicies.AllowedTo(person);
        var (offered, why) = (new List<OfferedPayeeStep>(), (Refusal?)null);
        foreach (var move in PayeeAccountChangeWorkflow.Table.From(change.State).Where(move => allowed.Contains(move.Duty!.Value)))
        {
            if (SeparationOfDuties.Check(change.History.Duties, person, move.Duty!.Value) is { } refusal) why ??= refusal;
            else offered.Add(new OfferedPayeeStep(move, RequestKeys.New()));
        }

        return new OfferedPayeeSteps(offered, why);
    }
}
