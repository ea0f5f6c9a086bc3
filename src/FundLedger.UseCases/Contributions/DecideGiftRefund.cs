using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Receipts;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions;

/// <param name="Revision">The revision the person looked at.</param>
public sealed record GiftRefundStepRequest(
    string Key, string PublicCode, GiftRefundTrigger Trigger, int? Revision, string? Reason = null, bool DryRun = false);

/// <summary>Where a refund stands after a step.</summary>
/// <param name="Entry">The entry that was booked, written <c>2026/123</c>; null when none was.</param>
public sealed record DecidedGiftRefund(GiftRefundState State, string? Entry);

/// <summary>
/// Approves the refund of a gift, which is then owed to the donor and voids the gift's receipt, rejects it, or takes it back from the
/// queue.
/// </summary>
public sealed class DecideGiftRefund(AuthorizedLedger ledger)
{
    /// <summary>Who may take a step of this name.</summary>
    public static AnyOf PolicyOf(GiftRefundTrigger trigger) => DutyPolicies.For(GiftRefundWorkflow.Table, trigger);

    /// <summary>
    /// Refused: NotPermitted, GiftRefundNotFound, what the workflow refuses (among it whoever submitted it), more than remains of the
    /// lot, and what the rules of entries refuse.
    /// </summary>
    public Task<Result<DecidedGiftRefund>> Run(GiftRefundStepRequest request, Actor actor, CancellationToken stop) => ledger.Write(
        PolicyOf(request.Trigger), new UseCaseRequest(request.Key, actor, request, request.DryRun),
        session => Decide(session, request, stop), stop);

    private static async Task<Result<DecidedGiftRefund>> Decide(
        WriteSession session, GiftRefundStepRequest request, CancellationToken stop)
    {
        var refund = await session.Load(session.Db.GiftRefunds.Where(row => row.PublicCode == request.PublicCode));
        if (refund is null) return GiftRefundRefusals.GiftRefundNotFound(request.PublicCode);
        var step = refund.Fire(
            request.Trigger, new StepRequest(session.Actor, session.Now, request.Reason, request.Revision),
            await RefundContribution.Facts(session, refund, stop));
        if (step.IsRefused) return step.Refusal;
        session.Audit("GiftRefundMoved", refund.PublicCode, request.Trigger, refund.State);
        var booked = await session.Book(refund, step.Value);
        if (booked.IsRefused) return booked.Refusal;
        if (booked.Value is { } posted)
        {
            refund.Booked(posted.Reference);
            await new ReceiptBook(session, stop).VoidAfterRefund(refund.ContributionId, refund.PublicCode);
        }

        return new DecidedGiftRefund(refund.State, refund.Entry?.ToString());
    }
}
