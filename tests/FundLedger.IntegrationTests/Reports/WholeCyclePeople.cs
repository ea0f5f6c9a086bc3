using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.People;

namespace FundLedger.IntegrationTests.Reports;

/// <summary>
/// The people of the whole cycle: those who work in it were there at the set-up, which ends here; then one is added, given a role
/// by two administrators, and disabled.
/// </summary>
internal static class WholeCyclePeople
{
    public static async Task Change(Books books, AuthorizedLedger ledger)
    {
        var (first, second) = (await books.AddPerson("administrator"), await books.AddPerson("second administrator"));
        (await books.Write<bool>(session =>
        {
            foreach (var administrator in new[] { first, second }) session.Db.RoleHoldings.Add(new RoleHolding
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PersonId = administrator.PersonId,
                Role = Role.Administrator.Code,
                ValidFrom = session.Today,
            });
            return Task.FromResult<Domain.Result<bool>>(true);
        })).IsRefused.Should().BeFalse();
        (await books.Write<bool>(session =>
        {
            session.Audit(AccessChangeRules.InForceEvent);
            return Task.FromResult<Domain.Result<bool>>(true);
        })).IsRefused.Should().BeFalse();
        var name = Books.Unique("newcomer");
        (await new AddPerson(ledger, Unsent).Run(new AddPersonRequest(Books.Unique("key"), name, "新進稽核"), first, default))
            .Refusal.Should().BeNull();
        var change = (await new RequestAccessChange(ledger).Run(
            new AccessChangeRequest(
                Books.Unique("key"), name, AccessChangeKind.GrantRole, Role.Auditor.Code, To: books.Today.PlusDays(90), Reason: "查核"),
            first, default)).Value;
        (await new DecideAccessChange(ledger, Unsent).Run(
            new AccessChangeStepRequest(Books.Unique("key"), change.Code, AccessChangeTrigger.Approve, null), second, default))
            .Refusal.Should().BeNull();
        (await new DisablePerson(ledger, (_, _) => Task.CompletedTask).Run(
            new DisablePersonRequest(Books.Unique("key"), name, "離職"), second, default)).Refusal.Should().BeNull();
    }

    private static Task<IssuedLink> Unsent(long person, CancellationToken stop) => Task.FromResult(new IssuedLink("", "", null, ""));
}
