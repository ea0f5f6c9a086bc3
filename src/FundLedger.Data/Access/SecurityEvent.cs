using NodaTime;

namespace FundLedger.Data.Access;

/// <summary>
/// One line of the security log: sign-ins and refusals. It is written outside the ledger's transaction,
/// so a refused and rolled-back action still leaves its trace. Holds code and arguments, never translated text.
/// </summary>
public sealed class SecurityEvent
{
    public long Id { get; init; }

    public Instant OccurredAt { get; init; }

    /// <summary>The sign-in name as typed; it need not exist.</summary>
    public string? SignInName { get; init; }

    public required string Code { get; init; }

    /// <summary>A JSON array of the refusal's or event's arguments.</summary>
    public required string Arguments { get; init; }

    /// <summary>The network address the request came from.</summary>
    public string? Address { get; init; }
}
