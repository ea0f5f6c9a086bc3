using System.Text.Json.Serialization;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Contributions;
using NodaTime;

namespace FundLedger.UseCases.Banking;

/// <summary>A person says what a bank line is, in one part or several.</summary>
/// <param name="Parts">In order: a later part sees the money that an earlier one brought.</param>
/// <param name="DryRun">Run the same path and roll back: the answer shows what would be posted.</param>
public sealed record LineExplanation(string Key, long LineId, IReadOnlyList<PartExplanation> Parts, bool DryRun = false)
{
    /// <summary>The whole line is what the document of that payment reference waits for.</summary>
    public static LineExplanation ByReference(string key, long lineId, string paymentReference) =>
        new(key, lineId, [new PartExplanation(LinePartKind.Document) { Reference = paymentReference }]);
}

/// <summary>What a part of the line is. Which of the rest is asked for depends on the kind; what is not asked for is not read.</summary>
/// <param name="Amount">Credit positive; null for the whole line, when it has one part.</param>
public sealed record PartExplanation(LinePartKind Kind, Money? Amount = null)
{
    /// <summary>The payment reference of a document, or the public code of a disbursement.</summary>
    public string? Reference { get; init; }

    /// <summary>Code of the fund that bears a fee.</summary>
    public string? Fund { get; init; }

    /// <summary>The days that interest is for, both included; null: since the last interest of this bank account.</summary>
    public LocalDate? From { get; init; }

    public LocalDate? To { get; init; }

    /// <summary>What kind of contribution a new one is, and from whom: the payer's public code.</summary>
    public ContributionKind? Contribution { get; init; }

    public string? Payer { get; init; }

    /// <summary>Of a new contribution; null: what the bank wrote.</summary>
    public string? Description { get; init; }

    /// <summary>The funds that share a new contribution, or the money that changed accounts; all positive.</summary>
    public IReadOnlyList<ContributionPart> Shares { get; init; } = [];

    /// <summary>The other side of money that changed accounts.</summary>
    public long? OtherLine { get; init; }
}

/// <summary>What was booked, or would be.</summary>
/// <param name="Entry">The first part's entry, <c>2026/123</c>.</param>
public sealed record ExplainedLine(string Entry)
{
    /// <summary>Only of a dry run: every line that would be posted, in order. Never kept with the answer, which is short.</summary>
    [JsonIgnore]
    public IReadOnlyList<PreviewedPosting> Postings { get; init; } = [];
}
