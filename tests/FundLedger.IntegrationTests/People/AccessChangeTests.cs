using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.People;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.People;

/// <summary>What people may do changes by two administrators, and the checks find what changed otherwise.</summary>
public sealed class AccessChangeTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private Office office = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        office = await Office.Open(database);
    }

    public async Task DisposeAsync()
    {
        await office.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task SecondAdministrator_IsAppointedAloneAndNobodyElseIs()
    {
        var somebody = await office.Hire("somebody");
        (await office.Request(somebody, AccessChangeKind.GrantRole, Role.Auditor)).Value.State.Should().Be(AccessChangeState.Requested);
        await office.HireSecondAdministrator();
        (await office.Request(somebody, AccessChangeKind.GrantRole, Role.Administrator)).Value.State
            .Should().Be(AccessChangeState.Requested, "now there is somebody to ask");
        (await database.FailedChecks(office.Account.Id)).Should().BeEmpty();
    }

    [Fact]
    public async Task SecondAdministrator_AfterTheOtherWasDisabledToday_IsNotAppointedAlone()
    {
        var second = await office.HireSecondAdministrator();
        (await office.Disable(second)).Refusal.Should().BeNull();
        var puppet = await office.Hire("puppet");
        (await office.Request(puppet, AccessChangeKind.GrantRole, Role.Administrator)).Value.State
            .Should().Be(AccessChangeState.Requested, "who disables the other one has not become the only one by it");
        office.Clock.Advance(NodaTime.Duration.FromDays(AccessChangeRules.DaysDisabledCounts + 1));
        (await office.Request(puppet, AccessChangeKind.GrantRole, Role.Administrator)).Value.State
            .Should().Be(AccessChangeState.Approved);
    }

    [Fact]
    public async Task Grant_ByOneAdministrator_GivesNothingUntilTheOtherApproves()
    {
        var second = await office.HireSecondAdministrator();
        var cashier = await office.Hire("cashier");
        var asked = (await office.Request(cashier, AccessChangeKind.GrantRole, Role.Cashier)).Value;

        (await office.Access(cashier)).Roles.Should().BeEmpty();
        (await office.Decide(asked.Code, AccessChangeTrigger.Approve, office.Administrator)).RefusalCode()
            .Should().Be(nameof(WorkflowRefusals.PersonHasOtherDuty));
        (await office.Access(cashier)).Roles.Should().BeEmpty();
        (await office.Decide(asked.Code, AccessChangeTrigger.Approve, second)).Value.State.Should().Be(AccessChangeState.Approved);
        (await office.Access(cashier)).Roles.Should().Equal(Role.Cashier.Code);
        (await office.Decide(asked.Code, AccessChangeTrigger.Withdraw, office.Administrator)).RefusalCode()
            .Should().Be(nameof(WorkflowRefusals.StepNotPermitted));
        (await database.FailedChecks(office.Account.Id)).Should().BeEmpty();
    }

    [Fact]
    public async Task Approve_ThirtyTwoTimesAtOnce_GivesTheRoleOnce()
    {
        var second = await office.HireSecondAdministrator();
        var auditor = await office.Hire("auditor");
        var asked = (await office.Request(auditor, AccessChangeKind.GrantRole, Role.Auditor)).Value;
        var approver = await office.Actor(second);

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => office.Get<DecideAccessChange>().Run(
            new AccessChangeStepRequest(Books.Unique("key"), asked.Code, AccessChangeTrigger.Approve, null), approver, default))));

        answers.Count(answer => !answer.IsRefused).Should().Be(1);
        answers.Where(answer => answer.IsRefused).Should()
            .OnlyContain(answer => answer.RefusalCode() == nameof(WorkflowRefusals.StepNotPermitted));
        await using var db = database.Read();
        (await db.RoleHoldings.CountAsync(held => held.PersonId == db.People.Single(person => person.SignInName == auditor).Id))
            .Should().Be(1);
        (await database.FailedChecks(office.Account.Id)).Should().BeEmpty();
    }

    [Fact]
    public async Task Grant_ToAnAdministratorOfWhatMovesMoney_IsRefusedAlsoWhenAskedForOneself()
    {
        var second = await office.HireSecondAdministrator();
        foreach (var about in new[] { office.Administrator, second })
        {
            (await office.Request(about, AccessChangeKind.GrantRole, Role.Cashier)).RefusalCode()
                .Should().Be(nameof(AccessChangeRefusals.AdministratorMovesNoMoney));
        }
    }

    [Fact]
    public async Task Grant_ThatBecameIncompatibleMeanwhile_IsRefusedAtTheApproval()
    {
        var second = await office.HireSecondAdministrator();
        var person = await office.Hire("person");
        var cashier = (await office.Request(person, AccessChangeKind.GrantRole, Role.Cashier)).Value;
        await office.Change(person, AccessChangeKind.GrantRole, Role.Reconciler, second);
        (await office.Decide(cashier.Code, AccessChangeTrigger.Approve, second)).RefusalCode()
            .Should().Be(nameof(AccessChangeRefusals.RolesIncompatible));
        (await office.Decide(cashier.Code, AccessChangeTrigger.Reject, second, "另有職務")).Value.State
            .Should().Be(AccessChangeState.Rejected);
    }

    [Fact]
    public async Task Change_AboutTheApprover_IsRefused()
    {
        var second = await office.HireSecondAdministrator();
        var asked = (await office.Request(second, AccessChangeKind.GrantRole, Role.Auditor)).Value;
        (await office.Decide(asked.Code, AccessChangeTrigger.Approve, second)).RefusalCode()
            .Should().Be(nameof(AccessChangeRefusals.ChangeAboutApprover));
    }

    [Fact]
    public async Task LastAdministrator_IsNeitherDisabledNorLosesTheRole()
    {
        (await office.Disable(office.Administrator)).RefusalCode().Should().Be(nameof(PersonRefusals.LastAdministrator));
        (await office.Request(office.Administrator, AccessChangeKind.EndRole, Role.Administrator)).RefusalCode()
            .Should().Be(nameof(PersonRefusals.LastAdministrator));
    }

    [Fact]
    public async Task Administrators_WhoDisableEachOtherAtOnce_LeaveOne()
    {
        var second = await office.HireSecondAdministrator();
        var (one, other) = (await office.Actor(office.Administrator), await office.Actor(second));
        var disable = office.Get<DisablePerson>();
        var answers = await Task.WhenAll(
            Task.Run(() => disable.Run(new DisablePersonRequest(Books.Unique("key"), second), one, default)),
            Task.Run(() => disable.Run(new DisablePersonRequest(Books.Unique("key"), office.Administrator), other, default)));
        answers.Count(answer => !answer.IsRefused).Should().Be(1);
        answers.Single(answer => answer.IsRefused).RefusalCode().Should().Be(nameof(PersonRefusals.LastAdministrator));
    }

    [Fact]
    public async Task End_OfARole_HoldsUntilItsLastDayAndLeavesWhatWasDoneInOrder()
    {
        var second = await office.HireSecondAdministrator();
        var third = await office.Hire("third");
        await office.Change(third, AccessChangeKind.GrantRole, Role.Administrator, second);
        var auditor = await office.Hire("auditor");
        await office.Change(auditor, AccessChangeKind.GrantRole, Role.Auditor, third);
        await office.Change(third, AccessChangeKind.EndRole, Role.Administrator, second);
        (await office.Access(third)).Roles.Should().Equal(Role.Administrator.Code);

        office.Clock.Advance(NodaTime.Duration.FromDays(1));

        (await office.Access(third)).Roles.Should().BeEmpty();
        (await database.FailedChecks(office.Account.Id)).Should().BeEmpty("the role was held when the change was approved");
        (await office.Request(third, AccessChangeKind.EndRole, Role.Administrator)).RefusalCode()
            .Should().Be(nameof(AccessChangeRefusals.RoleNotHeld));
    }

    [Fact]
    public async Task Enable_OfADisabledPerson_NeedsTwoAndGivesTheRolesBack()
    {
        var second = await office.HireSecondAdministrator();
        var auditor = await office.Hire("auditor");
        await office.Change(auditor, AccessChangeKind.GrantRole, Role.Auditor, second);
        (await office.Disable(auditor)).Value.Should().Be(PersonState.Disabled);
        (await office.Access(auditor)).Should()
            .Match<PersonAccess>(access => access.State == PersonState.Disabled && access.Roles.Count == 0);
        (await office.Actor(auditor)).May(Policies.SeeJournal).Should().BeFalse("commands ask the same");
        (await office.Disable(auditor)).RefusalCode().Should().Be(nameof(PersonRefusals.PersonDisabled));
        (await office.Request(auditor, AccessChangeKind.GrantRole, Role.Company)).RefusalCode()
            .Should().Be(nameof(AccessChangeRefusals.CompanyMissing));

        await office.Change(auditor, AccessChangeKind.EnablePerson, null, second);
        (await office.Access(auditor)).Roles.Should().Equal(Role.Auditor.Code);
        (await office.Request(auditor, AccessChangeKind.EnablePerson)).RefusalCode()
            .Should().Be(nameof(AccessChangeRefusals.PersonNotDisabled));
        (await database.FailedChecks(office.Account.Id)).Should().BeEmpty();
    }

    [Fact]
    public async Task Role_PutIntoTheTablePastTheApplication_IsNamed()
    {
        var somebody = await office.Hire("somebody");
        var person = (await office.Actor(somebody)).PersonId;
        await database.Execute(
            database.Connections.Ledger,
            "INSERT INTO ledger.role_holding (dedicated_account_id, id, person_id, role, valid_from) "
            + $"VALUES ({office.Account.Id}, 987654, {person}, 'cashier', '2026-01-01')");
        (await database.FailedChecks(office.Account.Id)).Should()
            .Contain(failure => failure.StartsWith("role-changes: The role was given without an access change", StringComparison.Ordinal)
                && failure.Contains($"person {person}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Membership_ChangedPastTheApplication_IsNamed()
    {
        var second = await office.HireSecondAdministrator();
        var (disabled, invited) = (await office.Hire("disabled"), (await office.Add(Books.Unique("invited"))).Value.SignInName);
        await office.Disable(disabled);
        await office.Change(await office.Hire("reset"), AccessChangeKind.ResetSignIn, null, second);
        (await database.FailedChecks(office.Account.Id)).Should().BeEmpty();
        var (let, taken) = ((await office.Actor(disabled)).PersonId, (await office.Actor(invited)).PersonId);

        await database.Execute(
            database.Connections.Ledger,
            $"UPDATE ledger.membership SET disabled_at = NULL, disabled_by = NULL WHERE person_id = {let}");
        await database.Execute(
            database.Connections.Ledger, $"UPDATE ledger.membership SET accepted_at = added_at WHERE person_id = {taken}");

        (await database.FailedChecks(office.Account.Id)).Single(failure => failure.StartsWith("role-changes", StringComparison.Ordinal))
            .Should().Contain($"The person was let in again without an approved access change: person {let}")
            .And.Contain($"The person signs in and has taken up no invitation: person {taken}");
    }

    [Fact]
    public async Task UseCasesOfPeople_ForWhoeverHoldsAnotherRole_AreRefused()
    {
        var second = await office.HireSecondAdministrator();
        var finance = await office.Hire("finance");
        await office.Change(finance, AccessChangeKind.GrantRole, Role.FinanceOfficer, second);
        const string refused = nameof(AuthorizationRefusals.NotPermitted);
        (await office.Add("nobody", by: finance)).RefusalCode().Should().Be(refused);
        (await office.Disable(second, by: finance)).RefusalCode().Should().Be(refused);
        (await office.Request(finance, AccessChangeKind.GrantRole, Role.Auditor, by: finance)).RefusalCode().Should().Be(refused);
        (await office.Decide("NO-SUCH-CODE", AccessChangeTrigger.Approve, finance)).RefusalCode().Should().Be(refused);
    }

    [Fact]
    public async Task NamesNobodyHas_AreRefused()
    {
        await office.HireSecondAdministrator();
        (await office.Disable("nobody-here")).Refusal.Should().Be(PersonRefusals.PersonNotFound("nobody-here"));
        (await office.Disable(Person.Scheduler)).RefusalCode().Should().Be(nameof(PersonRefusals.PersonNotFound));
        (await office.Invite("nobody-here")).RefusalCode().Should().Be(nameof(PersonRefusals.PersonNotFound));
        (await office.Request("nobody-here", AccessChangeKind.GrantRole, Role.Auditor)).RefusalCode()
            .Should().Be(nameof(PersonRefusals.PersonNotFound));
        (await office.Decide("NO-SUCH-CODE", AccessChangeTrigger.Approve, office.Administrator)).Refusal
            .Should().Be(AccessChangeRefusals.AccessChangeNotFound("NO-SUCH-CODE"));
        var unknown = await office.Get<AddPerson>().Run(
            new AddPersonRequest(Books.Unique("key"), Books.Unique("company"), "企業人員", "NO-SUCH-COMPANY"),
            await office.Actor(office.Administrator), default);
        unknown.RefusalCode().Should().Be(nameof(AccessChangeRefusals.CompanyNotFound));
    }

    [Fact]
    public async Task PersonOfACompany_IsAddedWithTheRequestForTheRole()
    {
        await office.HireSecondAdministrator();
        var administrator = await office.Actor(office.Administrator);
        var officer = administrator with { Policies = Policies.Granted([Role.FinanceOfficer.Code], mayMoveMoney: true) };
        var company = (await office.Get<AddPayer>().Run(
            new PayerRequest(Books.Unique("key"), PartyKind.Company, "晨霧精密", "22099131"), officer, default)).Value;
        var added = await office.Get<AddPerson>().Run(
            new AddPersonRequest(Books.Unique("key"), Books.Unique("company"), "企業人員", company), administrator, default);
        added.Refusal.Should().BeNull();
        added.Value.AccessChange.Should().NotBeNull();
        (await database.FailedChecks(office.Account.Id)).Should().BeEmpty();
    }
}
