using System.ComponentModel.DataAnnotations;
using FundLedger.Data.Access;
using FundLedger.Domain;
using FundLedger.UseCases.Access;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Account;

[Authorize(Policies.SignedIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SetUpSecondFactorModel(SignInManager<SignIn> signIn, SecurityLog log) : PageModel
{
    private const int RecoveryCodeCount = 10;
    private const int KeyGroup = 4;

    [BindProperty, Required, StringLength(32)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public Refusal? Refusal { get; private set; }

    public bool IsOn { get; private set; }

    /// <summary>The secret in groups of four, for typing.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The address of the QR code's image.</summary>
    public string QrCode { get; private set; } = "";

    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public string Next => LocalAddress.Or(ReturnUrl, "/account");

    public async Task OnGetAsync() => await Show(await Person());

    public async Task<IActionResult> OnPostAsync()
    {
        var person = await Person();
        var people = signIn.UserManager;
        if (person.TwoFactorEnabled || !ModelState.IsValid)
        {
            await Show(person);
            return Page();
        }

        if (!await people.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, Typed.Code(Code)))
        {
            Refusal = AccessRefusals.OneTimeCodeNotAccepted();
            await log.Record(Refusal);
            await Show(person);
            return Page();
        }

        // Changes the security stamp: sessions started elsewhere without the code end.
        (await people.SetTwoFactorEnabledAsync(person, true)).OrThrow();
        RecoveryCodes = [.. await people.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodeCount) ?? []];
        await signIn.RefreshSignInAsync(person);
        await log.Record(SecurityLog.SecondFactorEnrolled);
        return Page();
    }

    private async Task<SignIn> Person() => await signIn.UserManager.GetUserAsync(User)
        ?? throw new InvalidOperationException("The session's sign-in no longer exists.");

    private async Task Show(SignIn person)
    {
        IsOn = person.TwoFactorEnabled;
        if (IsOn) return;
        var people = signIn.UserManager;
        var secret = await people.GetAuthenticatorKeyAsync(person);
        if (string.IsNullOrEmpty(secret))
        {
            (await people.ResetAuthenticatorKeyAsync(person)).OrThrow();
            await signIn.RefreshSignInAsync(person);
            secret = await people.GetAuthenticatorKeyAsync(person);
        }

        Key = string.Join(' ', secret!.Chunk(KeyGroup).Select(group => new string(group)));
        var address = $"otpauth://totp/FundLedger:{Uri.EscapeDataString(person.UserName!)}?secret={secret}&issuer=FundLedger";
        QrCode = QrPicture.Address(address);
    }
}
