using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Funds.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Funds;

[Authorize(Policies.SeeDashboard)]
internal sealed class IndexModel(FundList list, ServedAccount books) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "source")]
    public SourceKind? Source { get; set; }

    public IReadOnlyList<FundRow> Rows { get; private set; } = [];

    public Money Sum(Func<FundRow, Money> of) => Rows.Aggregate(Money.Zero(books.Currency), (sum, row) => sum + of(row));

    public async Task<IActionResult> OnGetAsync(string? format, CancellationToken stop)
    {
        var read = await list.Read(this.Actor(), Source, stop);
        if (read.IsRefused) return Forbid();
        Rows = read.Value;
        return ListExport.Wanted(format) ? ListExport.File(format!, "funds", Rows) : Page();
    }
}
