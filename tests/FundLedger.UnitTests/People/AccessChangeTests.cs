using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.UnitTests.People;

/// <summary>Who may do what is changed by two administrators, and by no change that the rules forbid.</summary>
public sealed class AccessChangeTests
{
    private const long Subject = 10;
    private static readonly Instant Now = Instant.FromUtc(2026, 7, 1, 2, 0);
    private static readonly LocalDate Today = new(2026, 7, 1);
    private static readonly Actor First = new(1, "first");
    private static readonly Actor Second = new(2, "second");
    private static readonly AdministratorStanding[] Two = [Standing(1), Standing(2)];

    [Fact]
    public void Approve_ByTheOtherAdministrator_EndsTheChange()
    {
        var change = Requested(Grant(Role.Auditor));
        Fire(change, AccessChangeTrigger.Approve, Second).IsRefused.Should().BeFalse();
        change.State.Should().Be(AccessChangeState.Approved);
        change.History.Duties.Select(held => (held.PersonId, held.Duty)).Should()
            .Equal((1, Duty.AccessRequester), (2, Duty.AccessApprover));
    }

    [Fact]
    public void Approve_ByTheRequester_IsRefused() =>
        Fire(Requested(Grant(Role.Auditor)), AccessChangeTrigger.Approve, First).RefusalCode()
            .Should().Be(nameof(WorkflowRefusals.PersonHasOtherDuty));

    [Fact]
    public void Approve_AboutOneself_IsRefused() =>
        Fire(Requested(Grant(Role.Auditor)), AccessChangeTrigger.Approve, new Actor(Subject, "subject")).RefusalCode()
            .Should().Be(nameof(AccessChangeRefusals.ChangeAboutApprover));

    [Fact]
    public void Reject_WithoutAReason_IsRefused() =>
        Fire(Requested(Grant(Role.Auditor)), AccessChangeTrigger.Reject, Second).RefusalCode()
            .Should().Be(nameof(WorkflowRefusals.ReasonMissing));

    [Fact]
    public void Approve_OnARevisionThatHasMoved_IsRefused()
    {
        var change = Requested(Grant(Role.Auditor));
        change.Fire(AccessChangeTrigger.Approve, new StepRequest(Second, Now, null, change.Revision - 1), Facts()).RefusalCode()
            .Should().Be(nameof(AccessChangeRefusals.AccessChangeChanged));
    }

    [Theory]
    [InlineData(AccessChangeTrigger.Withdraw, AccessChangeState.Withdrawn)]
    [InlineData(AccessChangeTrigger.Appoint, null)]
    [InlineData(AccessChangeTrigger.Request, null)]
    public void Fire_ByTheRequester_TakesTheChangeBackAndNothingElse(AccessChangeTrigger trigger, AccessChangeState? reached)
    {
        var change = Requested(Grant(Role.Auditor));
        var step = Fire(change, trigger, First);
        if (reached is { } state) change.State.Should().Be(state);
        else step.RefusalCode().Should().Be(nameof(WorkflowRefusals.StepNotPermitted));
    }

    [Theory]
    [InlineData("cashier", "administrator")]
    [InlineData("finance_officer", "administrator")]
    [InlineData("chief_accountant", "administrator")]
    [InlineData("requester", "administrator")]
    [InlineData("certifier", "administrator")]
    [InlineData("authorizer", "administrator")]
    [InlineData("reconciler", "administrator")]
    public void Grant_OfWhatMovesMoneyBesideAdministrator_IsRefusedBothWays(string role, string held)
    {
        AskedWith(Grant(Role.Find(role)!), Held(held)).Should().Be(nameof(AccessChangeRefusals.AdministratorMovesNoMoney));
        AskedWith(Grant(Role.Find(held)!), Held(role)).Should().Be(nameof(AccessChangeRefusals.AdministratorMovesNoMoney));
    }

    [Theory]
    [InlineData("cashier", "reconciler")]
    [InlineData("cashier", "finance_officer")]
    [InlineData("cashier", "chief_accountant")]
    public void Grant_OfAnIncompatiblePair_IsRefusedBothWays(string one, string other)
    {
        AskedWith(Grant(Role.Find(one)!), Held(other)).Should().Be(nameof(AccessChangeRefusals.RolesIncompatible));
        AskedWith(Grant(Role.Find(other)!), Held(one)).Should().Be(nameof(AccessChangeRefusals.RolesIncompatible));
    }

