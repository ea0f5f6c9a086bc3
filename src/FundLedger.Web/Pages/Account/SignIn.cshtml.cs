using System.ComponentModel.DataAnnotations;
using FundLedger.Data.Access;
using FundLedger.Domain;
using FundLedger.UseCases.Access;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FundLedger.Web.Pages.Account;

[PublicPage("Nobody is signed in yet.")]
internal sealed class SignInModel(
    SignInManager<SignIn> signIn, AccessDb db, CurrentAccess currentAccess, SecurityLog log, SignInLimits limits, KnownDevices devices,
    UnknownName unknownName, IPasswordHasher<SignIn> hasher, IOptions<AccessOptions> options) : PageModel
{
    [BindProperty, Required, StringLength(256)]
    public string Name { get; set; } = "";

    [BindProperty, Required, StringLength(256)]
    public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true, Name = "signedOut")]
    public bool SignedOut { get; set; }

    public Refusal? Refusal { get; private set; }

    public string? DemoPassword => options.Value.DemoPassword;

    public IReadOnlyList<DemoSignIn> DemoSignIns { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (SignedInPerson.Find(User) is not null) return LocalRedirect(LocalAddress.Or(ReturnUrl, "/account"));
        await ListDemoSignIns(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        SignedOut = false;
        if (ModelState.IsValid)
        {
            var account = await signIn.UserManager.FindByNameAsync(Name);
            Refusal = await limits.Begin(Guess.Password, Name, account);
            if (Refusal is null && await Enter(account) is { } entered) return entered;
            await log.RecordAs(Name, Refusal is null ? SecurityLog.SignInFailed : SecurityLog.SignInLockedOut);
            Refusal ??= AccessRefusals.SignInNotRecognised();
        }

        await ListDemoSignIns(stop);
        return Page();
    }

    /// <summary>Null when name and password do not belong together.</summary>
    private async Task<IActionResult?> Enter(SignIn? account)
    {
        if (account is null)
        {
            unknownName.Check(hasher, Password);
            return null;
        }

        var result = await signIn.PasswordSignInAsync(account, Password, isPersistent: false, lockoutOnFailure: false);
        // Somebody the books do not let in is answered like somebody who is not there, in the same time.
        if (result.IsNotAllowed) unknownName.Check(hasher, Password);
        if (!result.Succeeded && !result.RequiresTwoFactor) return null;
        await limits.Succeeded(Guess.Password, account);
        if (result.RequiresTwoFactor) return RedirectToPage("/Account/SecondFactor", new { ReturnUrl });
        devices.Remember(HttpContext, account);
        await log.RecordAs(Name, SecurityLog.SignInSucceeded);
        return LocalRedirect(LocalAddress.Or(ReturnUrl, "/account/start"));
    }

    private async Task ListDemoSignIns(CancellationToken stop)
    {
        if (DemoPassword is null) return;
        var names = await db.Users.AsNoTracking().OrderBy(user => user.Id).Take(30).Select(user => new { user.UserName, user.PersonId })
            .ToListAsync(stop);
        var listed = new List<DemoSignIn>(names.Count);
        foreach (var row in names)
        {
            if (await currentAccess(row.PersonId, stop) is { } access)
                listed.Add(new DemoSignIn(row.UserName!, access.DisplayName, access.Roles));
        }

        DemoSignIns = listed;
    }
}

/// <summary>A line of the demo's list of people.</summary>
internal sealed record DemoSignIn(string Name, string DisplayName, IReadOnlyList<string> Roles);
