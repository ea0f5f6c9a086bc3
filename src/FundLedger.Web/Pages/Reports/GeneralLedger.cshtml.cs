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

/// <summary>The general ledger of one account: every posting with the balance after it.</summary>
[Authorize(Policies.SeeReports)]
internal sealed class GeneralLedgerModel(GeneralLedgerReport report, ReportChoices choices, ServedAccount books) : PageModel
{
    private const int LinesOnPage = 50;

    [BindProperty(SupportsGet = true, Name = "account")]
    public string? Account { get; set; }

    [BindProperty(SupportsGet = true, Name = "fund")]
    public string? Fund { get; set; }

    [BindProperty(SupportsGet = true, Name = "from")]
    public LocalDate? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public LocalDate? To { get; set; }

    [FromQuery(Name = "page")]
    public int? Number { get; set; }

    /// <summary>Null until an account is chosen.</summary>
    public GeneralLedger? Report { get; private set; }

    public Refusal? Refusal { get; private set; }

    public IReadOnlyList<FundChoice> Funds { get; private set; } = [];

    public IReadOnlyList<AccountChoice> Accounts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? format, CancellationToken stop)
    {
        var accounts = await choices.Accounts(this.Actor(), stop);
        if (accounts.IsRefused) return Forbid();
        (Accounts, Funds) = (accounts.Value, (await choices.Funds(this.Actor(), stop)).Value);
        if (!ModelState.IsValid || Account is null) return Page();
        var parameters = new GeneralLedgerParameters(books.Id, Account, From, To, Fund, Math.Max(1, Number ?? 1), LinesOnPage);
        var result = await report.Run(parameters, stop);
        if (!result.IsRefused && result.Value.Total > 0 && result.Value.Lines.Count == 0)
        {
            // A page beyond the end, from an address kept while the filter changed.
            result = await report.Run(parameters with { Page = result.Value.Pages }, stop);
        }

        (Refusal, Report) = (result.Refusal, result.IsRefused ? null : result.Value);
        if (Report is null || !ListExport.Wanted(format)) return Page();
        if (Report.Total <= ListExport.LongestList)
        {
            var whole = await report.Run(parameters with { Page = 1, Size = ListExport.LongestList }, stop);
            return TableDownload.Of(GeneralLedgerTable.Of(whole.Value), format!);
        }

        Refusal = DisplayRefusals.ListTooLong(Report.Total, ListExport.LongestList);
        return Page();
    }
}
