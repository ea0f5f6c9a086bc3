using NodaTime;

namespace FundLedger.Domain.People;

/// <summary>Whether a person can act in a dedicated account.</summary>
public enum PersonState
{
    /// <summary>Signs in.</summary>
    Active = 1,

    /// <summary>Has an invitation and has not set a password yet, or must set a new one.</summary>
    Invited = 2,

    /// <summary>Signs in no more, whatever roles are held.</summary>
    Disabled = 3,
}

/// <summary>
/// That a person belongs to a dedicated account, and whether the person may sign in there. People who were there before
/// memberships have none until something changes, and are active.
/// </summary>
public sealed class Membership
{
    public long DedicatedAccountId { get; set; }

    public long PersonId { get; init; }

    /// <summary>Who added the person; the scheduler at the set-up.</summary>
    public long AddedBy { get; init; }

    public Instant AddedAt { get; init; }

    /// <summary>When the person took the invitation up; null while it is open.</summary>
    public Instant? AcceptedAt { get; private set; }

    public Instant? DisabledAt { get; private set; }

    public long? DisabledBy { get; private set; }

    public PersonState State =>
        DisabledAt is not null ? PersonState.Disabled : AcceptedAt is null ? PersonState.Invited : PersonState.Active;

    /// <summary>The membership of a person who was there before memberships: taken up when the books first knew of it.</summary>
    public static Membership OfEarlier(long account, long person, long addedBy, Instant now) => new()
    {
        DedicatedAccountId = account,
        PersonId = person,
        AddedBy = addedBy,
        AddedAt = now,
        AcceptedAt = now,
    };

    public static PersonState StateOf(Membership? membership) => membership?.State ?? PersonState.Active;

    /// <summary>The person has set a password by the invitation.</summary>
    public void Accept(Instant now) => AcceptedAt = now;

    /// <summary>At once, by one person: whoever leaves or is doubted must not wait for a second signature.</summary>
    public void Disable(Instant now, long by) => (DisabledAt, DisabledBy) = (now, by);

    /// <summary>Decided by two people.</summary>
    public void Enable() => (DisabledAt, DisabledBy) = (null, null);

    /// <summary>Decided by two people: the person is invited anew, and what was set before opens nothing any more.</summary>
    public void InviteAnew() => AcceptedAt = null;
}
