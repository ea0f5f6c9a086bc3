using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Reports;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Display;
using FundLedger.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Reports;

/// <summary>Central money by the day on which it lapses, and what is proposed for it.</summary>
[Authorize(Policies.SeeReports)]
internal sealed class LapsingModel(LapsingReport report, ServedAccount books, IClock clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "stage")]
    public LapseStage? Stage { get; set; }

    [FromQuery(Name = "page")]
    public int? Number { get; set; }

    /// <summary>All of it, for the sums above the list.</summary>
    public LapsingMoney? Whole { get; private set; }

    public PageOf<LapsingLot> Rows { get; private set; } = new([], 1, Paging.DefaultSize, 0);

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? format, CancellationToken stop)
    {
        var read = await report.Run(new LapsingParameters(books.Id, clock.Today()), stop);
        Refusal = read.Refusal;
        if (read.IsRefused) return Page();
        Whole = read.Value;
        var shown = Stage is { } stage && Enum.IsDefined(stage) ? read.Value.Of(stage) : read.Value;
        if (ListExport.Wanted(format)) return TableDownload.Of(LapsingTable.Of(shown), format!);
        var page = Paging.Within(Number ?? 1, Paging.DefaultSize, shown.Lots.Count);
        Rows = new PageOf<LapsingLot>(
            [.. shown.Lots.Skip((page - 1) * Paging.DefaultSize).Take(Paging.DefaultSize)], page, Paging.DefaultSize, shown.Lots.Count);
        return Page();
    }
}
