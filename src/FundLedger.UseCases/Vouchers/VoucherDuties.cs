using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Vouchers;

/// <summary>Which policy lets a person take which part in a manual voucher.</summary>
public static class VoucherDuties
{
    /// <summary>The policy of a duty.</summary>
    public static string Of(Duty duty) => duty switch
    {
        Duty.Preparer => Policies.PrepareManualVoucher,
        Duty.VoucherApprover => Policies.ApproveManualVoucher,
        _ => throw new InvalidOperationException($"Manual vouchers know no {duty}."),
    };

    public static AnyOf For(ManualVoucherTrigger trigger) => new(
        [
            .. ManualVoucherWorkflow.Table.Transitions.Where(move => move.Trigger == trigger)
                .Select(move => Of(move.Duty!.Value)).Distinct(),
        ]);

    /// <summary>The duties the person's policies allow.</summary>
    public static IReadOnlyList<Duty> AllowedTo(Actor actor) =>
        [.. new[] { Duty.Preparer, Duty.VoucherApprover }.Where(duty => actor.May(Of(duty)))];
}

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
        var allowed = VoucherDuties.AllowedTo(person);
        var (offered, why) = (new List<OfferedVoucherStep>(), (Refusal?)null);
        foreach (var move in ManualVoucherWorkflow.Table.From(voucher.State).Where(move => allowed.Contains(move.Duty!.Value)))
        {
            if (SeparationOfDuties.Check(voucher.History.Duties, person, move.Duty!.Value) is { } refusal) why ??= refusal;
            else offered.Add(new OfferedVoucherStep(move, RequestKeys.New()));
        }

        return new OfferedVoucherSteps(offered, why);
    }
}
