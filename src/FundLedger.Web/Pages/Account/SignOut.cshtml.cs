using FundLedger.Data.Access;
using FundLedger.UseCases.Access;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Account;

/// <summary>Ends the session by a post only, so that no foreign page or prefetch signs a person out.</summary>
[Authorize(Policies.SignedIn)]
internal sealed class SignOutModel(SignInManager<SignIn> signIn, Sessions sessions, SecurityLog log) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/account");

    public async Task<IActionResult> OnPostAsync()
    {
        await log.Record(SecurityLog.SignedOut);
        await sessions.End((await HttpContext.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties);
        await signIn.SignOutAsync();
        return RedirectToPage("/Account/SignIn", new { signedOut = true });
    }
}
