using FundLedger.Domain;
using FundLedger.Reports;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Display;
using FundLedger.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Reports;

[Authorize(Policies.SeeReports)]
internal sealed class ManualVouchersModel(ManualVoucherReport report, ServedAccount books) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "from")]
    public LocalDate? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public LocalDate? To { get; set; }

    public ManualVoucherExceptions? Report { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? format, CancellationToken stop)
    {
        if (!ModelState.IsValid) return Page();
        var result = await report.Run(new ManualVoucherParameters(books.Id, From, To), stop);
        (Refusal, Report) = (result.Refusal, result.IsRefused ? null : result.Value);
        return Report is not null && ListExport.Wanted(format) ? TableDownload.Of(ManualVoucherTable.Of(Report), format!) : Page();
    }
}
