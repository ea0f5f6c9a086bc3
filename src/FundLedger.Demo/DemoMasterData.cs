using FundLedger.Data.Model;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Proposals;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>The identities that the story needs of what was set up before it begins.</summary>
public sealed record DemoBooks(IReadOnlyDictionary<string, long> Parties, IReadOnlyDictionary<string, string> VentureCodes);

/// <summary>
/// Sets up people, bank accounts, programmes with their budgets, districts, funds, proposals and ventures. Each group
/// is one write with a fixed key, so a run that was killed continues with the first group that is missing.
/// </summary>
public sealed class DemoMasterData(DemoOffice office)
{
    private static readonly LocalDate FirstDay = new(2021, 1, 1);

    public async Task<DemoBooks> SetUp(CancellationToken stop)
    {
        await AddPeople(stop);
        var administrator = office.Actor(DemoPeople.Administrator);
        var parties = await office.Write("parties", administrator, AddParties, stop);
        await office.Write("roles", administrator, session => AddRoles(session, parties), stop);
        await office.Write("set-up-ends", administrator, EndSetUp, stop);
        await office.Write("bank-accounts", administrator, AddBankAccounts, stop);
        var places = await office.Write("districts", administrator, AddDistricts, stop);
        var programmes = await office.Write("programmes", administrator, AddProgrammes, stop);
        await office.Write("funds", administrator, session => AddFunds(session, places, programmes), stop);
        var proposals = await office.Write("proposals", administrator, AddProposals, stop);
        var ventures = await office.Write("ventures", administrator, session => AddVentures(session, proposals, places, parties), stop);
        return new DemoBooks(parties, ventures);
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

    private Dictionary<string, long> AddParties(WriteSession session)
    {
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var party in DemoParties.All)
        {
            var id = ids[party.Key] = session.NewId();
            session.Db.Parties.Add(new Party
            {
                DedicatedAccountId = session.AccountId,
                Id = id,
                PublicCode = PublicCode.New(),
                Kind = party.Kind,
                Name = party.Name,
                UnifiedBusinessNumber = party.Number,
                Fictional = party.Fictional,
            });
            if (party.Account is null) continue;
            session.Db.PayeeBankAccounts.Add(new PayeeBankAccount
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PartyId = id,
                BankCode = DemoParties.PayeeBankCode,
                AccountNumber = party.Account,
                Holder = party.Name,
                EditedBy = office.Actor(DemoPeople.Administrator).PersonId,
                EditedAt = session.Now,
            });
        }

        session.Audit("DemoPartiesAdded", ids.Count);
        return ids;
    }

    private int AddRoles(WriteSession session, Dictionary<string, long> parties)
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

    /// <summary>Two accounts: the second has a ledger account of its own, as every bank account has.</summary>
    private static int AddBankAccounts(WriteSession session)
    {
        session.Db.LedgerAccounts.Add(new StoredLedgerAccount
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            Code = DemoBank.Returns.LedgerAccount,
            NameZh = "銀行存款－收益回流帳戶",
            NameEn = "Cash at bank, returns account",
            Type = AccountType.Asset,
            Spendable = true,
            ManualPosting = true,
        });
        foreach (var account in DemoBank.Accounts)
        {
            session.Db.BankAccounts.Add(new BankAccount
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                Code = account.Code,
                Name = account.Name,
                BankCode = account.BankCode,
                AccountNumber = account.Number,
                LedgerAccount = account.LedgerAccount,
            });
        }

        return DemoBank.Accounts.Count;
    }

    private static Dictionary<string, long> AddDistricts(WriteSession session)
    {
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var district in DemoPlaces.Districts)
        {
            session.Db.Districts.Add(new District
            {
                DedicatedAccountId = session.AccountId,
                Id = ids[district.Code] = session.NewId(),
                Code = district.Code,
                NameZh = district.NameZh,
                NameEn = district.NameEn,
                Priority = district.Priority,
            });
        }

        return ids;
    }

    private static Dictionary<string, long> AddProgrammes(WriteSession session)
    {
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var programme in DemoProgrammes.All)
        {
            var id = ids[programme.Code] = session.NewId();
            session.Db.Programmes.Add(new Programme
            {
                DedicatedAccountId = session.AccountId,
                Id = id,
                Code = programme.Code,
                Ministry = programme.Ministry,
                NameZh = programme.NameZh,
                NameEn = programme.NameEn,
                ReserveBasisPoints = programme.ReserveBasisPoints,
                CaseCeiling = programme.CaseCeiling,
                Source = programme.Source,
            });
            session.Db.ProgrammeBudgets.AddRange(programme.BudgetTenths.Select((tenths, index) => new ProgrammeBudget
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                ProgrammeId = id,
                FiscalYear = DemoProgrammes.FirstBudgetYear + index,
                Version = 1,
                Amount = tenths * DemoProgrammes.TenthOfHundredMillion,
                Provisional = DemoProgrammes.FirstBudgetYear + index > DemoProgrammes.LastFirmYear,
            }));
        }

        return ids;
    }

    private static int AddFunds(WriteSession session, Dictionary<string, long> districts, Dictionary<string, long> programmes)
    {
        foreach (var fund in DemoPlaces.Funds)
        {
            var (designation, id) = fund.Designation switch
            {
                null => (DesignationKind.None, (long?)null),
                { } code when districts.TryGetValue(code, out var district) => (DesignationKind.District, district),
                { } code => (DesignationKind.WorkItem, programmes[code]),
            };
            session.AddFund(fund.Code, fund.NameZh, fund.NameEn, fund.Source, fund.Year, designation, id);
        }

        return DemoPlaces.Funds.Count;
    }

    private static Dictionary<int, long> AddProposals(WriteSession session)
    {
        var ids = new Dictionary<int, long>();
        foreach (var proposal in DemoProposals.All)
        {
            session.Db.Proposals.Add(new Proposal
            {
                DedicatedAccountId = session.AccountId,
                Id = ids[proposal.Number] = session.NewId(),
                PublicCode = PublicCode.New(),
                Number = proposal.Number,
                Title = proposal.Title,
                Districts = proposal.Districts,
                Proposer = proposal.Proposer,
                Partner = proposal.Partner,
                FiledOn = proposal.FiledOn,
                Source = proposal.Source,
            });
        }

        return ids;
    }

    private static Dictionary<string, string> AddVentures(
        WriteSession session, Dictionary<int, long> proposals, Dictionary<string, long> districts, Dictionary<string, long> parties)
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var venture in DemoProposals.Ventures)
        {
            session.Db.Ventures.Add(new Venture
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                PublicCode = codes[venture.Key] = PublicCode.New(),
                ProposalId = proposals[venture.Proposal],
                Name = venture.Name,
                Kind = venture.Kind,
                DistrictId = venture.District is { } district ? districts[district] : null,
                OperatorPartyId = venture.Operator is { } party ? parties[party] : null,
            });
        }

        return codes;
    }
}
