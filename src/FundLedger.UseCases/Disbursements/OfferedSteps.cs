using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.People;

namespace FundLedger.UseCases.Disbursements;

/// <summary>A step this person may take now.</summary>
/// <param name="Key">Request key of the step's form: sent twice, the step is taken once.</param>
public sealed record OfferedStep(DisbursementTransition Move, string Key)
{
    /// <summary>Leads on; the other steps send back or end the case.</summary>
    public bool IsForward => OfferedSteps.IsForward(Move.Trigger);
}

/// <summary>A step that leads on and is not this person's, and why.</summary>
/// <param name="Why">The history forbids it; null: the step belongs to a duty the person's roles do not have.</param>
public sealed record WithheldStep(DisbursementTransition Move, Refusal? Why);

/// <summary>The workflow's table, the person's policies and the case's history, put together.</summary>
public sealed record OfferedSteps(IReadOnlyList<OfferedStep> Offered, IReadOnlyList<WithheldStep> Withheld)
{
    /// <param name="allowed">The duties the person's policies allow.</param>
    public static OfferedSteps Of(Disbursement found, Actor person, IReadOnlyCollection<Duty> allowed)
    {
        var (offered, withheld) = (new List<OfferedStep>(), new List<WithheldStep>());
        foreach (var move in DisbursementWorkflow.From(found.State))
        {
            if (move.Duty is not { } duty) continue;
            // The bank takes the last step, by its statement.
            if (move.Trigger == DisbursementTrigger.ConfirmPayment) continue;
            if (!allowed.Contains(duty))
            {
                if (IsForward(move.Trigger)) withheld.Add(new WithheldStep(move, null));
            }
            else if (SeparationOfDuties.Check(found.Duties, person, duty) is { } why)
            {
                withheld.Add(new WithheldStep(move, why));
            }
            else
            {
                offered.Add(new OfferedStep(move, RequestKeys.New()));
            }
        }

        return new OfferedSteps(offered, withheld);
    }

    internal static bool IsForward(DisbursementTrigger trigger) =>
        trigger is DisbursementTrigger.Submit or DisbursementTrigger.Certify or DisbursementTrigger.Authorize or DisbursementTrigger.Release;
}
