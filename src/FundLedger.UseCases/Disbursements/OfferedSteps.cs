using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;

namespace FundLedger.UseCases.Disbursements;

/// <summary>A step this person may take now.</summary>
/// <param name="Key">Request key of the step's form: sent twice, the step is taken once.</param>
public sealed record OfferedStep(Transition<DisbursementState, DisbursementTrigger> Move, string Key)
{
    /// <summary>Brings the case further; the other steps send back or end it.</summary>
    public bool IsForward => DisbursementWorkflow.Table.IsForward(Move);
}

/// <summary>A forward step that is not this person's, and why.</summary>
/// <param name="Why">The history or the fund's money forbids it; null: it belongs to a duty the person's roles do not have.</param>
public sealed record WithheldStep(Transition<DisbursementState, DisbursementTrigger> Move, Refusal? Why);

/// <summary>The workflow's table, the person's policies and the case's history, put together.</summary>
public sealed record OfferedSteps(IReadOnlyList<OfferedStep> Offered, IReadOnlyList<WithheldStep> Withheld)
{
    /// <param name="allowed">The duties the person's policies allow.</param>
    /// <param name="shortOfMoney">Why the step that sets the money aside would be refused; null when the fund holds enough.</param>
    public static OfferedSteps Of(
        Disbursement disbursement, Actor person, IReadOnlyCollection<Duty> allowed, Refusal? shortOfMoney = null)
    {
        var (offered, withheld) = (new List<OfferedStep>(), new List<WithheldStep>());
        // The system and the bank's statement take their steps themselves.
        foreach (var move in DisbursementWorkflow.Table.From(disbursement.State).Where(move => move.By == TakenBy.Person))
        {
            var duty = move.Duty!.Value;
            if (!allowed.Contains(duty))
            {
                if (DisbursementWorkflow.Table.IsForward(move)) withheld.Add(new WithheldStep(move, null));
            }
            else if (SeparationOfDuties.Check(disbursement.History.Duties, person, duty) is { } why)
            {
                withheld.Add(new WithheldStep(move, why));
            }
            else if (shortOfMoney is not null && move.Trigger == DisbursementTrigger.Authorize)
            {
                withheld.Add(new WithheldStep(move, shortOfMoney));
            }
            else
            {
                offered.Add(new OfferedStep(move, RequestKeys.New()));
            }
        }

        return new OfferedSteps(offered, withheld);
    }
}
