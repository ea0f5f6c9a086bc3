using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace FundLedger.Data.Access;

/// <summary>
/// The means by which one person signs in: a name, a password hash, lockout and second factor.
/// Who the person is and which roles they hold is the ledger's business (<see cref="PersonId"/>), never kept here.
/// </summary>
public sealed class SignIn : IdentityUser<long>
{
    /// <summary>The ledger's person this sign-in belongs to; one sign-in per person.</summary>
    public long PersonId { get; set; }

    /// <summary>
    /// The last 30-second step whose one-time code was accepted: a code seen once is refused the second time,
    /// so that a code read over a shoulder is of no use (RFC 6238 §5.2).
    /// </summary>
    public long LastTotpStep { get; set; }

    public Instant CreatedAt { get; set; }

    /// <summary>Sessions that began until then are over, wherever their cookies lie; null: none was ended for the person.</summary>
    public Instant? SessionsEndedAt { get; set; }
}
