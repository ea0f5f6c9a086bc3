using NodaTime;

namespace FundLedger.Domain.Screening;

/// <summary>Every way a gift is refused for who gives it, and a rule or list for what it says.</summary>
public static class ScreeningRefusals
{
    /// <param name="detail">Who is listed, and by which document.</param>
    public static Refusal GiftBlocked(string donor, ScreeningRuleKind rule, string detail) => new(nameof(GiftBlocked), donor, rule, detail);

    public static Refusal GiftNeedsDecision(string donor, ScreeningRuleKind rule, string detail) =>
        new(nameof(GiftNeedsDecision), donor, rule, detail);

    public static Refusal ScreeningRuleWithoutEffect() => new(nameof(ScreeningRuleWithoutEffect));

    public static Refusal ScreeningMonthsNotPossible(int months, int most) => new(nameof(ScreeningMonthsNotPossible), months, most);

    public static Refusal ScreeningPeriodNotPossible(LocalDate from, LocalDate to) => new(nameof(ScreeningPeriodNotPossible), from, to);

    public static Refusal DebarmentPeriodNotPossible(int least, int most) => new(nameof(DebarmentPeriodNotPossible), least, most);

    public static Refusal AffiliationWithItself(string number) => new(nameof(AffiliationWithItself), number);

    /// <summary>Why a single gift cannot be booked as it is; null when the screening lets it pass.</summary>
    public static Refusal? Of(ScreeningDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (decision.Strictest is not { } finding) return null;
        var detail = finding.Reference is { } reference ? $"{finding.Detail}, {reference}" : finding.Detail;
        return finding.Outcome == ScreeningOutcome.Block
            ? GiftBlocked(finding.Donor, finding.Kind, detail)
            : GiftNeedsDecision(finding.Donor, finding.Kind, detail);
    }
}
