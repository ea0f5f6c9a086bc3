using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Contributions;

/// <summary>What a contribution must meet before it is booked.</summary>
public static class ContributionRules
{
    /// <summary>UTF-16 code units of a description or an approval reference that are kept.</summary>
    public const int MaximumTextLength = 200;

    public static SourceKind SourceOf(ContributionKind kind) => kind switch
    {
        ContributionKind.Donation => SourceKind.Donation,
        ContributionKind.Allocation => SourceKind.CentralAllocation,
        ContributionKind.Investment => SourceKind.EnterpriseInvestment,
        ContributionKind.LocalMatching => SourceKind.LocalMatching,
        _ => throw new InvalidOperationException($"Unknown contribution kind {kind}."),
    };

    /// <param name="shares">Fund and amount of every part; parts are positive and sum to the amount.</param>
    public static Refusal? Check(
        ContributionKind kind, Money amount, IReadOnlyList<(Fund Fund, Money Amount)> shares, string description)
    {
        ArgumentNullException.ThrowIfNull(shares);
        if (amount.MinorUnits <= 0) return ContributionRefusals.ContributionAmountNotPositive(amount);
        if (string.IsNullOrWhiteSpace(description)) return LedgerRefusals.DescriptionMissing();
        if (description.Trim().Length > MaximumTextLength)
            return LedgerRefusals.DescriptionTooLong(description.Trim().Length, MaximumTextLength);
        if (!StorableText.Is(description)) return LedgerRefusals.DescriptionNotText();

        foreach (var (fund, share) in shares)
        {
            if (fund.Source != SourceOf(kind)) return ContributionRefusals.FundTakesOtherSource(fund.Code, fund.Source);
            if (share.MinorUnits <= 0) return ContributionRefusals.ContributionAmountNotPositive(share);
        }

        // Typed figures may pass the largest amount together; what is shown is then the largest there is.
        var total = shares.Aggregate(Int128.Zero, (sum, share) => sum + share.Amount.MinorUnits);
        if (total != amount.MinorUnits || shares.Any(share => share.Amount.Currency != amount.Currency))
        {
            return ContributionRefusals.SharesDoNotSum(new Money((long)Int128.Min(total, long.MaxValue), amount.Currency), amount);
        }

        return null;
    }

    /// <summary>Refused: an allocation without the working meeting's approval (工作會議), before which none is drawn down.</summary>
    public static Refusal? CheckApproval(ContributionKind kind, string? approvalReference) =>
        kind == ContributionKind.Allocation && string.IsNullOrWhiteSpace(approvalReference)
            ? ContributionRefusals.ApprovalReferenceMissing()
            : null;
}
