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
internal sealed class SecondFactorModel(
    SignInManager<SignIn> signIn, SecurityLog log, SignInLimits limits, KnownDevices devices) : PageModel
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

        Refusal = await limits.Begin(Guess.Code, person.UserName!, person);
        if (Refusal is null && await Accepted())
        {
            await limits.Succeeded(Guess.Code, person);
            devices.Remember(HttpContext, person);
            if (Recovery) await log.RecordAs(person.UserName, SecurityLog.RecoveryCodeUsed);
            await log.RecordAs(person.UserName, SecurityLog.SignInSucceeded);
            return LocalRedirect(LocalAddress.Or(ReturnUrl, "/account/start"));
        }

        await log.RecordAs(person.UserName, Refusal is null ? SecurityLog.SecondFactorFailed : SecurityLog.SignInLockedOut);
        Refusal ??= Recovery ? AccessRefusals.RecoveryCodeNotAccepted() : AccessRefusals.OneTimeCodeNotAccepted();
        return Page();
    }

    private async Task<bool> Accepted()
    {
        var code = Typed.Code(Code);
        var result = Recovery
            ? await signIn.TwoFactorRecoveryCodeSignInAsync(code)
            : await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false);
        return result.Succeeded;
    }
}

/// <summary>Codes as people type them: with spaces, in full width, in small letters.</summary>
internal static class Typed
{
    public static string Code(string typed) =>
        FullWidth.ToAscii(typed).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
