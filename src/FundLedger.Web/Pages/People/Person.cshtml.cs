using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.People;
using FundLedger.UseCases.People.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.People;

/// <summary>One person, with what an administrator may do alone and what they may ask another one for.</summary>
[Authorize(Policies.SeePeople)]
internal sealed class PersonModel(
    PersonCase cases, InvitePerson invite, DisablePerson disable, RequestAccessChange request, ChangePersonEmail changeEmail,
    CompanyChoices companies, InvitationMail mail, IAuthorizationService authorization) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "name")]
    public string Name { get; set; } = "";

    public PersonStory Story { get; private set; } = null!;

    public IReadOnlyList<CompanyChoice> Companies { get; private set; } = [];

    public bool MayManage { get; private set; }

    public DeliveredLink? Link { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>What of a refused request need not be typed again.</summary>
    public AccessChangeRequest? Refused { get; private set; }

    /// <summary>An address that was refused, so that it need not be typed again.</summary>
    public string? RefusedEmail { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Show(stop);

    public async Task<IActionResult> OnPostInviteAsync([FormKey] string? key, CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var done = await invite.Run(new InvitePersonRequest(key!, Name), this.Actor(), stop);
        if (done.Refusal.IsNotPermitted()) return Forbid();
        if (done.IsRefused) Refusal = done.Refusal;
        else Link = await mail.Deliver(Request, done.Value, stop);
        return await Show(stop);
    }

    public async Task<IActionResult> OnPostEmailAsync(
        [FormKey] string? key, [StringLength(PersonRules.MaximumEmailLength)] string? email, CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var done = await changeEmail.Run(new ChangePersonEmailRequest(key!, Name, email), this.Actor(), stop);
        if (done.Refusal.IsNotPermitted()) return Forbid();
        if (!done.IsRefused) return RedirectToPage(new { name = Name });
        (Refusal, RefusedEmail) = (done.Refusal, email);
        return await Show(stop);
    }

    public async Task<IActionResult> OnPostDisableAsync([FormKey] string? key, [StringLength(500)] string? reason, CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var done = await disable.Run(new DisablePersonRequest(key!, Name, reason), this.Actor(), stop);
        if (done.Refusal.IsNotPermitted()) return Forbid();
        if (!done.IsRefused) return RedirectToPage(new { name = Name });
        Refusal = done.Refusal;
        return await Show(stop);
    }

    public async Task<IActionResult> OnPostRequestAsync(
        [Required(ErrorMessage = "StepMissing")] AccessChangeKind? kind, [FormKey] string? key, string? role, string? company,
        LocalDate? from, LocalDate? to, long? holding, [StringLength(1000)] string? reason, CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var asked = new AccessChangeRequest(
            key!, Name, kind!.Value, role, string.IsNullOrEmpty(company) ? null : company, from, to, holding, reason);
        var done = await request.Run(asked, this.Actor(), stop);
        if (done.Refusal.IsNotPermitted()) return Forbid();
        if (!done.IsRefused)
        {
            return RedirectToPage("/People/Change", new
            {
                code = done.Value.Code,
                done = done.Value.State == AccessChangeState.Approved ? AccessChangeTrigger.Appoint : AccessChangeTrigger.Request,
            });
        }

        (Refusal, Refused) = (done.Refusal, asked);
        return await Show(stop);
    }

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        var read = await cases.Read(this.Actor(), Name, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } story) return NotFound();
        Story = story;
        MayManage = await authorization.May(User, Policies.ManagePeople);
        if (MayManage && await companies.Read(this.Actor(), stop) is { IsRefused: false } known) Companies = known.Value;
        return Page();
    }
}
