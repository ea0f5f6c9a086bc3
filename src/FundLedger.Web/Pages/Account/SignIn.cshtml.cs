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
using NodaTime;

namespace FundLedger.Web.Pages.Account;

[PublicPage("Nobody is signed in yet.")]
internal sealed class SignInModel(
    SignInManager<SignIn> signIn, AccessDb db, CurrentAccess currentAccess, SecurityLog log,
    IPasswordHasher<SignIn> hasher, IOptions<AccessOptions> options, IClock clock) : PageModel
{
    private static readonly Lazy<string> UnknownNameHash = new(
        () => new PasswordHasher<SignIn>().HashPassword(new SignIn(), "nobody's password"));

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
            // An unknown name costs as much time as a known one, so that the clock does not tell them apart.
            if (account is null) hasher.VerifyHashedPassword(new SignIn(), UnknownNameHash.Value, Password);
            var result = account is null
                ? Microsoft.AspNetCore.Identity.SignInResult.Failed
                : await signIn.PasswordSignInAsync(account, Password, isPersistent: false, lockoutOnFailure: true);
            if (result.RequiresTwoFactor) return RedirectToPage("/Account/SecondFactor", new { ReturnUrl });
            if (result.Succeeded)
            {
                await log.RecordAs(Name, SecurityLog.SignInSucceeded);
                return LocalRedirect(LocalAddress.Or(ReturnUrl, "/account/start"));
            }

            await log.RecordAs(Name, result.IsLockedOut ? SecurityLog.SignInLockedOut : SecurityLog.SignInFailed);
            Refusal = result.IsLockedOut ? AccessRefusals.SignInPaused(MinutesLeft(account!)) : AccessRefusals.SignInNotRecognised();
        }

        await ListDemoSignIns(stop);
        return Page();
    }

    private int MinutesLeft(SignIn locked) => locked.LockoutEnd is { } end
        ? Math.Max(1, (int)Math.Ceiling((Instant.FromDateTimeOffset(end) - clock.GetCurrentInstant()).TotalMinutes))
        : AccessRegistration.LockoutMinutes;

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
