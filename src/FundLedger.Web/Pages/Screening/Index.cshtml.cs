using FundLedger.Domain;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Screening;
using FundLedger.UseCases.Screening.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Screening;

/// <summary>The rules and lists by which gifts are screened, and the open gifts that are found.</summary>
[Authorize(Policies.SeeContributions)]
internal sealed class IndexModel(ScreeningOverview overview, RunScreening run) : PageModel
{
    [FromQuery(Name = "page")]
    public int PageNumber { get; set; }

    /// <summary>How many gifts were screened just now, to say so.</summary>
    [FromQuery(Name = "screened")]
    public int? Screened { get; set; }

    [FromQuery(Name = "changed")]
    public int? Changed { get; set; }

    public ScreeningStory Story { get; private set; } = null!;

    public bool MayRun { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        MayRun = RunScreening.Policy.Permits(this.Actor());
        var read = await overview.Read(this.Actor(), PageNumber, Paging.DefaultSize, stop);
        if (read.IsRefused) return Forbid();
        Story = read.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FormKey] string? key, CancellationToken stop)
    {
        if (!ModelState.IsValid) return await OnGetAsync(stop);
        var done = await run.Run(key!, this.Actor(), stop);
        if (done.Refusal.IsNotPermitted()) return Forbid();
        if (!done.IsRefused) return RedirectToPage(new { screened = done.Value.Screened, changed = done.Value.Changed });
        Refusal = done.Refusal;
        return await OnGetAsync(stop);
    }
}
