using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Web.Pages.Funds;

/// <summary>A fund with its money; its properties are the columns of the export.</summary>
internal sealed record FundRow(
    string Code, string NameZh, string NameEn, SourceKind Source, int? ProgrammeYear, DesignationKind Designation,
    Money Spendable, Money Encumbered, Money Available);

[Authorize(Policies.SeeDashboard)]
internal sealed class IndexModel(AuthorizedReader reader, ServedAccount books) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "source")]
    public SourceKind? Source { get; set; }

    public IReadOnlyList<FundRow> Rows { get; private set; } = [];

    public Money Sum(Func<FundRow, Money> of) => Rows.Aggregate(Money.Zero(books.Currency), (sum, row) => sum + of(row));

    public async Task<IActionResult> OnGetAsync(string? format, CancellationToken stop)
    {
        var rows = await reader.Read(Policies.SeeDashboard, this.Actor(), db => (
            from fund in db.Funds
            join balance in db.FundBalances on fund.Id equals balance.FundId
            where Source == null || fund.Source == Source
            orderby fund.Code
            select new { Fund = fund, balance.Spendable, balance.Encumbered }).ToListAsync(stop), stop);
        if (rows.IsRefused) return Forbid();
        Rows = [.. rows.Value.Select(row => new FundRow(
            row.Fund.Code, row.Fund.NameZh, row.Fund.NameEn, row.Fund.Source, row.Fund.ProgrammeYear, row.Fund.Designation,
            Amount(row.Spendable), Amount(row.Encumbered), Amount(row.Spendable - row.Encumbered)))];
        return ListExport.Wanted(format) ? ListExport.File(format!, "funds", Rows) : Page();
    }

    private Money Amount(long minorUnits) => new(minorUnits, books.Currency);
}
