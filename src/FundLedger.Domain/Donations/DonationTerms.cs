using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Donations;

/// <summary>A part of a donation that is paid at once.</summary>
public sealed record PlannedInstalment(LocalDate DueOn, Money Amount);

/// <summary>What a fund gets of a donation: an amount, or hundredths of a percent.</summary>
public sealed record PlannedDesignation(Fund Fund, Money? Amount = null, int? BasisPoints = null);

/// <summary>What one fund gets of one instalment.</summary>
/// <param name="Instalment">1, 2, 3 …</param>
public sealed record PlannedPart(int Instalment, LocalDate DueOn, Fund Fund, Money Amount, int? BasisPoints);

/// <summary>
/// Into what a donation is split. Percentages are rounded once on the total, by largest remainder; then each instalment is split by
/// what each fund still has to get, so that both the instalments and the funds come to exactly what was said.
/// </summary>
public static class DonationTerms
{
    public const int MostInstalments = 60;

    public const int Whole = 10_000;

    /// <summary>
    /// The parts, by instalment and in the order of the funds; parts of nothing are left out. Refused: what
    /// <see cref="DonationRefusals"/> lists, and a fund that takes no donations.
    /// </summary>
    public static Result<IReadOnlyList<PlannedPart>> Parts(
        Money total, IReadOnlyList<PlannedInstalment> instalments, IReadOnlyList<PlannedDesignation> designations)
    {
        ArgumentNullException.ThrowIfNull(instalments);
        ArgumentNullException.ThrowIfNull(designations);
        if (total.MinorUnits <= 0) return ContributionRefusals.ContributionAmountNotPositive(total);
        if (total.MinorUnits > EntryRules.LargestAmount) return LedgerRefusals.AmountTooLarge(total.ToString());
        if (CheckInstalments(total, instalments) is { } refusal) return refusal;
        var funds = FundTotals(total, designations);
        return funds.IsRefused ? funds.Refusal : Result.Of<IReadOnlyList<PlannedPart>>(Split(instalments, designations, [.. funds.Value]));
    }

    private static Refusal? CheckInstalments(Money total, IReadOnlyList<PlannedInstalment> instalments)
    {
        if (instalments.Count is 0 or > MostInstalments) return DonationRefusals.InstalmentsNotPossible(instalments.Count, MostInstalments);
        for (var index = 0; index < instalments.Count; index++)
        {
            if (instalments[index].Amount.MinorUnits <= 0) return DonationRefusals.InstalmentNotPositive(index + 1);
            if (index > 0 && instalments[index].DueOn <= instalments[index - 1].DueOn)
                return DonationRefusals.InstalmentsNotInOrder(index + 1);
        }

        var sum = Sum(instalments.Select(instalment => instalment.Amount));
        return sum == total.MinorUnits ? null : DonationRefusals.InstalmentsDoNotSum(Shown(sum, total.Currency), total);
    }

    private static Result<IReadOnlyList<Money>> FundTotals(Money total, IReadOnlyList<PlannedDesignation> designations)
    {
        if (designations.Count == 0) return DonationRefusals.DesignationMissing();
        foreach (var designation in designations)
        {
            var fund = designation.Fund;
            if (fund.Source != SourceKind.Donation) return ContributionRefusals.FundTakesOtherSource(fund.Code, fund.Source);
            if (designations.Count(other => other.Fund.Code == fund.Code) > 1) return DonationRefusals.DesignationTwice(fund.Code);
        }

        var byPercent = designations.Count(designation => designation.BasisPoints is not null);
        if (byPercent == 0) return ByAmount(total, designations);
        if (byPercent < designations.Count || designations.Any(designation => designation.Amount is not null))
            return DonationRefusals.DesignationByAmountAndPercent();
        var percent = designations.Sum(designation => (long)designation.BasisPoints!.Value);
        return designations.Any(designation => designation.BasisPoints <= 0) || percent != Whole
            ? DonationRefusals.PercentNotWhole(percent / 100m)
            : Result.Of(total.Split([.. designations.Select(designation => (long)designation.BasisPoints!.Value)]));
    }

    /// <summary>One fund without an amount gets the whole.</summary>
    private static Result<IReadOnlyList<Money>> ByAmount(Money total, IReadOnlyList<PlannedDesignation> designations)
    {
        if (designations is [{ Amount: null }]) return new Money[] { total };
        if (designations.FirstOrDefault(designation => !(designation.Amount?.MinorUnits > 0)) is { } empty)
            return DonationRefusals.DesignationNotPositive(empty.Fund.Code);
        var sum = Sum(designations.Select(designation => designation.Amount!.Value));
        return sum == total.MinorUnits
            ? designations.Select(designation => designation.Amount!.Value).ToArray()
            : ContributionRefusals.SharesDoNotSum(Shown(sum, total.Currency), total);
    }

    /// <summary>Nothing goes below zero, for no fund gets more of an instalment than it still has to get.</summary>
    private static List<PlannedPart> Split(
        IReadOnlyList<PlannedInstalment> instalments, IReadOnlyList<PlannedDesignation> designations, Money[] left)
    {
        var parts = new List<PlannedPart>();
        for (var number = 1; number <= instalments.Count; number++)
        {
            var instalment = instalments[number - 1];
            var split = instalment.Amount.Split([.. left.Select(amount => amount.MinorUnits)]);
            for (var index = 0; index < left.Length; index++)
            {
                left[index] -= split[index];
                if (split[index].IsZero) continue;
                parts.Add(new PlannedPart(
                    number, instalment.DueOn, designations[index].Fund, split[index], designations[index].BasisPoints));
            }
        }

        return parts;
    }

    private static Int128 Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Int128.Zero, (sum, amount) => sum + amount.MinorUnits);

    /// <summary>Typed figures may pass the largest amount together; what is shown is then the largest there is.</summary>
    private static Money Shown(Int128 sum, Currency currency) => new((long)Int128.Min(sum, long.MaxValue), currency);
}
