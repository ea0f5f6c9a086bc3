using System.ComponentModel.DataAnnotations;
using FundLedger.Data.Access;
using FundLedger.Domain;
using FundLedger.UseCases.Access;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace FundLedger.Web.Pages.Account;

/// <summary>An invited person sets a password by a link that works once, and is signed in.</summary>
[PublicPage("The link is the proof: 256 random bits, for a week and once.")]
internal sealed class InvitationModel(
    TakeUpInvitation invitation, SignInManager<SignIn> signIn, CurrentAccess currentAccess, KnownDevices devices, SecurityLog log,
    IOptions<AccessOptions> options) : PageModel
{
    private const string Start = "/account/start";

    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    [BindProperty, Required, StringLength(AccessRegistration.LongestPassword)]
    public string New { get; set; } = "";

    [BindProperty, Required, StringLength(AccessRegistration.LongestPassword)]
    public string Repeated { get; set; } = "";

    /// <summary>Whose link it is; null where it opens nothing.</summary>
    public OpenInvitation? Open { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        await Look(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Look(stop) || !ModelState.IsValid) return Page();
        var set = New == Repeated ? await invitation.Run(Token, New, stop) : AccessRefusals.PasswordsDiffer();
        if (set.IsRefused)
        {
            Refusal = set.Refusal;
            await log.RecordAs(Open!.SignInName, Refusal.Code);
            return Page();
        }

        var person = set.Value;
        await signIn.SignInAsync(person, isPersistent: false);
        devices.Remember(HttpContext, person);
        await log.RecordAs(person.UserName, SecurityLog.InvitationAccepted);
        return LocalRedirect(await NeedsSecondFactor(person, stop)
            ? $"/account/second-factor/set-up?returnUrl={Uri.EscapeDataString(Start)}"
            : Start);
    }

    /// <summary>False when the link opens nothing; the refusal says why.</summary>
    private async Task<bool> Look(CancellationToken stop)
    {
        var open = await invitation.Look(Token, stop);
        if (open.IsRefused)
        {
            Refusal = open.Refusal;
            await log.RecordAs(null, Refusal.Code);
            return false;
        }

        Open = open.Value;
        return true;
    }

    /// <summary>Roles that come later ask for it by themselves, when they are used.</summary>
    private async Task<bool> NeedsSecondFactor(SignIn person, CancellationToken stop)
    {
        if (!options.Value.RequireTotp) return false;
        var roles = (await currentAccess(person.PersonId, stop))?.Roles ?? [];
        return roles.SelectMany(Policies.Of).Any(name => Policies.All.Single(policy => policy.Name == name).NeedsSecondFactor);
    }
}
