using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Proposals;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Details;

/// <summary>One venture: who runs it, what it was paid, and what it owes and gave back.</summary>
public sealed class VentureDetails(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeDisbursements;

    /// <summary>Null for an unknown code.</summary>
    public Task<Result<Detail?>> Read(Actor actor, string code, CancellationToken stop) => reader.Read<Detail?>(Policy, actor, async db =>
    {
        var venture = await db.Ventures.SingleOrDefaultAsync(row => row.PublicCode == code, stop);
        if (venture is null) return null;
        var district = await db.Districts.SingleOrDefaultAsync(row => row.Id == venture.DistrictId, stop);
        var proposal = await db.Proposals.SingleOrDefaultAsync(row => row.Id == venture.ProposalId, stop);
        var payee = await db.Parties.SingleOrDefaultAsync(row => row.Id == venture.OperatorPartyId, stop);
        List<DetailFact> facts = [new("Kind", new DetailValue(venture.Kind))];
        if (district is not null) facts.Add(new("District", new DetailValue(district.NameZh, district.NameEn)));
        if (proposal is not null) facts.Add(new("Proposal", DetailValue.Link(proposal.Title, $"/proposals/{proposal.PublicCode}")));
        if (payee is not null)
        {
            facts.Add(new("Operator", actor.May(Policies.SeeContributions)
                ? DetailValue.Link(payee.Name, $"/parties/{payee.PublicCode}") : new DetailValue(payee.Name)));
        }

        List<DetailTable> tables =
            [await DetailRows.Disbursements(db.Disbursements.Where(row => row.VentureId == venture.Id), db, books.Currency, stop)];
        if (actor.May(Policies.SeeReturns)) tables.Add(await Returns(db, venture, stop));
        return new Detail(venture.Name, null, facts, tables);
    }, stop);

    private async Task<DetailTable> Returns(ReadingDb db, Venture venture, CancellationToken stop)
    {
        var rows = await (
            from expected in db.ExpectedReturns
            join agreement in db.ReturnAgreements on expected.AgreementId equals agreement.Id
            where agreement.VentureId == venture.Id
            orderby expected.PeriodFrom descending, expected.Id
            select expected).Take(DetailTable.MostRows).ToListAsync(stop);
        return new DetailTable("Returns", ["Period", "DueOn", "State", "Amount"],
        [
            .. rows.Select(row => (IReadOnlyList<DetailValue>)[
                DetailValue.Link(EntryWords.Period(row.PeriodFrom, row.PeriodTo), $"/returns/{row.PublicCode}",
                    $"{row.PeriodFrom:uuuu-MM-dd} – {row.PeriodTo:uuuu-MM-dd}"),
                DetailValue.Of(row.DueOn), DetailValue.Of(row.State),
                row.Amount is { } amount ? DetailValue.Of(new Money(amount, books.Currency)) : new DetailValue("")]),
        ], $"/returns?venture={venture.PublicCode}");
    }
}
