using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Vouchers;

/// <summary>A step a person may take now.</summary>
/// <param name="Key">Request key of the step's form: sent twice, the step is taken once.</param>
public sealed record OfferedVoucherStep(Transition<ManualVoucherState, ManualVoucherTrigger> Move, string Key);

/// <summary>The steps of a voucher that a person may take, and why others are not theirs.</summary>
/// <param name="Why">The history that forbids the approval; null when nothing does.</param>
public sealed record OfferedVoucherSteps(IReadOnlyList<OfferedVoucherStep> Offered, Refusal? Why)
{
    public static OfferedVoucherSteps Of(ManualVoucher voucher, Actor person)
    {
        ArgumentNullException.ThrowIfNull(voucher);
        var allowed = DutyPolicies.AllowedTo(person);
        var (offered, why) = (new List<OfferedVoucherStep>(), (Refusal?)null);
        foreach (var move in ManualVoucherWorkflow.Table.From(voucher.State).Where(move => allowed.Contains(move.Duty!.Value)))
        {
            if (SeparationOfDuties.Check(voucher.History.Duties, person, move.Duty!.Value) is { } refusal) why ??= refusal;
            else offered.Add(new OfferedVoucherStep(move, RequestKeys.New()));
        }

        return new OfferedVoucherSteps(offered, why);
    }
}
