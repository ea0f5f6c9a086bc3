using NodaTime;

namespace FundLedger.Domain.People;

/// <summary>A person's role in one dedicated account, from a day until a day (inclusive; null: until further notice).</summary>
public sealed class RoleHolding
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public long PersonId { get; init; }

    public required string Role { get; init; }

    /// <summary>The company whose money the person may see; only for company people.</summary>
    public long? PartyId { get; init; }

    public LocalDate ValidFrom { get; init; }

    public LocalDate? ValidTo { get; private set; }

    /// <summary>The approved change that gave the role; null for one of the set-up, or from before there were changes.</summary>
    public long? AccessChangeId { get; init; }

    /// <summary>The approved change that ended the role before the day it was given for; null while none has.</summary>
    public long? EndedByChangeId { get; private set; }

    public bool IsInForce(LocalDate day) => ValidFrom <= day && !(ValidTo < day);

    /// <summary>Whether a day of this role lies between the days (inclusive; null: open).</summary>
    public bool Overlaps(LocalDate from, LocalDate? to) => !(ValidTo < from) && !(to < ValidFrom);

    /// <summary>The role that an approved change gives.</summary>
    public static RoleHolding Of(AccessChange change, long id)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new RoleHolding
        {
            DedicatedAccountId = change.DedicatedAccountId,
            Id = id,
            PersonId = change.PersonId,
            Role = change.NeededRole,
            PartyId = change.PartyId,
            ValidFrom = change.NeededFrom,
            ValidTo = change.ValidTo,
            AccessChangeId = change.Id,
        };
    }

    /// <summary>Ends the role after the day, which is today or later: what was done with it before stays in order.</summary>
    public void End(LocalDate lastDay, long changeId) => (ValidTo, EndedByChangeId) = (lastDay, changeId);
}
