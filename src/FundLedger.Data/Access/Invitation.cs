using NodaTime;

namespace FundLedger.Data.Access;

/// <summary>
/// A link by which an invited person sets a password, once, until it expires. Only the hash of its token is kept: who reads this
/// table can open nothing with it.
/// </summary>
public sealed class Invitation
{
    public long Id { get; init; }

    /// <summary>The dedicated account into which the person is invited.</summary>
    public long AccountId { get; init; }

    /// <summary>The ledger's person.</summary>
    public long PersonId { get; init; }

    /// <summary>SHA-256 of the token's 32 random bytes.</summary>
    public required byte[] TokenHash { get; init; }

    public Instant IssuedAt { get; init; }

    public Instant ExpiresAt { get; init; }

    /// <summary>When the person set a password by it; null while nobody has.</summary>
    public Instant? UsedAt { get; init; }

    /// <summary>When a later link took its place; null while none has.</summary>
    public Instant? ReplacedAt { get; init; }
}
