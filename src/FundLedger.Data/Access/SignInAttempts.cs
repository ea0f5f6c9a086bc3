using NodaTime;

namespace FundLedger.Data.Access;

/// <summary>How often one name was tried from one place since it last signed in from there.</summary>
public sealed class SignInAttempts
{
    /// <summary>
    /// A hash of what is asked for, the name as typed and where it comes from: names that do not exist are counted alike,
    /// and the table tells nobody which were tried.
    /// </summary>
    public required string Key { get; init; }

    public int Count { get; set; }

    public Instant LastAt { get; set; }

    /// <summary>Until then no further attempt is looked at.</summary>
    public Instant? PausedUntil { get; set; }
}
