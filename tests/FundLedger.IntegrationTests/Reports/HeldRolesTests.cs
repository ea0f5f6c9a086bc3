using FundLedger.Data.Writing;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports.Checks;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Reports;

/// <summary>Whoever played a part held the role for it, and not only afterwards.</summary>
public sealed class HeldRolesTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private static readonly LocalDate LongAgo = new(2020, 1, 1);
    private readonly Books books = fixture.Books;

    [Fact]
    public async Task Step_BySomebodyWithoutARole_IsNamedAlsoWhenARoleIsGivenLaterWithAnEarlierDate()
    {
        var requester = await Nobody();
        var code = await books.DraftDisbursement(await books.AddFundHolding(100), 50);
        (await books.Move(code, DisbursementTrigger.Submit, requester)).IsRefused.Should().BeFalse();

        (await Failures(requester)).Should().ContainSingle().Which.Should().StartWith("The person held no role that allows it");

        await Give(requester, Role.Auditor);
        (await Failures(requester)).Should().ContainSingle().Which.Should().StartWith("The person held no role that allows it");
        await Give(requester, Role.Requester);
        (await Failures(requester)).Should().ContainSingle().Which.Should()
            .StartWith("The role that allows it was given only afterwards").And.Contain("step 1, Requester");
    }

    [Fact]
    public async Task Step_BySomebodyWhoseRoleEndedSince_IsInOrderAndALaterOneIsNot()
    {
        var requester = await Nobody();
        await Give(requester, Role.Requester);
        var fund = await books.AddFundHolding(100);
        var code = await books.DraftDisbursement(fund, 50);
        (await books.Move(code, DisbursementTrigger.Submit, requester)).IsRefused.Should().BeFalse();
        await books.WriteByAdministrator(async session =>
        {
            var role = await session.Db.RoleHoldings.SingleAsync(row => row.PersonId == requester.PersonId);
            session.Db.Entry(role).Property(nameof(RoleHolding.ValidTo)).CurrentValue = session.Today;
        });

        (await Failures(requester)).Should().BeEmpty("the role has changed since and was held all the same");

        books.Clock.Set(books.Today.PlusDays(1));
        var later = await books.DraftDisbursement(fund, 20);
        (await books.Move(later, DisbursementTrigger.Submit, requester)).IsRefused.Should().BeFalse();
        (await Failures(requester)).Should().ContainSingle().Which.Should().StartWith("The person held no role that allows it");
    }

    [Fact]
    public async Task Scheduler_HoldsNoRoleAndReconciles()
    {
        await using var db = books.Read();
        var scheduler = await db.People.SingleAsync(person => person.SignInName == Person.Scheduler);
        var someone = await Nobody();
        foreach (var person in new[] { scheduler.Id, someone.PersonId })
        {
            await books.Write<bool>(session =>
            {
                session.Db.Add(new Domain.Banking.BankReconciliation
                {
                    DedicatedAccountId = session.AccountId,
                    Id = session.NewId(),
                    BankAccountId = 1,
                    CutOff = session.Today,
                    PreparedBy = person,
                    PreparedAt = session.Now,
                });
                return Task.FromResult<Domain.Result<bool>>(true);
            });
        }

        (await Failures(new Actor(scheduler.Id, "scheduler"))).Should().BeEmpty();
        (await Failures(someone)).Should().ContainSingle().Which.Should().Contain("reconciliation").And.Contain("Reconciler");
    }

    private async Task<IEnumerable<string>> Failures(Actor person)
    {
        var result = await new LedgerChecks(books.Database.Reporting).Run("roles", books.AccountId, CancellationToken.None);
        return result.Failures.Where(failure => failure.EndsWith($"person {person.PersonId}", StringComparison.Ordinal));
    }

    private async Task<Actor> Nobody() => (await books.Write<Actor>(async session =>
    {
        var person = await session.AddPerson(Books.Unique("nobody"), "nobody");
        return new Actor(person.Id, person.DisplayName);
    })).Value;

    private async Task Give(Actor person, Role role) => (await books.Write<bool>(session =>
    {
        session.Db.RoleHoldings.Add(new RoleHolding
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            PersonId = person.PersonId,
            Role = role.Code,
            ValidFrom = LongAgo,
        });
        return Task.FromResult<Domain.Result<bool>>(true);
    })).IsRefused.Should().BeFalse();
}
