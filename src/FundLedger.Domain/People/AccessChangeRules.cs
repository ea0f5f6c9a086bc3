using NodaTime;

namespace FundLedger.Domain.People;

/// <summary>An administrator as the books know one: the role in force today, whatever the person's state.</summary>
/// <param name="ValidTo">Last day of the role; null: until further notice.</param>
/// <param name="DisabledAt">Null for one who is not disabled.</param>
public sealed record AdministratorStanding(long PersonId, PersonState State, LocalDate? ValidTo, Instant? DisabledAt);

/// <summary>What the books say when an access change is decided.</summary>
/// <param name="Person">Display name of the person it is about.</param>
/// <param name="Holdings">Every role the person has or had.</param>
/// <param name="Administrators">Everybody whose role Administrator is in force today.</param>
/// <param name="Today">In Asia/Taipei.</param>
public sealed record AccessFacts(
    string Person, PersonState State, IReadOnlyList<RoleHolding> Holdings, IReadOnlyList<AdministratorStanding> Administrators,
    Instant Now, LocalDate Today);

/// <summary>What a change of what people may do must meet.</summary>
public static class AccessChangeRules
{
    /// <summary>
    /// Code of the event that says since when roles are given by changes alone: from the end of an account's set-up, and in older
    /// books from the day they were brought to this version. What was given before is not measured by it.
    /// </summary>
    public const string InForceEvent = "AccessChangesNeedTwoPeople";

    /// <summary>
    /// Days for which a disabled administrator still counts as one who could have been asked: who disables the other administrator
    /// does not become the only one by it at once.
    /// </summary>
    public const int DaysDisabledCounts = 7;

    /// <summary>Pairs of roles one person does not hold at once, for one does what the other looks at (accounting: the cashier).</summary>
    private static readonly (Role One, Role Other)[] Incompatible =
    [
        (Role.Cashier, Role.Reconciler), (Role.Cashier, Role.FinanceOfficer), (Role.Cashier, Role.ChiefAccountant),
    ];

