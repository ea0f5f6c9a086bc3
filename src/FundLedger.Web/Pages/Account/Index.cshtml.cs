using FundLedger.UseCases.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Account;

[Authorize(Policies.SignedIn)]
internal sealed class IndexModel : PageModel
{
    [BindProperty(SupportsGet = true, Name = "passwordChanged")]
    public bool PasswordChanged { get; set; }
}