    [Fact]
    public void Grant_BesideARoleThatHasEndedByThen_IsPermitted() =>
        AskedWith(Grant(Role.Cashier), Held("administrator", new LocalDate(2026, 1, 1), Today.PlusDays(-1))).Should().BeNull();

    [Fact]
    public void Grant_OfARoleHeldInTheseDays_IsRefused() =>
        AskedWith(Grant(Role.Auditor), Held("auditor")).Should().Be(nameof(AccessChangeRefusals.RoleHeldAlready));

    [Fact]
    public void Grant_OfAnUnknownRole_IsRefused() =>
        AskedWith(Grant(new Role("wizard", "", ""))).Should().Be(nameof(AccessChangeRefusals.RoleUnknown));

    [Fact]
    public void Grant_ToADisabledPerson_IsRefused() =>
        Asked(Grant(Role.Auditor), Facts(state: PersonState.Disabled)).Should().Be(nameof(PersonRefusals.PersonDisabled));

    [Fact]
    public void Grant_OfCompany_NeedsTheCompanyAndNoOtherRoleHasOne()
    {
        AskedWith(Grant(Role.Company)).Should().Be(nameof(AccessChangeRefusals.CompanyMissing));
        AskedWith(Grant(Role.Company, party: 7)).Should().BeNull();
        AskedWith(Grant(Role.Auditor, party: 7)).Should().Be(nameof(AccessChangeRefusals.CompanyOnlyForItsRole));
    }

    [Fact]
    public void Request_OfDaysThatHavePassed_IsRefused()
    {
        AskedWith(Grant(Role.Auditor, from: Today.PlusDays(-1))).Should().Be(nameof(AccessChangeRefusals.RoleBeginsInThePast));
        AskedWith(Grant(Role.Auditor, from: Today.PlusDays(5), to: Today.PlusDays(4))).Should()
            .Be(nameof(AccessChangeRefusals.RoleEndsTooEarly));
        AskedWith(End(to: Today.PlusDays(-1)), Held("auditor")).Should().Be(nameof(AccessChangeRefusals.RoleEndsTooEarly));
    }

    [Fact]
    public void Approve_OfARoleThatWasToEndBefore_EndsItToday()
    {
        var change = End(to: Today);
        AccessChangeRules.LastDay(change, Today.PlusDays(3)).Should().Be(Today.PlusDays(3));
        AccessChangeRules.LastDay(change, Today).Should().Be(Today);
        AccessChangeRules.LastDay(End(to: Today.PlusDays(9)), Today).Should().Be(Today.PlusDays(9));
    }

    [Fact]
    public void End_OfWhatIsNotHeldOrEndsEarlier_IsRefused()
    {
        AskedWith(End(to: Today)).Should().Be(nameof(AccessChangeRefusals.RoleNotHeld));
        AskedWith(End(to: Today.PlusDays(3)), Held("auditor", Today, Today.PlusDays(2))).Should()
            .Be(nameof(AccessChangeRefusals.RoleNotHeld));
        AskedWith(End(to: Today), Held("auditor")).Should().BeNull();
    }

    [Fact]
    public void End_OfTheLastAdministrator_IsRefusedWhoeverElseIsInvitedDisabledOrLeavesBefore()
    {
        var end = End(to: Today.PlusDays(10), role: Role.Administrator);
        string? With(params AdministratorStanding[] others) =>
            Asked(end, Facts([.. others, Standing(Subject)], holdings: Held("administrator")));
        With().Should().Be(nameof(PersonRefusals.LastAdministrator));
        With(Standing(1, PersonState.Invited)).Should().Be(nameof(PersonRefusals.LastAdministrator));
        With(Standing(1, PersonState.Disabled)).Should().Be(nameof(PersonRefusals.LastAdministrator));
        With(Standing(1) with { ValidTo = Today.PlusDays(10) }).Should().Be(nameof(PersonRefusals.LastAdministrator));
        With(Standing(1) with { ValidTo = Today.PlusDays(11) }).Should().BeNull();
    }

