using FundLedger.Data;
using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Screening;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Screening;

/// <summary>
/// What the books hold on a day for the screening of some donors: the rules, their groups and what of the lists could be meant.
/// </summary>
internal sealed class ScreeningBooks
{
    /// <summary>A list of more goes to SQL Server as one text, with the collation of the database.</summary>
    private const int NamesAtOnce = 1_000;

    private readonly LocalDate date;
    private readonly IReadOnlyList<ScreeningRule> rules;
    private readonly IReadOnlyDictionary<long, ScreenedDonor> donors;
    private readonly List<ScreeningListEntry> listed;

    private ScreeningBooks(
        LocalDate date, IReadOnlyList<ScreeningRule> rules, IReadOnlyDictionary<long, ScreenedDonor> donors,
        List<ScreeningListEntry> listed)
    {
        (this.date, this.rules, this.donors, this.listed) = (date, rules, donors, listed);
    }

    public static async Task<ScreeningBooks> Load(LedgerDb db, IEnumerable<long> parties, LocalDate date, CancellationToken stop)
    {
        var rules = await db.ScreeningRules.AsNoTracking().Where(rule => rule.ValidFrom <= date).ToListAsync(stop);
        var affiliations = await db.Affiliations.AsNoTracking()
            .Where(relation => relation.ValidFrom <= date && (relation.ValidTo == null || relation.ValidTo >= date)).ToListAsync(stop);
        var donors = new Dictionary<long, ScreenedDonor>();
        foreach (var ids in parties.Distinct().Chunk(NamesAtOnce))
        {
            foreach (var party in await db.Parties.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(stop))
                donors.Add(party.Id, Donor(party, affiliations, date));
        }

        return new ScreeningBooks(date, rules, donors, await Listed(db, donors.Values, date, stop));
    }

    /// <summary>Screens one gift of donors that were loaded.</summary>
    /// <param name="conditions">What the donor asks for.</param>
    /// <param name="foreignCurrency">The currency it comes in; null: that of the books.</param>
    public ScreeningDecision Decide(IEnumerable<long> parties, string? conditions = null, string? foreignCurrency = null)
    {
        var facts = new ScreeningFacts([.. parties.Distinct().Select(party => donors[party])], listed)
        {
            Conditions = conditions,
            ForeignCurrency = foreignCurrency,
        };
        return DonorScreening.Decide(facts, rules, date);
    }

    /// <summary>Keeps what a screening came to as evidence of the document.</summary>
    public static ScreeningResult Keep(WriteSession session, DocumentReference document, ScreeningDecision decision)
    {
        var result = ScreeningResult.Of(
            document, decision, session.AccountId, session.NewId(), session.Actor.PersonId, session.Today, session.Now);
        session.Db.ScreeningResults.Add(result);
        return result;
    }

    private static ScreenedDonor Donor(Party party, List<Affiliation> affiliations, LocalDate date) => new(
        party.Id, party.Name, party.UnifiedBusinessNumber, CompanyGroup.Of(party.UnifiedBusinessNumber, affiliations, date));

    private static async Task<List<ScreeningListEntry>> Listed(
        LedgerDb db, IReadOnlyCollection<ScreenedDonor> donors, LocalDate date, CancellationToken stop)
    {
        var companies = donors.SelectMany(donor => donor.Group.Select(company => (Number: (string?)company.Number, company.Name))
            .Append((donor.Number, donor.Name))).ToList();
        var open = db.ScreeningListEntries.AsNoTracking().Where(entry => !entry.Withdrawn && entry.ValidFrom <= date);
        var found = new Dictionary<long, ScreeningListEntry>();
        foreach (var numbers in companies.Select(company => company.Number).OfType<string>().Distinct().Chunk(NamesAtOnce))
            Add(await open.Where(entry => numbers.Contains(entry.UnifiedBusinessNumber!)).ToListAsync(stop));
        foreach (var keys in companies.Select(company => ScreeningListEntry.LookAlike(company.Name)).Distinct().Chunk(NamesAtOnce))
            Add(await open.Where(entry => keys.Contains(entry.NameKey)).ToListAsync(stop));
        return [.. found.Values];

        void Add(List<ScreeningListEntry> entries)
        {
            foreach (var entry in entries) found[entry.Id] = entry;
        }
    }
}
