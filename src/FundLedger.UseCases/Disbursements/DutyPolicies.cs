using FundLedger.Domain.Disbursements;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Disbursements;

/// <summary>Which policy lets a person take which part in a disbursement. The history then says whether they still may.</summary>
public static class DutyPolicies
{
    private static readonly Dictionary<Duty, string> Table = new()
    {
        [Duty.Requester] = Policies.RequestDisbursement,
        [Duty.Certifier] = Policies.CertifyDisbursement,
        [Duty.Authorizer] = Policies.AuthorizeDisbursement,
        [Duty.Payer] = Policies.PayDisbursement,
        [Duty.Reconciler] = Policies.ReconcileBank,
    };

    /// <summary>The policy of a duty; null for a duty that no step of the workflow has.</summary>
    public static string? Of(Duty duty) => Table.GetValueOrDefault(duty);

    /// <summary>The policies one of which a person needs to ask for a step of this name.</summary>
    public static AnyOf For(DisbursementTrigger trigger) => new(
        [.. DisbursementWorkflow.Transitions.Where(move => move.Trigger == trigger && move.Duty is not null).Select(move => Table[move.Duty!.Value]).Distinct()]);

    public static bool Permits(Actor actor, Duty duty)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Of(duty) is { } policy && actor.May(policy);
    }

    /// <summary>The duties the person's policies allow, second factor included.</summary>
    public static IReadOnlyList<Duty> AllowedTo(Actor actor) => [.. Table.Keys.Where(duty => Permits(actor, duty))];

    /// <summary>
    /// Whose turn a state is: the duty of the step that leads on, not back. Null where nobody is waited for.
    /// Released money is first the payer's (payment file), then the reconciler's (bank's line).
    /// </summary>
    public static Duty? Next(DisbursementState state) => DisbursementWorkflow.From(state)
        .FirstOrDefault(move => move is { Duty: not null, NeedsReason: false, Trigger: not DisbursementTrigger.Cancel })?.Duty;

    /// <summary>The states in which a duty is waited for.</summary>
    public static DisbursementState[] WaitingFor(Duty duty) =>
        [.. Enum.GetValues<DisbursementState>().Where(state => Next(state) == duty)];
}
