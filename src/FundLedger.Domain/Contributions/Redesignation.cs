using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Contributions;

/// <summary>A request to re-designate a contribution or a part of it.</summary>
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
    public static Result<EntryDraft> Draft(Redesignation request, string bank, LocalDate today, long changeId)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Check(request, today) is { } refusal) return refusal;
        return new EntryDraft(
            VoucherKind.Transfer, today, request.Consent,
            [
                new PostingDraft(ChartOfAccounts.TransfersOut, request.From.Code, request.Amount),
                new PostingDraft(bank, request.From.Code, -request.Amount, LotId: request.LotId),
                new PostingDraft(bank, request.To.Code, request.Amount),
                new PostingDraft(ChartOfAccounts.TransfersIn, request.To.Code, -request.Amount),
            ])
        {
            Document = new DocumentReference(DocumentKind.DesignationChange, changeId),
            Opens = new LotOrigin(LotKind.Child),
        };
    }

    /// <summary>Why a contribution cannot be re-designated at all; null where it can.</summary>
    public static Refusal? CheckContribution(Contribution contribution)
    {
        ArgumentNullException.ThrowIfNull(contribution);
        if (contribution.Kind != ContributionKind.Donation) return RedesignationRefusals.RedesignationOnlyOfGifts(contribution.PublicCode);
        return contribution.State != ContributionState.Received ? RedesignationRefusals.RedesignationBeforeReceipt(contribution.PublicCode)
            : null;
    }

    private static Refusal? Check(Redesignation request, LocalDate today)
    {
        if (CheckContribution(request.Contribution) is { } refusal) return refusal;
        if (request.OriginContributionId != request.Contribution.Id)
            return RedesignationRefusals.LotNotOfContribution(request.LotId, request.Contribution.PublicCode);
        if (request.From.Code == request.To.Code) return RedesignationRefusals.RedesignationToSameFund(request.To.Code);
        if (request.From.Source != request.To.Source)
            return RedesignationRefusals.RedesignationChangesSource(request.From.Code, request.To.Code);
        if (request.Amount.MinorUnits <= 0) return RedesignationRefusals.RedesignationAmountNotPositive(request.Amount);
        if (string.IsNullOrWhiteSpace(request.Consent)) return RedesignationRefusals.RedesignationNeedsConsent();
        return request.ConsentedOn > today || request.ConsentedOn < request.Contribution.PledgedOn
            ? RedesignationRefusals.ConsentDateNotPossible(request.ConsentedOn)
            : null;
    }
}
