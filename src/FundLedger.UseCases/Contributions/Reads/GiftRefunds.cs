using FundLedger.Data;
using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Workflow;
using FundLedger.UseCases.Workflow.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>A refund of a gift with its steps.</summary>
/// <param name="Request">The donor's letter; null when it has been erased.</param>
/// <param name="Next">What the person who asks may do with it.</param>
public sealed record GiftRefundShown(
    GiftRefund Refund, string Fund, string FundZh, string FundEn, string? Request, IReadOnlyList<StepTaken> Steps,
    StepsOffered<GiftRefundState, GiftRefundTrigger> Next);

/// <summary>A gift, what of it was asked back, and out of which lots more could be.</summary>
/// <param name="MaySubmit">The person may submit a refund, none waits, and something remains.</param>
public sealed record RefundableGift(
    Contribution Gift, Party Donor, IReadOnlyList<GiftRefundShown> Refunds, IReadOnlyList<MovableLot> Lots, bool MaySubmit);

/// <summary>Reads the refunds of one gift.</summary>
public sealed class GiftRefunds(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeContributions;

    /// <summary>Null for an unknown code.</summary>
    public Task<Result<RefundableGift?>> Read(Actor actor, string code, CancellationToken stop) =>
        reader.Read<RefundableGift?>(Policy, actor, async db =>
        {
            var gift = await db.Contributions.SingleOrDefaultAsync(row => row.PublicCode == code, stop);
            if (gift is null) return null;
            var refunds = await Of(db, gift.Id, actor, stop);
            var lots = await MovableLot.Read(db, gift, elsewhere: false, stop);
            return new RefundableGift(
                gift, await db.Parties.SingleAsync(party => party.Id == gift.PayerPartyId, stop), refunds, lots,
                actor.May(Policies.BookContributions) && lots.Count > 0
                    && refunds.All(shown => shown.Refund.State != GiftRefundState.Submitted));
        }, stop);

    /// <summary>The refunds of a contribution, the oldest first.</summary>
    internal static async Task<IReadOnlyList<GiftRefundShown>> Of(ReadingDb db, long contribution, Actor actor, CancellationToken stop)
    {
        var shown = new List<GiftRefundShown>();
        var refunds = await db.GiftRefunds.Where(row => row.ContributionId == contribution).OrderBy(row => row.Id).ToListAsync(stop);
        foreach (var refund in refunds)
        {
            refund.Remember(await db.HistoryOf(refund).Read(stop));
            var fund = await db.Funds.SingleAsync(row => row.Id == refund.FundId, stop);
            var steps = await StepsTaken.Read(db, refund, stop);
            shown.Add(new GiftRefundShown(
                refund, fund.Code, fund.NameZh, fund.NameEn, steps is [var first, ..] ? first.Reason : null, steps,
                StepsOffered.To(actor, GiftRefundWorkflow.Table, refund)));
        }

        return shown;
    }
}
