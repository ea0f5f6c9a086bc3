using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Contributions;

public static class ContributionRefusals
{
    public static Refusal PayerMissing() => new(nameof(PayerMissing));

    public static Refusal ContributionAmountNotPositive(Money amount) => new(nameof(ContributionAmountNotPositive), amount);

    public static Refusal FundTakesOtherSource(string fund, SourceKind source) => new(nameof(FundTakesOtherSource), fund, source);

    public static Refusal SharesDoNotSum(Money shares, Money amount) => new(nameof(SharesDoNotSum), shares, amount);

    public static Refusal ApprovalReferenceMissing() => new(nameof(ApprovalReferenceMissing));

    public static Refusal ApprovalReferenceTooLong(int length, int limit) => new(nameof(ApprovalReferenceTooLong), length, limit);

    /// <summary>The row's reference stands for a contribution that says something else.</summary>
    public static Refusal ImportedRowChanged(string code, string held, string given) => new(nameof(ImportedRowChanged), code, held, given);

    public static Refusal ProgrammeBudgetExceeded(string programme, int fiscalYear, Money remaining, Money requested) =>
        new(nameof(ProgrammeBudgetExceeded), programme, fiscalYear, remaining, requested);

    /// <param name="expiredOn">The last day on which it could be drawn.</param>
    public static Refusal ProgrammeBudgetLapsed(string fund, int fiscalYear, LocalDate expiredOn) =>
        new(nameof(ProgrammeBudgetLapsed), fund, fiscalYear, expiredOn);

    public static Refusal ContributionNotFound(string code) => new(nameof(ContributionNotFound), code);

    public static Refusal ContributionNotExpected(string code, ContributionState state) =>
        new(nameof(ContributionNotExpected), code, state);

    public static Refusal CancellationNeedsReason(string code) => new(nameof(CancellationNeedsReason), code);

    public static Refusal ReceiptAmountDiffers(Money received, Money expected) => new(nameof(ReceiptAmountDiffers), received, expected);
}
