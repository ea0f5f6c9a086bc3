using FundLedger.Data.Writing;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using FundLedger.UseCases.Payees;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>The identities that the story needs of what was set up before it begins.</summary>
public sealed record DemoBooks(IReadOnlyDictionary<string, long> Parties, IReadOnlyDictionary<string, string> VentureCodes);

/// <summary>
/// Sets up people, master data by the use case that files and forms go by, payees' accounts and roles. What is there already
/// stays as it is, so a run that was killed continues with the first group that is missing.
/// </summary>
public sealed class DemoMasterData(DemoOffice office)
{
    private static readonly LocalDate FirstDay = new(2021, 1, 1);

    public async Task<DemoBooks> SetUp(CancellationToken stop)
    {
        await AddPeople(stop);
        foreach (var (kind, rows) in DemoMasterDataRows.All) await office.Import(kind, rows, office.Actor(DemoPeople.Administrator), stop);
        var books = await Find(stop);
        var administrator = office.Actor(DemoPeople.Administrator);
        await office.Write("roles", administrator, session => AddRoles(session, books.Parties), stop);
        await office.Write("set-up-ends", administrator, EndSetUp, stop);
        await AddPayeeAccounts(books.Parties, stop);
        return books;
    }

    /// <summary>What the books have given the rows that are named in the story.</summary>
    private async Task<DemoBooks> Find(CancellationToken stop)
    {
        await using var db = office.Read();
        var parties = await db.Parties.ToDictionaryAsync(party => party.Name, party => party.Id, stop);
        var ventures = await db.Ventures.ToDictionaryAsync(venture => venture.Name, venture => venture.PublicCode, stop);
        return new DemoBooks(
            DemoParties.All.ToDictionary(party => party.Key, party => parties[party.Name], StringComparer.Ordinal),
            DemoProposals.Ventures.ToDictionary(venture => venture.Key, venture => ventures[venture.Name], StringComparer.Ordinal));
    }

    /// <summary>A person is the same in every dedicated account: one that is there already is employed as found.</summary>
    private async Task AddPeople(CancellationToken stop)
    {
        var names = DemoPeople.All.Select(person => person.SignInName).Append(AccountSetup.SchedulerName).ToArray();
        var known = await Employ(names, stop);
        await office.Write("people", office.Scheduler, async session =>
        {
            var missing = DemoPeople.All.Where(person => !known.Contains(person.SignInName)).ToArray();
            foreach (var person in missing) await session.AddPerson(person.SignInName, person.DisplayName);
            return missing.Length;
        }, stop);
        await Employ(names, stop);
    }

    private async Task<HashSet<string>> Employ(string[] names, CancellationToken stop)
    {
        await using var db = office.Read();
        var people = await db.People.Where(person => names.Contains(person.SignInName)).ToListAsync(stop);
        foreach (var person in people) office.Employ(person);

        return people.Select(person => person.SignInName).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>One person enters them and the chief accountant confirms them; neither takes part in paying.</summary>
    private async Task AddPayeeAccounts(IReadOnlyDictionary<string, long> parties, CancellationToken stop)
    {
        await using var db = office.Read();
        foreach (var party in DemoParties.All.Where(party => party.Account is not null))
        {
            var (id, key) = (parties[party.Key], DemoOffice.KeyPrefix + "payee-" + party.Key);
            var payee = await db.Parties.Where(row => row.Id == id).Select(row => row.PublicCode).SingleAsync(stop);
            office.BeforeStep(key);
            var code = DemoOffice.Done(key, await office.ChangePayeeAccount.Run(
                new PayeeAccountRequest(key, payee, DemoParties.PayeeBankCode, party.Account!, party.Name),
                office.Actor(DemoPeople.PayeeClerk), stop));
            DemoOffice.Done(key, await office.DecidePayeeAccountChange.Run(
                new PayeeAccountStepRequest(key + "-confirm", code, PayeeAccountChangeTrigger.Confirm, null),
                office.Actor(DemoPeople.ChiefAccountant), stop));
        }
    }

    private int AddRoles(WriteSession session, IReadOnlyDictionary<string, long> parties)
    {
        foreach (var person in DemoPeople.All)
        {
            session.Db.RoleHoldings.Add(new RoleHolding
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PersonId = office.Actor(person).PersonId,
                Role = person.Role.Code,
                PartyId = person.Party is { } party ? parties[party] : null,
                ValidFrom = FirstDay,
            });
        }

        return DemoPeople.All.Count;
    }

    /// <summary>From here on roles are given by access changes alone.</summary>
    private static bool EndSetUp(WriteSession session)
    {
        session.Audit(AccessChangeRules.InForceEvent);
        return true;
    }
}
