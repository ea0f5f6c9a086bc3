using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.People.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.People;

/// <summary>Where administrators start: what waits for them. No amounts.</summary>
[Authorize(Policies.ManagePeople)]
internal sealed class AdministrationModel(PeopleWaiting waiting, ServedAccount books) : PageModel
{
    public WaitingForAdministrators Waiting { get; private set; } = null!;

    public string BooksName => Wording.Name(books.NameZh, books.NameEn);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var read = await waiting.Read(this.Actor(), stop);
        if (read.IsRefused) return Forbid();
        Waiting = read.Value;
        return Page();
    }
}
