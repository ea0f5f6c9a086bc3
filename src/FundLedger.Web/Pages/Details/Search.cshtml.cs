using FundLedger.UseCases.Access;
using FundLedger.UseCases.Details;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Details;

/// <summary>One field for everything; what is found alone is opened at once.</summary>
[Authorize(Policies.SignedIn)]
internal sealed class SearchModel(SearchEverything search) : PageModel
{
    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    public IReadOnlyList<Found> Found { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Text)) return Page();
        var read = await search.Find(this.Actor(), Text, stop);
        if (read.IsRefused) return Forbid();
        Found = read.Value;
        return Found is [var only] ? LocalRedirect(only.Address) : Page();
    }
}
