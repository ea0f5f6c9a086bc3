using FundLedger.Domain;
using FundLedger.Reports;
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
internal sealed class TrialBalanceModel(TrialBalanceReport report, ReportChoices choices, ServedAccount books) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "asOf")]
    public LocalDate? AsOf { get; set; }

    [BindProperty(SupportsGet = true, Name = "fund")]
    public string? Fund { get; set; }

    [BindProperty(SupportsGet = true, Name = "byFund")]
    public bool ByFund { get; set; }

    /// <summary>Only what was recorded by then.</summary>
    [BindProperty(SupportsGet = true, Name = "knownAt")]
    public Instant? KnownAt { get; set; }

    [BindProperty(SupportsGet = true, Name = "beforeClosing")]
    public bool BeforeClosing { get; set; }

    public TrialBalance? Report { get; private set; }

    public Refusal? Refusal { get; private set; }

    public IReadOnlyList<FundChoice> Funds { get; private set; } = [];

    /// <summary>The general ledger of the row's account, of the same fund and up to the same date.</summary>
    public string LedgerOf(TrialBalanceRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return $"/reports/general-ledger?account={Uri.EscapeDataString(row.Account.Code)}"
            + ((row.Fund ?? Report?.Fund) is { } fund ? $"&fund={Uri.EscapeDataString(fund.Code)}" : "")
            + (AsOf is { } day ? $"&to={Wording.Iso(day)}" : "");
    }

    public async Task<IActionResult> OnGetAsync(string? format, CancellationToken stop)
    {
        var funds = await choices.Funds(this.Actor(), stop);
        if (funds.IsRefused) return Forbid();
        Funds = funds.Value;
        if (!ModelState.IsValid) return Page();
        var result = await report.Run(new TrialBalanceParameters(books.Id, AsOf, Fund, ByFund, KnownAt, BeforeClosing), stop);
        (Refusal, Report) = (result.Refusal, result.IsRefused ? null : result.Value);
        return Report is not null && ListExport.Wanted(format) ? TableDownload.Of(TrialBalanceTable.Of(Report), format!) : Page();
    }
}
