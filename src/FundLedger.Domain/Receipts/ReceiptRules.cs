using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.Domain.Receipts;

/// <summary>What is known of a gift when its receipt is asked for.</summary>
/// <param name="TakenBack">The entry that brought the money, where it was reversed or corrected; null where it stands.</param>
/// <param name="Last">The latest receipt of the gift, void or not; null for none.</param>
public sealed record ReceiptFacts(Contribution Contribution, Party Donor, EntryReference? TakenBack, Receipt? Last)
{
    /// <summary>What the donor was refunded of it, in minor units: a receipt says what remains given.</summary>
    public long Refunded { get; init; }
}

/// <summary>Which gift gets a receipt, dated when.</summary>
public static class ReceiptRules
{
    /// <summary>
    /// Why no receipt can be issued; null when it can. In this order: not a gift, not received, taken back, refunded whole, issued
    /// already and not void, dated before the money, in the future, or in another year than the one whose numbers are being given out:
    /// a year's series ends with the year.
    /// </summary>
    public static Refusal? Check(ReceiptFacts facts, LocalDate issuedOn, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var gift = facts.Contribution;
        if (gift.Kind != ContributionKind.Donation) return ReceiptRefusals.ReceiptOnlyOfGifts(gift.PublicCode, gift.Kind);
        if (gift.State != ContributionState.Received || gift.ReceivedOn is not { } received)
            return ReceiptRefusals.ReceiptBeforeMoney(gift.PublicCode);
        if (facts.TakenBack is { } entry) return ReceiptRefusals.ReceiptOfReversedGift(gift.PublicCode, entry);
        if (facts.Refunded >= gift.Amount) return ReceiptRefusals.ReceiptOfRefundedGift(gift.PublicCode);
        if (facts.Last is { State: ReceiptState.Issued } standing)
            return ReceiptRefusals.ReceiptIssuedAlready(gift.PublicCode, standing.FullNumber);
        if (issuedOn < received) return ReceiptRefusals.ReceiptDatedBeforeMoney(issuedOn, received);
        if (issuedOn > today) return ReceiptRefusals.ReceiptDatedInFuture(issuedOn, today);
        return issuedOn.Year != today.Year ? ReceiptRefusals.ReceiptDatedInOtherYear(issuedOn, today.Year) : null;
    }

    /// <summary>The receipt of a gift that <see cref="Check"/> lets have one.</summary>
    /// <param name="number">Of the series of the date's year.</param>
    public static Receipt Issue(ReceiptFacts facts, long id, ReceiptNumber number, LocalDate issuedOn, Actor issuer)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(issuer);
        if (number.Series.FiscalYear != issuedOn.Year) throw new ArgumentException($"{number} is not of {issuedOn}.", nameof(number));
        var gift = facts.Contribution;
        return new Receipt
        {
            DedicatedAccountId = gift.DedicatedAccountId,
            Id = id,
            PublicCode = PublicCode.New(),
            FiscalYear = number.Series.FiscalYear,
            TaxClass = number.Series.Class,
            Number = number.Number,
            ContributionId = gift.Id,
            DonorPartyId = gift.PayerPartyId,
            DonorName = facts.Donor.Name,
            DonorBusinessNumber = facts.Donor.UnifiedBusinessNumber,
            Amount = gift.Amount - facts.Refunded,
            ReceivedOn = gift.ReceivedOn!.Value,
            IssuedOn = issuedOn,
            IssuedBy = issuer.PersonId,
            ReplacesReceiptId = facts.Last?.Id,
        };
    }
}
