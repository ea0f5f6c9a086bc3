using FundLedger.Domain;
using FundLedger.Reports;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Display;
using FundLedger.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Reports;

/// <summary>What central programmes have allocated, and what has become of it.</summary>
[Authorize(Policies.SeeReports)]
internal sealed class AllocationsModel(AllocationReport report, ServedAccount books) : PageModel
{
    /// <summary>Of the common era; the choice shows it as the reader counts years.</summary>
    [BindProperty(SupportsGet = true, Name = "year")]
    public int? Year { get; set; }

    public Allocations? Report { get; private set; }

    /// <summary>The years that have a budget, the latest first.</summary>
    public IReadOnlyList<int> Years { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? format, CancellationToken stop)
    {
        var all = await report.Run(new AllocationParameters(books.Id), stop);
        Refusal = all.Refusal;
        if (all.IsRefused) return Page();
        Years = [.. all.Value.Versions.Select(version => version.FiscalYear).Distinct().OrderDescending()];
        if (!ModelState.IsValid) return Page();
        Report = Year is { } year ? all.Value.Of(year) : all.Value;
        return ListExport.Wanted(format) ? TableDownload.Of(AllocationTable.Of(Report), format!) : Page();
    }
}
