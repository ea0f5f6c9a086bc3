using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Vouchers;

/// <param name="Revision">The revision the person looked at.</param>
public sealed record ManualVoucherStepRequest(
    string Key, string PublicCode, ManualVoucherTrigger Trigger, int? Revision, string? Reason = null);

/// <summary>Where a voucher stands after a step.</summary>
/// <param name="Entry">The entry that was booked, written <c>2026/123</c>; null when none was.</param>
public sealed record DecidedVoucher(ManualVoucherState State, string? Entry);

/// <summary>Approves a manual voucher, which books it, rejects it, or takes it back from the queue.</summary>
public sealed class DecideManualVoucher(AuthorizedLedger ledger)
{
    /// <summary>Who may take a step of this name.</summary>
    public static AnyOf PolicyOf(ManualVoucherTrigger trigger) => DutyPolicies.For(ManualVoucherWorkflow.Table, trigger);

    /// <summary>
    /// Refused: NotPermitted, ManualVoucherNotFound, what the workflow refuses (among it the preparer as approver and a
    /// voucher that has changed), and what the rules of entries refuse.
    /// </summary>
    public Task<Result<DecidedVoucher>> Run(ManualVoucherStepRequest request, Actor actor, CancellationToken stop) => ledger.Write(
        PolicyOf(request.Trigger), new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);

    private static async Task<Result<DecidedVoucher>> Decide(
        WriteSession session, ManualVoucherStepRequest request, CancellationToken stop)
    {
        var voucher = await session.Load(
            session.Db.ManualVouchers.Include(row => row.Lines).Where(row => row.PublicCode == request.PublicCode));
        if (voucher is null) return ManualVoucherRefusals.ManualVoucherNotFound(request.PublicCode);
        var original = voucher.Original is { } entry ? await session.Posted(entry) : null;
        var facts = new ManualVoucherFacts(
            session.Currency, await session.Chart(), original, await ManualVouchers.IsOpening(session, original, stop));
        var step = voucher.Fire(
            request.Trigger, new StepRequest(session.Actor, session.Now, request.Reason, request.Revision), facts);
        if (step.IsRefused) return step.Refusal;
        session.Audit("ManualVoucherMoved", voucher.PublicCode, request.Trigger, voucher.State);
        var booked = await session.Book(voucher, step.Value);
        if (booked.IsRefused) return booked.Refusal;
        if (booked.Value is { } posted) voucher.Booked(posted.Reference);
        return new DecidedVoucher(voucher.State, voucher.Entry?.ToString());
    }
}
