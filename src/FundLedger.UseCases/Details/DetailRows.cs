using FundLedger.Data.Reading;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Proposals;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Details;

/// <summary>Tables that stand on several pages.</summary>
internal static class DetailRows
{
    /// <summary>The newest first.</summary>
    public static async Task<DetailTable> Disbursements(
        IQueryable<Disbursement> cases, ReadingDb db, Currency currency, CancellationToken stop, string? all = null)
    {
        var rows = await (
            from row in cases
            join venture in db.Ventures on row.VentureId equals venture.Id
            join fund in db.Funds on row.FundId equals fund.Id
            orderby row.Id descending
            select new
            {
                row.PublicCode,
                row.Purpose,
                row.RequestedOn,
                row.State,
                row.Amount,
                venture.Name,
                Venture = venture.PublicCode,
                fund.Code,
                fund.NameZh,
                fund.NameEn,
            })
            .Take(DetailTable.MostRows).ToListAsync(stop);
        return new DetailTable("Disbursements", ["Purpose", "Venture", "Fund", "RequestedOn", "State", "Amount"],
        [
            .. rows.Select(row => (IReadOnlyList<DetailValue>)[
                DetailValue.Link(row.Purpose, $"/disbursements/{row.PublicCode}"), DetailValue.Link(row.Name, $"/ventures/{row.Venture}"),
                DetailValue.Link(row.NameZh, $"/funds/{Uri.EscapeDataString(row.Code)}", row.NameEn), DetailValue.Of(row.RequestedOn),
                DetailValue.Of(row.State), DetailValue.Of(new Money(row.Amount, currency))]),
        ], all);
    }

    public static async Task<DetailTable> Ventures(IQueryable<Venture> ventures, ReadingDb db, CancellationToken stop)
    {
        var rows = await (
            from row in ventures
            orderby row.Name
            select new
            {
                row.PublicCode,
                row.Name,
                row.Kind,
                District = db.Districts.Where(district => district.Id == row.DistrictId)
                    .Select(district => new { district.NameZh, district.NameEn }).FirstOrDefault(),
            }).Take(DetailTable.MostRows).ToListAsync(stop);
        return new DetailTable("Ventures", ["Venture", "Kind", "District"],
        [
            .. rows.Select(row => (IReadOnlyList<DetailValue>)[
                DetailValue.Link(row.Name, $"/ventures/{row.PublicCode}"), new DetailValue(row.Kind),
                new DetailValue(row.District?.NameZh ?? "", row.District?.NameEn)]),
        ]);
    }
}