    [Fact]
    public void Enable_OfSomebodyNotDisabled_AndResetOfSomebodyNotSignedIn_AreRefused()
    {
        Asked(Of(AccessChangeKind.EnablePerson), Facts()).Should().Be(nameof(AccessChangeRefusals.PersonNotDisabled));
        Asked(Of(AccessChangeKind.EnablePerson), Facts(state: PersonState.Disabled)).Should().BeNull();
        Asked(Of(AccessChangeKind.ResetSignIn), Facts()).Should().BeNull();
        Asked(Of(AccessChangeKind.ResetSignIn), Facts(state: PersonState.Invited)).Should()
            .Be(nameof(AccessChangeRefusals.PersonNotSignedInYet));
        Asked(Of(AccessChangeKind.ResetSignIn), Facts(state: PersonState.Disabled)).Should().Be(nameof(PersonRefusals.PersonDisabled));
    }

    [Fact]
    public void Appoint_ByTheOnlyAdministrator_TakesEffectAtOnce()
    {
        var change = Grant(Role.Administrator);
        change.Appoint(First, Facts([Standing(1)]), null).IsRefused.Should().BeFalse();
        change.State.Should().Be(AccessChangeState.Approved);
    }

    [Fact]
    public void Appoint_OfAnythingElseOrBesideAnotherAdministrator_NeedsTwoPeople()
    {
        const string refused = nameof(AccessChangeRefusals.AppointmentNeedsTwoPeople);
        Grant(Role.Auditor).Appoint(First, Facts([Standing(1)]), null).RefusalCode().Should().Be(refused);
        Grant(Role.Administrator).Appoint(First, Facts(Two), null).RefusalCode().Should().Be(refused);
        Grant(Role.Administrator).Appoint(First, Facts([Standing(1), Standing(2, PersonState.Invited)]), null).RefusalCode()
            .Should().Be(refused);
    }

    [Fact]
    public void Appoint_AfterDisablingTheOther_NeedsTwoPeopleForAWeek()
    {
        string? DisabledSince(int days) => Grant(Role.Administrator).Appoint(
            First, Facts([Standing(1), Standing(2, PersonState.Disabled) with { DisabledAt = Now - Duration.FromDays(days) }]), null)
            .Refusal?.Code;
        DisabledSince(AccessChangeRules.DaysDisabledCounts).Should().Be(nameof(AccessChangeRefusals.AppointmentNeedsTwoPeople));
        DisabledSince(AccessChangeRules.DaysDisabledCounts + 1).Should().BeNull();
    }

    private static AccessChange Requested(AccessChange change)
    {
        change.Request(First, Facts(), "because").IsRefused.Should().BeFalse();
        change.State.Should().Be(AccessChangeState.Requested);
        return change;
    }

    private static Result<DecidedStep> Fire(AccessChange change, AccessChangeTrigger trigger, Actor actor) =>
        change.Fire(trigger, new StepRequest(actor, Now, null, change.Revision), Facts());

    private static string? AskedWith(AccessChange change, params RoleHolding[] held) => Asked(change, Facts(holdings: held));

    private static string? Asked(AccessChange change, AccessFacts facts) => change.Request(First, facts, null).Refusal?.Code;

    private static AccessFacts Facts(
        AdministratorStanding[]? administrators = null, PersonState state = PersonState.Active, params RoleHolding[] holdings) =>
        new("subject", state, holdings, administrators ?? Two, Now, Today);

    private static AdministratorStanding Standing(long person, PersonState state = PersonState.Active) => new(person, state, null, null);

    private static RoleHolding Held(string role, LocalDate? from = null, LocalDate? to = null)
    {
        var holding = new RoleHolding { Id = 5, PersonId = Subject, Role = role, ValidFrom = from ?? new LocalDate(2026, 1, 1) };
        if (to is { } last) holding.End(last, 99);
        return holding;
    }

    private static AccessChange Grant(Role role, long? party = null, LocalDate? from = null, LocalDate? to = null) =>
        Of(AccessChangeKind.GrantRole, role, party, from ?? Today, to);

    private static AccessChange End(LocalDate to, Role? role = null) =>
        Of(AccessChangeKind.EndRole, role ?? Role.Auditor, to: to, holding: 5);

    private static AccessChange Of(
        AccessChangeKind kind, Role? role = null, long? party = null, LocalDate? from = null, LocalDate? to = null,
        long? holding = null) => new()
        {
            Id = 3,
            PublicCode = "CHANGE",
            Kind = kind,
            PersonId = Subject,
            Role = role?.Code,
            PartyId = party,
            RoleHoldingId = holding,
            ValidFrom = from,
            ValidTo = to,
            RequestedBy = First.PersonId,
            RequestedAt = Now,
        };
}
