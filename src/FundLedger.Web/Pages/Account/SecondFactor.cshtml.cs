using System.ComponentModel.DataAnnotations;
using FundLedger.Data.Access;
using FundLedger.Domain;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Account;

[PublicPage("The second half of signing in: the password was right, the session has not begun.")]
internal sealed class SecondFactorModel(SignInManager<SignIn> signIn, SecurityLog log) : PageModel
{
    [BindProperty, Required, StringLength(32)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether a recovery code is asked for instead of a one-time code.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Recovery { get; set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? RedirectToPage("/Account/SignIn", new { ReturnUrl }) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } person)
            return RedirectToPage("/Account/SignIn", new { ReturnUrl });
        if (!ModelState.IsValid) return Page();

        var code = Typed.Code(Code);
        var result = Recovery
            ? await signIn.TwoFactorRecoveryCodeSignInAsync(code)
            : await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false);
        if (result.Succeeded)
        {
            if (Recovery) await log.RecordAs(person.UserName, SecurityLog.RecoveryCodeUsed);
            await log.RecordAs(person.UserName, SecurityLog.SignInSucceeded);
            return LocalRedirect(LocalAddress.Or(ReturnUrl, "/account/start"));
        }

        // The framework counts wrong one-time codes; wrong recovery codes it would allow without end.
        if (Recovery && !result.IsLockedOut) await signIn.UserManager.AccessFailedAsync(person);
        await log.RecordAs(person.UserName, result.IsLockedOut ? SecurityLog.SignInLockedOut : SecurityLog.SecondFactorFailed);
        Refusal = result.IsLockedOut ? AccessRefusals.SignInPaused(AccessRegistration.LockoutMinutes)
            : Recovery ? AccessRefusals.RecoveryCodeNotAccepted() : AccessRefusals.OneTimeCodeNotAccepted();
        return Page();
    }
}

/// <summary>Codes as people type them: with spaces, in full width, in small letters.</summary>
internal static class Typed
{
    public static string Code(string typed) =>
        FullWidth.ToAscii(typed).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
