using System.Collections.Frozen;
using FundLedger.Domain.People;

namespace FundLedger.Domain.Workflow;

/// <summary>
/// Which roles let a person play which part in a document; a check compares with it who took each step. What a role may do on
/// pages is a table of policies (UseCases/Access); a test holds that both say the same.
/// </summary>
public static class RoleDuties
{
    private static readonly FrozenDictionary<Duty, Role[]> Table = new Dictionary<Duty, Role[]>
    {
        [Duty.Requester] = [Role.Requester],
        [Duty.Certifier] = [Role.Certifier],
        [Duty.Authorizer] = [Role.Authorizer],
        [Duty.Payer] = [Role.Cashier],
        // Whoever has imported a statement is the reconciler of what the scheduler's run confirms by it.
        [Duty.Reconciler] = [Role.Reconciler, Role.FinanceOfficer],
        [Duty.Preparer] = [Role.FinanceOfficer],
        [Duty.VoucherApprover] = [Role.ChiefAccountant],
        [Duty.AccessRequester] = [Role.Administrator],
        [Duty.AccessApprover] = [Role.Administrator],
        [Duty.PayeeEditor] = [Role.FinanceOfficer],
        [Duty.PayeeConfirmer] = [Role.ChiefAccountant],
        [Duty.DrawDownRequester] = [Role.FinanceOfficer],
        [Duty.DrawDownApprover] = [Role.Authorizer],
        [Duty.DonationOfficer] = [Role.FinanceOfficer],
        [Duty.Donor] = [Role.Company],
        [Duty.DonationDecider] = [Role.ChiefAccountant],
    }.ToFrozenDictionary();

    /// <summary>The roles one of which a person needs; none for a duty that no step has.</summary>
    public static IReadOnlyList<Role> Of(Duty duty) => Table.GetValueOrDefault(duty, []);

    /// <summary>Whether the role lets a person play the part; false for a role this version does not know.</summary>
    public static bool Permits(string roleCode, Duty duty) => Of(duty).Any(role => role.Code == roleCode);

    /// <summary>Whether the scheduler may play the part by itself; it holds no role.</summary>
    public static bool PermitsScheduler(Duty duty) => duty == Duty.Reconciler;
}
