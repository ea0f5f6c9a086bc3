using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Donations;

/// <summary>Every way a donation is refused besides the rules of workflows, funds and entries.</summary>
public static class DonationRefusals
{
    public static Refusal DonationNotFound(string code) => new(nameof(DonationNotFound), code);

    public static Refusal DonationChanged(string code) => new(nameof(DonationChanged), code);

    public static Refusal DonorMissing() => new(nameof(DonorMissing));

    /// <summary>A company's person offers what the own company gives, and nothing else.</summary>
    public static Refusal DonationOfAnotherDonor() => new(nameof(DonationOfAnotherDonor));

    public static Refusal InstalmentsNotPossible(int count, int most) => new(nameof(InstalmentsNotPossible), count, most);

    public static Refusal InstalmentNotPositive(int instalment) => new(nameof(InstalmentNotPositive), instalment);

    public static Refusal InstalmentsNotInOrder(int instalment) => new(nameof(InstalmentsNotInOrder), instalment);

    public static Refusal InstalmentsDoNotSum(Money instalments, Money total) => new(nameof(InstalmentsDoNotSum), instalments, total);

    public static Refusal DesignationMissing() => new(nameof(DesignationMissing));

    public static Refusal DesignationTwice(string fund) => new(nameof(DesignationTwice), fund);

    public static Refusal DesignationByAmountAndPercent() => new(nameof(DesignationByAmountAndPercent));

    /// <param name="percent">What the percentages come to.</param>
    public static Refusal PercentNotWhole(decimal percent) => new(nameof(PercentNotWhole), percent);

    public static Refusal DesignationNotPositive(string fund) => new(nameof(DesignationNotPositive), fund);

    public static Refusal ForeignCurrencyNotValid(string currency) => new(nameof(ForeignCurrencyNotValid), currency);

    public static Refusal DonationScreeningOutdated(string code) => new(nameof(DonationScreeningOutdated), code);

    /// <param name="donation">Public code of the donation whose instalment the contribution is.</param>
    public static Refusal InstalmentOfDonation(string donation) => new(nameof(InstalmentOfDonation), donation);
}
