using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Accounts.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FundLedger.Web.Pages;

/// <summary>What waits for the person and what is wrong; then today's balances.</summary>
[Authorize(Policies.SeeDashboard)]
internal sealed class IndexModel(
    Dashboard dashboard, Worklist worklist, ServedAccount books, IClock clock, IOptions<AccessOptions> access) : PageModel
{
    public bool IsDemo => access.Value.DemoPassword is not null;

    public LocalDate Day { get; private set; }

    public DashboardFigures Figures { get; private set; } = DashboardFigures.None;

    public IReadOnlyList<WorkRow> Work { get; private set; } = [];

    public string BooksName => Wording.Name(books.NameZh, books.NameEn);

    public Domain.Ledger.Money Amount(long minorUnits) => new(minorUnits, books.Currency);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Day = clock.Today();
        var read = await dashboard.Read(this.Actor(), Day, stop);
        if (read.IsRefused) return Forbid();
        Figures = read.Value;
        Work = (await worklist.Read(this.Actor(), Day, stop)).Value;
        return Page();
    }
}
