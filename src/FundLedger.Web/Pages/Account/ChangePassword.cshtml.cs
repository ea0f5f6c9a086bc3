using System.ComponentModel.DataAnnotations;
using FundLedger.Data.Access;
using FundLedger.Domain;
using FundLedger.UseCases.Access;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Account;

[Authorize(Policies.SignedIn)]
internal sealed class ChangePasswordModel(SignInManager<SignIn> signIn, SecurityLog log, SignInLimits limits) : PageModel
{
    [BindProperty, Required, StringLength(256)]
    public string Current { get; set; } = "";

    [BindProperty, Required, StringLength(256)]
    public string New { get; set; } = "";

    [BindProperty, Required, StringLength(256)]
    public string Repeated { get; set; } = "";

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        Refusal = await Change();
        if (Refusal is null) return RedirectToPage("/Account/Index", new { passwordChanged = true });
        await log.Record(Refusal);
        return Page();
    }

    private async Task<Refusal?> Change()
    {
        if (New != Repeated) return AccessRefusals.PasswordsDiffer();
        var person = await signIn.UserManager.GetUserAsync(User)
            ?? throw new InvalidOperationException("The session's sign-in no longer exists.");
        // Who has found a session open guesses here.
        if (await limits.Begin(Guess.Password, person.UserName!, person) is { } paused) return paused;
        var changed = await signIn.UserManager.ChangePasswordAsync(person, Current, New);
        if (changed.Errors.All(error => error.Code != nameof(IdentityErrorDescriber.PasswordMismatch)))
            await limits.Succeeded(Guess.Password, person);
        if (!changed.Succeeded) return AccessRefusals.Of(changed.Errors.First());
        await signIn.RefreshSignInAsync(person);
        await log.Record(SecurityLog.PasswordChanged);
        return null;
    }
}
