using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Contributions;

/// <summary>What somebody wants to re-designate.</summary>
/// <param name="OriginContributionId">The contribution the lot, or the first of its parents, came from; null for other lots.</param>
/// <param name="Consent">The donor's consent: letter, number, who signed.</param>
public sealed record Redesignation(
    Contribution Contribution, long LotId, long? OriginContributionId, Fund From, Fund To, Money Amount, string Consent,
        LocalDate ConsentedOn);

/// <summary>
/// Money moves to another designation only with the donor's consent: 5901/4901 through cash in both funds, out of
/// exactly that donor's lot, into a child lot.
/// </summary>
public static class RedesignationRules
{
    /// <summary>
    /// Drafts the entry. Refused: what <see cref="RedesignationRefusals"/> lists, in its order; everything else by
    /// <see cref="EntryRules"/>.
    /// </summary>
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
        return contribution.State != ContributionState.Received ? RedesignationRefusals.RedesignationBeforeReceipt(contribution.PublicCode)
            : null;
    }

    private static Refusal? Check(Redesignation wish, LocalDate today)
    {
        if (CheckContribution(wish.Contribution) is { } never) return never;
        if (wish.OriginContributionId != wish.Contribution.Id)
            return RedesignationRefusals.LotNotOfContribution(wish.LotId, wish.Contribution.PublicCode);
        if (wish.From.Code == wish.To.Code) return RedesignationRefusals.RedesignationToSameFund(wish.To.Code);
        if (wish.From.Source != wish.To.Source) return RedesignationRefusals.RedesignationChangesSource(wish.From.Code, wish.To.Code);
        if (wish.Amount.MinorUnits <= 0) return RedesignationRefusals.RedesignationAmountNotPositive(wish.Amount);
        if (string.IsNullOrWhiteSpace(wish.Consent)) return RedesignationRefusals.RedesignationNeedsConsent();
        return wish.ConsentedOn > today || wish.ConsentedOn < wish.Contribution.PledgedOn
            ? RedesignationRefusals.ConsentDateNotPossible(wish.ConsentedOn)
            : null;
    }
}