    /// <summary>Refused when asked for: a role that began yesterday, or one that ends before it begins or before today.</summary>
    public static Refusal? CheckDays(AccessChange change, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.ValidFrom < today) return AccessChangeRefusals.RoleBeginsInThePast(change.ValidFrom.Value);
        var first = change.ValidFrom ?? today;
        return change.ValidTo < first ? AccessChangeRefusals.RoleEndsTooEarly(change.ValidTo.Value, first) : null;
    }

    /// <summary>Refused when asked for and again when approved: what the person's state and roles do not permit.</summary>
    public static Refusal? Check(AccessChange change, AccessFacts facts)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(facts);
        return change.Kind switch
        {
            AccessChangeKind.GrantRole => CheckGrant(change, facts),
            AccessChangeKind.EndRole => CheckEnd(change, facts),
            AccessChangeKind.EnablePerson =>
                facts.State == PersonState.Disabled ? null : AccessChangeRefusals.PersonNotDisabled(facts.Person),
            AccessChangeKind.ResetSignIn => CheckReset(facts),
            _ => throw new InvalidOperationException($"Unknown kind {change.Kind}."),
        };
    }

    /// <summary>Refused for the last administrator who signs in and whose role goes on after the day.</summary>
    public static Refusal? CheckOthersRemain(long personId, string person, LocalDate lastDay, AccessFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Administrators.All(administrator => administrator.PersonId != personId)) return null;
        return facts.Administrators.Any(other => other.PersonId != personId && other.State == PersonState.Active
            && !(other.ValidTo <= lastDay)) ? null : PersonRefusals.LastAdministrator(person);
    }

    /// <summary>Refused unless it makes somebody administrator beside the only one there is.</summary>
    public static Refusal? CheckAppointment(AccessChange change, Actor requester, AccessFacts facts)
    {
        if (change.Kind != AccessChangeKind.GrantRole || change.Role != Role.Administrator.Code)
            return AccessChangeRefusals.AppointmentNeedsTwoPeople();
        var counted = facts.Now - Duration.FromDays(DaysDisabledCounts);
        return facts.Administrators.Any(other => other.PersonId != requester.PersonId && !(other.DisabledAt < counted))
            ? AccessChangeRefusals.AppointmentNeedsTwoPeople()
            : null;
    }

    private static Refusal? CheckGrant(AccessChange change, AccessFacts facts)
    {
        if (Role.Find(change.NeededRole) is not { } role) return AccessChangeRefusals.RoleUnknown(change.NeededRole);
        if (role == Role.Company && change.PartyId is null) return AccessChangeRefusals.CompanyMissing();
        if (role != Role.Company && change.PartyId is not null) return AccessChangeRefusals.CompanyOnlyForItsRole(role);
        if (facts.State == PersonState.Disabled) return PersonRefusals.PersonDisabled(facts.Person);
        var beside = facts.Holdings.Where(holding => holding.Overlaps(change.NeededFrom, change.ValidTo))
            .Select(holding => Role.Find(holding.Role)).OfType<Role>().ToList();
        if (beside.Contains(role)) return AccessChangeRefusals.RoleHeldAlready(facts.Person, role);
        return beside.Select(held => CheckTogether(facts.Person, role, held)).FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? CheckTogether(string person, Role role, Role held)
    {
        if ((role == Role.Administrator && held.MovesMoney) || (held == Role.Administrator && role.MovesMoney))
            return AccessChangeRefusals.AdministratorMovesNoMoney(person, role.MovesMoney ? role : held);
        return Incompatible.Any(pair => (pair.One == role && pair.Other == held) || (pair.One == held && pair.Other == role))
            ? AccessChangeRefusals.RolesIncompatible(person, role, held)
            : null;
    }

    private static Refusal? CheckEnd(AccessChange change, AccessFacts facts)
    {
        var lastDay = LastDay(change, facts.Today);
        var holding = facts.Holdings.FirstOrDefault(held => held.Id == change.RoleHoldingId);
        if (holding is null || holding.Role != change.Role || holding.ValidTo <= lastDay)
            return AccessChangeRefusals.RoleNotHeld(facts.Person);
        return holding.Role == Role.Administrator.Code ? CheckOthersRemain(change.PersonId, facts.Person, lastDay, facts) : null;
    }

    /// <summary>Of a role that is to end: as asked for, or the day of the approval when that came later.</summary>
    public static LocalDate LastDay(AccessChange change, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.ValidTo is { } day && day > today ? day : today;
    }

    private static Refusal? CheckReset(AccessFacts facts) => facts.State switch
    {
        PersonState.Disabled => PersonRefusals.PersonDisabled(facts.Person),
        PersonState.Invited => AccessChangeRefusals.PersonNotSignedInYet(facts.Person),
        _ => null,
    };
}

/// <summary>Every way an access change is refused besides the rules of workflows.</summary>
public static class AccessChangeRefusals
{
    public static Refusal AccessChangeNotFound(string code) => new(nameof(AccessChangeNotFound), code);

    public static Refusal AccessChangeChanged(string code) => new(nameof(AccessChangeChanged), code);

    public static Refusal ChangeAboutApprover(string code) => new(nameof(ChangeAboutApprover), code);

    public static Refusal RoleBeginsInThePast(LocalDate day) => new(nameof(RoleBeginsInThePast), day);

    public static Refusal RoleEndsTooEarly(LocalDate last, LocalDate first) => new(nameof(RoleEndsTooEarly), last, first);

    public static Refusal RoleUnknown(string code) => new(nameof(RoleUnknown), code);

    public static Refusal CompanyMissing() => new(nameof(CompanyMissing));

    public static Refusal CompanyOnlyForItsRole(Role role) => new(nameof(CompanyOnlyForItsRole), role);

    public static Refusal CompanyNotFound(string code) => new(nameof(CompanyNotFound), code);

    public static Refusal RoleHeldAlready(string person, Role role) => new(nameof(RoleHeldAlready), person, role);

    public static Refusal RoleNotHeld(string person) => new(nameof(RoleNotHeld), person);

    public static Refusal AdministratorMovesNoMoney(string person, Role role) => new(nameof(AdministratorMovesNoMoney), person, role);

    public static Refusal RolesIncompatible(string person, Role role, Role held) => new(nameof(RolesIncompatible), person, role, held);

    public static Refusal AppointmentNeedsTwoPeople() => new(nameof(AppointmentNeedsTwoPeople));

    public static Refusal PersonNotDisabled(string person) => new(nameof(PersonNotDisabled), person);

    public static Refusal PersonNotSignedInYet(string person) => new(nameof(PersonNotSignedInYet), person);
}
