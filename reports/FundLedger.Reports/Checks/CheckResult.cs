using System.Globalization;

namespace FundLedger.Reports.Checks;

/// <summary>What a named check found.</summary>
/// <param name="Examined">How many things of its kind it looked at.</param>
/// <param name="Failures">The first twenty, then a line with the number of the rest.</param>
public sealed record CheckResult(string Name, bool Ok, long Examined, IReadOnlyList<string> Failures)
{
    /// <summary>What is worth knowing and is no failure; as many as of failures are kept.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Gathers what a check finds, without holding millions of failures.</summary>
internal sealed class Findings
{
    private const int Kept = 20;
    private readonly List<string> failures = [];
    private readonly List<string> notes = [];
    private long more;

    public long Examined { get; set; }

    public void Add(string failure)
    {
        if (failures.Count < Kept) failures.Add(failure);
        else more++;
    }

    /// <summary>Says something that is no failure.</summary>
    public void Tell(string note)
    {
        if (notes.Count < Kept) notes.Add(note);
    }

    public CheckResult Result(string name)
    {
        var shown = more == 0 ? failures : [.. failures, string.Create(CultureInfo.InvariantCulture, $"… and {more} more")];
        return new CheckResult(name, failures.Count == 0, Examined, shown) { Notes = notes };
    }
}
