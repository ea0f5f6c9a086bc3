using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Proposals;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Details;

/// <summary>One central programme: its limits, the versions of its budgets, and the funds that hold its money.</summary>
public sealed class ProgrammeDetails(AuthorizedReader reader, ServedAccount books)
{
    private const decimal BasisPointsOfPercent = 100;

    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeDisbursements;

    /// <summary>Null for an unknown code.</summary>
    public Task<Result<Detail?>> Read(Actor actor, string code, CancellationToken stop) => reader.Read<Detail?>(Policy, actor, async db =>
    {
        var programme = await db.Programmes.SingleOrDefaultAsync(row => row.Code == code, stop);
        if (programme is null) return null;
        List<DetailFact> facts = [new("Code", new DetailValue(programme.Code)), new("Ministry", new DetailValue(programme.Ministry))];
        if (programme.CaseCeiling is { } ceiling) facts.Add(new("CaseCeiling", DetailValue.Of(Money(ceiling))));
        if (programme.ReserveBasisPoints is { } reserve)
        {
            facts.Add(new("Reserve", new DetailValue(
                FormattableString.Invariant($"{reserve / BasisPointsOfPercent:0.##} %"))));
        }

        facts.Add(new("PrintedIn", new DetailValue(programme.Source)));
        return new Detail(
            programme.NameZh, programme.NameEn, facts, [await Budgets(db, programme, stop), await Funds(db, programme, stop)]);
    }, stop);

    private async Task<DetailTable> Budgets(ReadingDb db, Programme programme, CancellationToken stop)
    {
        var rows = await db.ProgrammeBudgets.Where(row => row.ProgrammeId == programme.Id)
            .OrderByDescending(row => row.FiscalYear).ThenByDescending(row => row.Version).Take(DetailTable.MostRows).ToListAsync(stop);
        return new DetailTable("Budgets", ["FiscalYear", "Version", "Provisional", "Amount"],
        [
            .. rows.Select(row => (IReadOnlyList<DetailValue>)[
                DetailValue.OfYear(row.FiscalYear), new DetailValue($"{row.Version}"),
                row.Provisional ? new DetailValue("暫列", "provisional") : new DetailValue(""), DetailValue.Of(Money(row.Amount))]),
        ]);
    }

    private async Task<DetailTable> Funds(ReadingDb db, Programme programme, CancellationToken stop)
    {
        var rows = await (
            from fund in db.Funds
            join balance in db.FundBalances on fund.Id equals balance.FundId
            where fund.Designation == DesignationKind.WorkItem && fund.DesignationId == programme.Id
            orderby fund.Code
            select new { fund.Code, fund.NameZh, fund.NameEn, balance.Spendable, balance.Encumbered })
            .Take(DetailTable.MostRows).ToListAsync(stop);
        return new DetailTable("Funds", ["Fund", "Spendable", "Encumbered", "Available"],
        [
            .. rows.Select(row => (IReadOnlyList<DetailValue>)[
                DetailValue.Link(row.NameZh, $"/funds/{Uri.EscapeDataString(row.Code)}", row.NameEn),
                DetailValue.Of(Money(row.Spendable)), DetailValue.Of(Money(row.Encumbered)),
                DetailValue.Of(Money(row.Spendable - row.Encumbered))]),
        ]);
    }

    private Money Money(long minorUnits) => new(minorUnits, books.Currency);
}
