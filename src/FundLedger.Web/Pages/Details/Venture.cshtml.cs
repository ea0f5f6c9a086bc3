using FundLedger.UseCases.Access;
using FundLedger.UseCases.Details;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Details;

[Authorize(Policies.SeeDisbursements)]
internal sealed class VentureModel(VentureDetails details) : PageModel
{
    public Detail Detail { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken stop)
    {
        var read = await details.Read(this.Actor(), code, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } found) return NotFound();
        Detail = found;
        return Page();
    }
}
