using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Details;

/// <summary>One party: what it gave, and the ventures it runs.</summary>
public sealed class PartyDetails(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeContributions;

    /// <summary>Null for an unknown code.</summary>
    public Task<Result<Detail?>> Read(Actor actor, string code, CancellationToken stop) => reader.Read<Detail?>(Policy, actor, async db =>
    {
        var party = await db.Parties.SingleOrDefaultAsync(row => row.PublicCode == code, stop);
        if (party is null) return null;
        List<DetailFact> facts = [new("Kind", DetailValue.Of(party.Kind))];
        if (party.UnifiedBusinessNumber is { } number) facts.Add(new("BusinessNumber", new DetailValue(number)));
        return new Detail(
            party.Name, null, facts,
            [
                await Contributions(db, party, stop),
                await DetailRows.Ventures(db.Ventures.Where(row => row.OperatorPartyId == party.Id), db, stop),
            ]);
    }, stop);

    private async Task<DetailTable> Contributions(ReadingDb db, Party party, CancellationToken stop)
    {
        var rows = await db.Contributions.Where(row => row.PayerPartyId == party.Id)
            .OrderByDescending(row => row.PledgedOn).ThenByDescending(row => row.Id).Take(DetailTable.MostRows).ToListAsync(stop);
        return new DetailTable("Contributions", ["Description", "Kind", "PledgedOn", "State", "Amount"],
        [
            .. rows.Select(row => (IReadOnlyList<DetailValue>)[
                DetailValue.Link(row.Description, $"/contributions/{row.PublicCode}"), DetailValue.Of(row.Kind),
                DetailValue.Of(row.PledgedOn), DetailValue.Of(row.State), DetailValue.Of(new Money(row.Amount, books.Currency))]),
        ], $"/contributions?payer={party.PublicCode}");
    }
}
