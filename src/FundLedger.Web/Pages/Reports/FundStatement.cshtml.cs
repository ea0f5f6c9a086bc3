using FundLedger.Domain;
using FundLedger.Reports;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Funds.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using FundLedger.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Reports;

[Authorize(Policies.SeeReports)]
internal sealed class FundStatementModel(FundStatementReport report, ReportChoices choices, ServedAccount books, IClock clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "from")]
    public LocalDate? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public LocalDate? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "fund")]
    public string? Fund { get; set; }

    /// <summary>Only what was recorded by then.</summary>
    [BindProperty(SupportsGet = true, Name = "knownAt")]
    public Instant? KnownAt { get; set; }

    public FundStatement? Report { get; private set; }

    public Refusal? Refusal { get; private set; }

    public IReadOnlyList<FundChoice> Funds { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? format, CancellationToken stop)
    {
        var funds = await choices.Funds(this.Actor(), stop);
        if (funds.IsRefused) return Forbid();
        Funds = funds.Value;
        if (!ModelState.IsValid) return Page();
        // Without dates: the present fiscal year, which is the calendar year, until today.
        To ??= clock.Today();
        From ??= new LocalDate(To.Value.Year, 1, 1);
        var result = await report.Run(new FundStatementParameters(books.Id, From.Value, To.Value, Fund, KnownAt), stop);
        (Refusal, Report) = (result.Refusal, result.IsRefused ? null : result.Value);
        return Report is not null && ListExport.Wanted(format) ? TableDownload.Of(FundStatementTable.Of(Report), format!) : Page();
    }
}
