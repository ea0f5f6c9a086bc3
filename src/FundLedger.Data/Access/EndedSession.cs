using NodaTime;

namespace FundLedger.Data.Access;

/// <summary>
/// A session that its person has ended: its cookie, wherever a copy of it lies, opens nothing any more. A row may go once
/// the session would have run out by itself.
/// </summary>
public sealed class EndedSession
{
    /// <summary>As the session's cookie names it.</summary>
    public Guid Id { get; init; }

    public Instant EndedAt { get; init; }
}
