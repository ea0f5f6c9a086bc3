using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Contributions;

/// <summary>A refund that a donor asks for.</summary>
/// <param name="Contribution">Public code of the gift.</param>
/// <param name="Lot">The gift's lot, or a child of it, that gives the money.</param>
/// <param name="Request">The donor's letter: number, what it says, who signed.</param>
public sealed record GiftRefundRequest(
    string Key, string Contribution, long Lot, Money Amount, string Request, LocalDate AskedOn, bool DryRun = false);

/// <summary>Submits the refund of a gift for a second person to approve; nothing is owed before that.</summary>
public sealed class RefundContribution(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.BookContributions;

    /// <summary>
    /// The refund's public code. Refused: NotPermitted, ContributionNotFound, what <see cref="GiftRefundRefusals"/> lists, a second
    /// refund of the gift while one waits, and what the rules of entries refuse.
    /// </summary>
    public Task<Result<string>> Run(GiftRefundRequest request, Actor actor, CancellationToken stop) => ledger.Write(
        Policy, new UseCaseRequest(request.Key, actor, request, request.DryRun), session => Decide(session, request, stop), stop);

    private static async Task<Result<string>> Decide(WriteSession session, GiftRefundRequest request, CancellationToken stop)
    {
        var gift = await session.Db.Contributions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.PublicCode == request.Contribution, stop);
        if (gift is null) return ContributionRefusals.ContributionNotFound(request.Contribution);
        var fund = await session.Db.Lots.Where(lot => lot.Id == request.Lot).Select(lot => (long?)lot.FundId).SingleOrDefaultAsync(stop);
        if (fund is null) return RedesignationRefusals.LotNotOfContribution(request.Lot, request.Contribution);
        var waiting = await session.Db.GiftRefunds.AsNoTracking().FirstOrDefaultAsync(
            other => other.ContributionId == gift.Id && other.State == GiftRefundState.Submitted, stop);
        if (waiting is not null) return GiftRefundRefusals.GiftRefundPending(waiting.PublicCode);
        var refund = new GiftRefund
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            PublicCode = PublicCode.New(),
            ContributionId = gift.Id,
            LotId = request.Lot,
            FundId = fund.Value,
            Amount = request.Amount.MinorUnits,
            AskedOn = request.AskedOn,
        };
        var facts = await Facts(session, refund, stop);
        var step = refund.Submit(session.Actor, session.Now, request.Request.Trim(), facts);
        if (step.IsRefused) return step.Refusal;
        if (await session.Check(refund.Draft(facts)) is { } notBooked) return notBooked;
        session.Db.GiftRefunds.Add(refund);
        var booked = await session.Book(refund, step.Value);
        if (booked.IsRefused) return booked.Refusal;
        session.Audit("GiftRefundSubmitted", refund.PublicCode, gift.PublicCode, request.Amount);
        return refund.PublicCode;
    }

    /// <summary>The gift, its lot and what remains of it, as the books have them now.</summary>
    internal static async Task<GiftRefundFacts> Facts(WriteSession session, GiftRefund refund, CancellationToken stop)
    {
        var gift = await session.Db.Contributions.AsNoTracking().SingleAsync(row => row.Id == refund.ContributionId, stop);
        var remaining = await session.Db.Lots.Where(lot => lot.Id == refund.LotId).Select(lot => lot.Remaining).SingleAsync(stop);
        return new GiftRefundFacts(
            gift, await session.ContributionOf(refund.LotId), (await session.Funds(refund.FundId))[refund.FundId],
            new Money(remaining, session.Currency), session.Today);
    }
}
