using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FundLedger.Web.Pages;

/// <summary>Today's balances and the cases that wait for a step.</summary>
[Authorize(Policies.SeeDashboard)]
internal sealed class IndexModel(AuthorizedReader reader, ServedAccount books, IClock clock, IOptions<AccessOptions> access) : PageModel
{
    public bool IsDemo => access.Value.DemoPassword is not null;

    public LocalDate Day { get; private set; }

    public IReadOnlyList<FundPosition> Funds { get; private set; } = [];

    public WaitingQueue Queue { get; private set; } = WaitingQueue.Empty;

    public IReadOnlyList<BankPosition> Banks { get; private set; } = [];

    public IReadOnlyList<OverdueReturn> Overdue { get; private set; } = [];

    public IReadOnlyList<YearFlow> Years { get; private set; } = [];

    public string BooksName => Wording.Name(books.NameZh, books.NameEn);

    public Domain.Ledger.Money Amount(long minorUnits) => new(minorUnits, books.Currency);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Day = clock.Today();
        var read = await reader.Read(Policies.SeeDashboard, this.Actor(), async db =>
        {
            var now = new Overview(db);
            Funds = await now.Funds(stop);
            Queue = await now.Queue(Day, stop);
            Banks = await now.Banks(stop);
            Overdue = await now.Overdue(Day, stop);
            Years = await now.Years(stop);
            return true;
        }, stop);
        return read.IsRefused ? Forbid() : Page();
    }
}
