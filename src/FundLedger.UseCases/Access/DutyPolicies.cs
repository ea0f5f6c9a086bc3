using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;

namespace FundLedger.UseCases.Access;

/// <summary>Which policy lets a person take which part in a document. The history then decides whether they still may.</summary>
public static class DutyPolicies
{
    private static readonly Dictionary<Duty, string> Table = new()
    {
        [Duty.Requester] = Policies.RequestDisbursement,
        [Duty.Certifier] = Policies.CertifyDisbursement,
        [Duty.Authorizer] = Policies.AuthorizeDisbursement,
        [Duty.Payer] = Policies.PayDisbursement,
        [Duty.Reconciler] = Policies.ReconcileBank,
        [Duty.Preparer] = Policies.PrepareManualVoucher,
        [Duty.VoucherApprover] = Policies.ApproveManualVoucher,
        [Duty.AccessRequester] = Policies.ManagePeople,
        [Duty.AccessApprover] = Policies.ManagePeople,
        [Duty.PayeeEditor] = Policies.ChangePayeeAccount,
        [Duty.PayeeConfirmer] = Policies.ConfirmPayeeAccount,
        [Duty.DrawDownRequester] = Policies.RequestDrawDown,
        [Duty.DrawDownApprover] = Policies.ApproveDrawDown,
        [Duty.DonationOfficer] = Policies.BookContributions,
        [Duty.Donor] = Policies.OfferDonation,
        [Duty.DonationDecider] = Policies.DecideDonation,
    };

    /// <summary>The policy of a duty; null for a duty that no step of the workflow has.</summary>
    public static string? Of(Duty duty) => Table.GetValueOrDefault(duty);

    /// <summary>The policies one of which a person needs to request a step of this name.</summary>
    public static AnyOf For<TState, TTrigger>(Workflow<TState, TTrigger> workflow, TTrigger trigger)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return new AnyOf([.. workflow.Transitions.Where(move => move.Trigger.Equals(trigger) && move.Duty is not null)
            .Select(move => Table[move.Duty!.Value]).Distinct()]);
    }

    public static bool Permits(Actor actor, Duty duty)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Of(duty) is { } policy && actor.May(policy);
    }

    /// <summary>The duties the person's policies allow, second factor included.</summary>
    public static IReadOnlyList<Duty> AllowedTo(Actor actor) => [.. Table.Keys.Where(duty => Permits(actor, duty))];
}
