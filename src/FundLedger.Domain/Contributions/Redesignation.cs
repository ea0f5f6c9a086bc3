using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Contributions;

/// <summary>
/// A donor's consent that part of a gift serves another designation, and the entry that followed it. Append-only.
/// </summary>
public sealed class DesignationChange
{
    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    public long ContributionId { get; init; }

    /// <summary>The lot the money is taken from; a child lot opens in the other fund.</summary>
    public long LotId { get; init; }

    public long FromFundId { get; init; }

    public long ToFundId { get; init; }

    /// <summary>Minor units, positive.</summary>
    public long Amount { get; init; }

    public int EntryFiscalYear { get; init; }

    public long EntryNumber { get; init; }

    public LocalDate ConsentedOn { get; init; }

    /// <summary>The donor's letter, in words; in the side store.</summary>
    public long ConsentTextId { get; init; }

    public required byte[] ConsentCommitment { get; init; }

    public long PersonId { get; init; }

    public Instant RecordedAt { get; init; }

    public long LeafIndex { get; init; }
}

/// <summary>What somebody wants to re-designate.</summary>
/// <param name="OriginContributionId">The contribution the lot, or the first of its parents, came from; null for other lots.</param>
/// <param name="Consent">The donor's consent: letter, number, who signed.</param>
public sealed record Redesignation(
    Contribution Contribution, long LotId, long? OriginContributionId, Fund From, Fund To, Money Amount, string Consent, LocalDate ConsentedOn);

/// <summary>
/// Money moves to another designation only with the donor's consent: 5901/4901 through cash in both funds, out of
/// exactly that donor's lot, into a child lot.
/// </summary>
public static class RedesignationRules
{
    /// <summary>Drafts the entry. Refused: what <see cref="RedesignationRefusals"/> lists, in its order; everything else by <see cref="EntryRules"/>.</summary>
    /// <param name="bank">The bank account's own ledger account the money stays on.</param>
    public static Result<EntryDraft> Draft(Redesignation wish, string bank, LocalDate today, long changeId)
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (Check(wish, today) is { } refusal) return refusal;
        return new EntryDraft(
            VoucherKind.Transfer, today, wish.Consent,
            [
                new PostingDraft(ChartOfAccounts.TransfersOut, wish.From.Code, wish.Amount),
                new PostingDraft(bank, wish.From.Code, -wish.Amount, LotId: wish.LotId),
                new PostingDraft(bank, wish.To.Code, wish.Amount),
                new PostingDraft(ChartOfAccounts.TransfersIn, wish.To.Code, -wish.Amount),
            ])
        {
            Document = new DocumentReference(DocumentKind.DesignationChange, changeId),
            Opens = new LotOrigin(LotKind.Child),
        };
    }

    /// <summary>Why a contribution cannot be re-designated, whatever is wished; null where it can.</summary>
    public static Refusal? CheckContribution(Contribution contribution)
    {
        ArgumentNullException.ThrowIfNull(contribution);
        if (contribution.Kind != ContributionKind.Donation) return RedesignationRefusals.RedesignationOnlyOfGifts(contribution.PublicCode);
        return contribution.State != ContributionState.Received ? RedesignationRefusals.RedesignationBeforeReceipt(contribution.PublicCode) : null;
    }

    private static Refusal? Check(Redesignation wish, LocalDate today)
    {
        if (CheckContribution(wish.Contribution) is { } never) return never;
        if (wish.OriginContributionId != wish.Contribution.Id) return RedesignationRefusals.LotNotOfContribution(wish.LotId, wish.Contribution.PublicCode);
        if (wish.From.Code == wish.To.Code) return RedesignationRefusals.RedesignationToSameFund(wish.To.Code);
        if (wish.From.Source != wish.To.Source) return RedesignationRefusals.RedesignationChangesSource(wish.From.Code, wish.To.Code);
        if (wish.Amount.MinorUnits <= 0) return RedesignationRefusals.RedesignationAmountNotPositive(wish.Amount);
        if (string.IsNullOrWhiteSpace(wish.Consent)) return RedesignationRefusals.RedesignationNeedsConsent();
        return wish.ConsentedOn > today || wish.ConsentedOn < wish.Contribution.PledgedOn
            ? RedesignationRefusals.ConsentDateNotPossible(wish.ConsentedOn)
            : null;
    }
}

/// <summary>Every way a re-designation is refused, in the order of the rules.</summary>
public static class RedesignationRefusals
{
    public static Refusal RedesignationOnlyOfGifts(string contribution) => new(nameof(RedesignationOnlyOfGifts), contribution);

    public static Refusal RedesignationBeforeReceipt(string contribution) => new(nameof(RedesignationBeforeReceipt), contribution);

    public static Refusal LotNotOfContribution(long lot, string contribution) => new(nameof(LotNotOfContribution), lot, contribution);

    public static Refusal RedesignationToSameFund(string fund) => new(nameof(RedesignationToSameFund), fund);

    public static Refusal RedesignationChangesSource(string from, string to) => new(nameof(RedesignationChangesSource), from, to);

    public static Refusal RedesignationAmountNotPositive(Money amount) => new(nameof(RedesignationAmountNotPositive), amount);

    public static Refusal RedesignationNeedsConsent() => new(nameof(RedesignationNeedsConsent));

    public static Refusal ConsentDateNotPossible(LocalDate date) => new(nameof(ConsentDateNotPossible), date);
}
