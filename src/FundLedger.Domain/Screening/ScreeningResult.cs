using System.Globalization;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Screening;

/// <summary>What a screening of one gift came to, by which rules; append-only, the last one of a document counts.</summary>
public sealed class ScreeningResult
{
    /// <summary>As many characters as the codes and versions of the rules may have together.</summary>
    public const int MaximumRulesLength = 4000;

    /// <summary>Characters of what is kept of a condition.</summary>
    public const int MaximumDetailLength = 500;

    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    public DocumentKind DocumentKind { get; init; }

    public long DocumentId { get; init; }

    public LocalDate ScreenedOn { get; init; }

    public ScreeningOutcome Outcome { get; init; }

    /// <summary>Codes and versions of the rules that were asked: <c>BIDDER/1 CONTRACTOR/2</c>.</summary>
    public required string Rules { get; init; }

    public long PersonId { get; init; }

    public Instant RecordedAt { get; init; }

    public List<StoredFinding> Findings { get; init; } = [];

    /// <summary>The decision as evidence.</summary>
    public static ScreeningResult Of(
        DocumentReference document, ScreeningDecision decision, long account, long id, long person, LocalDate today, Instant now)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var rules = string.Join(' ', decision.Rules.Select(
            rule => string.Create(CultureInfo.InvariantCulture, $"{rule.Code}/{rule.Version}")));
        return new ScreeningResult
        {
            DedicatedAccountId = account,
            Id = id,
            DocumentKind = document.Kind,
            DocumentId = document.Id,
            ScreenedOn = today,
            Outcome = decision.Outcome,
            Rules = StorableText.Cut(rules, MaximumRulesLength),
            PersonId = person,
            RecordedAt = now,
            Findings = [.. decision.Findings.Select((finding, index) => new StoredFinding
            {
                DedicatedAccountId = account,
                ScreeningResultId = id,
                Line = index + 1,
                RuleCode = finding.RuleCode,
                RuleVersion = finding.RuleVersion,
                Kind = finding.Kind,
                Outcome = finding.Outcome,
                MatchedBy = finding.Match,
                PartyId = finding.PartyId,
                ListEntryId = finding.ListEntryId,
                Detail = StorableText.Cut(finding.Detail, MaximumDetailLength),
            })],
        };
    }

    /// <summary>Whether a decision finds what this one found: nothing new is to be kept then.</summary>
    public bool Finds(ScreeningDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return Findings.Select(found => (found.RuleCode, found.RuleVersion, found.MatchedBy, found.PartyId, found.ListEntryId)).ToHashSet()
            .SetEquals(decision.Findings.Select(
                finding => (finding.RuleCode, finding.RuleVersion, finding.Match, finding.PartyId, finding.ListEntryId)));
    }
}

/// <summary>A finding as it is kept; append-only.</summary>
public sealed class StoredFinding
{
    public long DedicatedAccountId { get; init; }

    public long ScreeningResultId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public int Line { get; init; }

    public required string RuleCode { get; init; }

    public int RuleVersion { get; init; }

    public ScreeningRuleKind Kind { get; init; }

    public ScreeningOutcome Outcome { get; init; }

    public ScreeningMatch MatchedBy { get; init; }

    /// <summary>The donor that is meant.</summary>
    public long PartyId { get; init; }

    public long? ListEntryId { get; init; }

    /// <summary>Who is listed, or what is said of the gift.</summary>
    public required string Detail { get; init; }
}
