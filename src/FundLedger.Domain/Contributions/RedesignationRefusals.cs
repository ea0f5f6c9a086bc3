using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Contributions;

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
