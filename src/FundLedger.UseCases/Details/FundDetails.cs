using FundLedger.Data.Model;
using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Details;

/// <summary>One fund: its money, the lots that are left in it, and the disbursements from it.</summary>
public sealed class FundDetails(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeDisbursements;

    /// <summary>Null for an unknown code.</summary>
    public Task<Result<Detail?>> Read(Actor actor, string code, CancellationToken stop) => reader.Read<Detail?>(Policy, actor, async db =>
    {
        var fund = await db.Funds.SingleOrDefaultAsync(row => row.Code == code, stop);
        if (fund is null) return null;
        var balance = await db.FundBalances.SingleAsync(row => row.FundId == fund.Id, stop);
        List<DetailFact> facts =
        [
            new("Code", new DetailValue(fund.Code)), new("Source", DetailValue.Of(fund.Source)),
            new("Designation", await Designation(db, fund, stop)),
            new("Spendable", DetailValue.Of(Money(balance.Spendable))), new("Encumbered", DetailValue.Of(Money(balance.Encumbered))),
            new("Available", DetailValue.Of(Money(balance.Spendable - balance.Encumbered))),
        ];
        if (fund.ProgrammeYear is { } year) facts.Insert(2, new("FiscalYear", DetailValue.OfYear(year)));
        return new Detail(
            fund.NameZh, fund.NameEn, facts,
            [
                await Lots(db, fund, stop),
                await DetailRows.Disbursements(db.Disbursements.Where(row => row.FundId == fund.Id), db, books.Currency, stop,
                    $"/disbursements?fund={Uri.EscapeDataString(fund.Code)}"),
            ]);
    }, stop);

    private static async Task<DetailValue> Designation(ReadingDb db, StoredFund fund, CancellationToken stop)
    {
        if (fund.Designation == DesignationKind.District)
        {
            var district = await db.Districts.SingleOrDefaultAsync(row => row.Id == fund.DesignationId, stop);
            if (district is not null) return new DetailValue(district.NameZh, district.NameEn);
        }

        if (fund.Designation == DesignationKind.WorkItem)
        {
            var programme = await db.Programmes.SingleOrDefaultAsync(row => row.Id == fund.DesignationId, stop);
            if (programme is not null)
                return DetailValue.Link(programme.NameZh, $"/programmes/{Uri.EscapeDataString(programme.Code)}", programme.NameEn);
        }

        return DetailValue.Of(fund.Designation);
    }

    private async Task<DetailTable> Lots(ReadingDb db, StoredFund fund, CancellationToken stop)
    {
        var rows = await (
            from lot in db.Lots
            where lot.FundId == fund.Id && lot.Remaining + lot.Encumbered > 0
            orderby lot.Id
            select new
            {
                lot,
                Gift = db.Contributions.Where(row => lot.Kind == LotKind.Contribution && row.Id == lot.DocumentId)
                    .Select(row => new
                    {
                        row.PublicCode,
                        Payer = db.Parties.Where(party => party.Id == row.PayerPartyId).Select(party => party.Name).FirstOrDefault(),
                    }).FirstOrDefault(),
            }).Take(DetailTable.MostRows).ToListAsync(stop);
        return new DetailTable("LotsLeft", ["Lot", "Kind", "Payer", "Amount", "Encumbered", "Remaining"],
        [
            .. rows.Select(row => (IReadOnlyList<DetailValue>)[
                new DetailValue($"{row.lot.Id}"), DetailValue.Of(row.lot.Kind),
                row.Gift is { } gift ? DetailValue.Link(gift.Payer ?? "", $"/contributions/{gift.PublicCode}") : new DetailValue(""),
                DetailValue.Of(Money(row.lot.Amount)), DetailValue.Of(Money(row.lot.Encumbered)),
                DetailValue.Of(Money(row.lot.Remaining))]),
        ]);
    }

    private Money Money(long minorUnits) => new(minorUnits, books.Currency);
}
