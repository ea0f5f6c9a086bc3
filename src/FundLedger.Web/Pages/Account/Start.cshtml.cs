using FundLedger.UseCases.Access;
using FundLedger.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Account;

/// <summary>Leads to the first page that is open to the person; a request of its own, for the roles are known only after sign-in.</summary>
[Authorize(Policies.SignedIn)]
internal sealed class StartModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect(Navigation.Start(User));
}
