using NodaTime;

namespace FundLedger.Domain.Screening;

/// <summary>By what a donor meets a rule. The numbers are stored.</summary>
public enum ScreeningMatch
{
    /// <summary>The donor itself, by its unified business number.</summary>
    Donor = 1,

    /// <summary>A company of its group.</summary>
    Group = 2,

    /// <summary>Its name, or that of a company of its group.</summary>
    Name = 3,

    /// <summary>What is said of the gift.</summary>
    Gift = 4,
}

/// <summary>Somebody who gives or is credited, with the group.</summary>
/// <param name="Number">統一編號; null where there is none.</param>
public sealed record ScreenedDonor(long PartyId, string Name, string? Number, IReadOnlyList<GroupCompany> Group);

/// <summary>All that a screening looks at.</summary>
/// <param name="Listed">Entries of the lists that could be meant; others do not matter.</param>
public sealed record ScreeningFacts(IReadOnlyList<ScreenedDonor> Donors, IReadOnlyCollection<ScreeningListEntry> Listed)
{
    /// <summary>What the donor asks for; null or empty: nothing.</summary>
    public string? Conditions { get; init; }

    /// <summary>The currency the gift comes in; null: that of the books.</summary>
    public string? ForeignCurrency { get; init; }
}

/// <summary>A rule that a gift meets.</summary>
/// <param name="Detail">Who is listed, or what is said of the gift.</param>
/// <param name="Reference">Of the entry; null where no list is meant.</param>
public sealed record ScreeningFinding(
    string RuleCode, int RuleVersion, ScreeningRuleKind Kind, ScreeningOutcome Outcome, ScreeningMatch Match, long PartyId, string Donor,
    long? ListEntryId, string Detail, string? Reference);

/// <summary>What a screening comes to.</summary>
/// <param name="Rules">The rules that were asked, each with its version.</param>
public sealed record ScreeningDecision(IReadOnlyList<ScreeningRule> Rules, IReadOnlyList<ScreeningFinding> Findings)
{
    /// <summary>The strictest of the findings.</summary>
    public ScreeningOutcome Outcome => Findings.Count == 0 ? ScreeningOutcome.Pass : Findings.Max(finding => finding.Outcome);

    /// <summary>What decides; null when it passes.</summary>
    public ScreeningFinding? Strictest => Findings.MaxBy(finding => finding.Outcome);
}

/// <summary>Whether a gift may be accepted: the rules of a day beside the donor, its group, the lists and the gift.</summary>
public static class DonorScreening
{
    /// <summary>Asks every rule that holds on the day. A stated finding lists the donors' legal ones first.</summary>
    public static ScreeningDecision Decide(ScreeningFacts facts, IEnumerable<ScreeningRule> versions, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var rules = ScreeningRules.InForce(versions, date);
        return new ScreeningDecision(rules, [.. rules.SelectMany(rule => Findings(rule, rules, facts, date))]);
    }

    private static IEnumerable<ScreeningFinding> Findings(
        ScreeningRule rule, IReadOnlyList<ScreeningRule> rules, ScreeningFacts facts, LocalDate date)
    {
        if (rule.Kind is ScreeningRuleKind.ConditionalGift or ScreeningRuleKind.ForeignCurrency)
        {
            var said = rule.Kind == ScreeningRuleKind.ConditionalGift ? facts.Conditions : facts.ForeignCurrency;
            return string.IsNullOrWhiteSpace(said) || facts.Donors.Count == 0
                ? []
                : [Finding(rule, ScreeningMatch.Gift, facts.Donors[0], null, said)];
        }

        return
            from donor in facts.Donors
            from entry in facts.Listed.OrderBy(entry => entry.Id)
            let match = Match(donor, entry)
            where match is not null && Applies(rule, rules, entry, match.Value, date)
            select Finding(rule, match.Value, donor, entry, entry.Name);
    }

    /// <summary>A look-alike is for the rule of look-alikes alone, as long as a rule reads the list.</summary>
    private static bool Applies(
        ScreeningRule rule, IReadOnlyList<ScreeningRule> rules, ScreeningListEntry entry, ScreeningMatch match, LocalDate date) =>
        match == ScreeningMatch.Name
            ? rule.Kind == ScreeningRuleKind.LookAlikeName && rules.Any(reading => Reads(reading, entry, date))
            : Reads(rule, entry, date);

    private static bool Reads(ScreeningRule rule, ScreeningListEntry entry, LocalDate date) =>
        ScreeningRules.ListOf(rule.Kind) == entry.List && entry.Counts(date, rule.MonthsAfter);

    /// <summary>By number first; a name says nothing where both numbers are known and differ.</summary>
    private static ScreeningMatch? Match(ScreenedDonor donor, ScreeningListEntry entry)
    {
        if (entry.UnifiedBusinessNumber is { } listed)
        {
            if (listed == donor.Number) return ScreeningMatch.Donor;
            if (donor.Group.Any(company => company.Number == listed)) return ScreeningMatch.Group;
            if (donor.Number is not null) return null;
        }

        return entry.NameKey == ScreeningListEntry.LookAlike(donor.Name)
            || (entry.UnifiedBusinessNumber is null && donor.Group.Any(
                company => ScreeningListEntry.LookAlike(company.Name) == entry.NameKey))
            ? ScreeningMatch.Name
            : null;
    }

    private static ScreeningFinding Finding(
        ScreeningRule rule, ScreeningMatch match, ScreenedDonor donor, ScreeningListEntry? entry, string detail) => new(
        rule.Code, rule.Version, rule.Kind, rule.Outcome, match, donor.PartyId, donor.Name, entry?.Id, detail, entry?.Reference);
}
