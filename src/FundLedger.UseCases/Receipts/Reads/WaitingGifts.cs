using FundLedger.Data;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Receipts.Reads;

/// <summary>A gift that has come and has no receipt.</summary>
/// <param name="Voided">Whether it had one, which was voided.</param>
public sealed record WaitingGift(
    string Code, string Donor, string? BusinessNumber, bool Fictional, Money Amount, LocalDate ReceivedOn, string Description, bool Voided);

/// <param name="Amount">Of all pages.</param>
public sealed record WaitingPage(PageOf<WaitingGift> Page, Money Amount);

/// <summary>Gifts that have come and have no receipt, those that came first in front.</summary>
public sealed class WaitingGifts(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.IssueReceipts;

    public Task<Result<WaitingPage>> Read(Actor actor, int number, int size, CancellationToken stop) =>
        reader.Read(Policy, actor, async db =>
        {
            var waiting = Of(db);
            var total = await waiting.LongCountAsync(stop);
            var page = Paging.Within(number, size, total);
            var rows = await (
                from gift in InOrder(waiting).Skip((page - 1) * size).Take(size)
                join donor in db.Parties on gift.PayerPartyId equals donor.Id
                orderby gift.ReceivedOn, gift.Id
                select new
                {
                    gift.PublicCode,
                    Donor = donor.Name,
                    donor.UnifiedBusinessNumber,
                    donor.Fictional,
                    Amount = gift.Amount - db.GiftRefunds
                        .Where(refund => refund.ContributionId == gift.Id && refund.State == GiftRefundState.Booked)
                        .Sum(refund => refund.Amount),
                    gift.ReceivedOn,
                    gift.Description,
                    Voided = db.Receipts.Any(receipt => receipt.ContributionId == gift.Id),
                }).ToListAsync(stop);
            return new WaitingPage(
                new PageOf<WaitingGift>(
                    [
                        .. rows.Select(row => new WaitingGift(
                            row.PublicCode, row.Donor, row.UnifiedBusinessNumber, row.Fictional, new Money(row.Amount, books.Currency),
                            row.ReceivedOn!.Value, row.Description, row.Voided)),
                    ],
                    page, size, total),
                new Money(await Amount(db, waiting, stop), books.Currency));
        }, stop);

    /// <summary>Received, neither taken back nor refunded whole, and without a receipt that is not void.</summary>
    internal static IQueryable<Contribution> Of(LedgerDb db) => db.Contributions.Where(gift =>
        gift.Kind == ContributionKind.Donation && gift.State == ContributionState.Received
        && !db.Receipts.Any(receipt => receipt.ContributionId == gift.Id && receipt.VoidedOn == null)
        && db.GiftRefunds.Where(refund => refund.ContributionId == gift.Id && refund.State == GiftRefundState.Booked)
            .Sum(refund => refund.Amount) < gift.Amount
        && !db.Entries.Any(entry => entry.ReversesFiscalYear == gift.EntryFiscalYear && entry.ReversesNumber == gift.EntryNumber));

    /// <summary>What their receipts would say together, in minor units: what was refunded is left out.</summary>
    internal static async Task<long> Amount(LedgerDb db, IQueryable<Contribution> gifts, CancellationToken stop) =>
        await gifts.SumAsync(gift => gift.Amount, stop) - await db.GiftRefunds
            .Where(refund => refund.State == GiftRefundState.Booked && gifts.Any(gift => gift.Id == refund.ContributionId))
            .SumAsync(refund => refund.Amount, stop);

    internal static IQueryable<Contribution> InOrder(IQueryable<Contribution> gifts) =>
        gifts.OrderBy(gift => gift.ReceivedOn).ThenBy(gift => gift.Id);
}
