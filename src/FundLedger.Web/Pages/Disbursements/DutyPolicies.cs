using FundLedger.Domain.Disbursements;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using System.Security.Claims;

namespace FundLedger.Web.Pages.Disbursements;

/// <summary>Which policy lets a person take which part in a disbursement. The history then says whether they still may.</summary>
internal static class DutyPolicies
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

    /// <summary>The duties the person's policies allow, second factor included.</summary>
    public static async Task<IReadOnlyList<Duty>> AllowedTo(ClaimsPrincipal user, IAuthorizationService authorization)
    {
        var allowed = new List<Duty>();
        foreach (var (duty, policy) in Table)
        {
            if (await authorization.May(user, policy)) allowed.Add(duty);
        }

        return allowed;
    }

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
