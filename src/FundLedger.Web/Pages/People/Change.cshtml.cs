using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.People;
using FundLedger.UseCases.People.Reads;
using FundLedger.UseCases.Workflow;
using FundLedger.Web.Access;
using FundLedger.Web.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.People;

/// <summary>One access change, and the steps the person who looks may take.</summary>
[Authorize(Policies.SeePeople)]
internal sealed class ChangeModel(AccessChangeCase cases, DecideAccessChange decide, InvitationMail mail) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "code")]
    public string Code { get; set; } = "";

    public AccessChangeStory Story { get; private set; } = null!;

    public StepsOffered<AccessChangeState, AccessChangeTrigger> Steps { get; private set; } = null!;

    public DeliveredLink? Link { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>The step that has just been taken, to say so.</summary>
    [FromQuery(Name = "done")]
    public AccessChangeTrigger? Done { get; set; }

    /// <summary>What a refused step had as its reason, so that it need not be typed again.</summary>
    public string? Reason { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Show(stop);

    public async Task<IActionResult> OnPostAsync(
        [Required(ErrorMessage = "StepMissing")] AccessChangeTrigger? trigger, [FormKey] string? key, int? revision, string? reason,
        CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var moved = await decide.Run(new AccessChangeStepRequest(key!, Code, trigger!.Value, revision, reason), this.Actor(), stop);
        if (moved.Refusal.IsNotPermitted()) return Forbid();
        if (moved.IsRefused)
        {
            (Refusal, Reason) = (moved.Refusal, reason);
            return await Show(stop);
        }

        // A link is shown once, and in no address that a browser remembers.
        if (moved.Value.Link is not { } link) return RedirectToPage(new { code = Code, done = trigger });
        (Done, Link) = (trigger, await mail.Deliver(Request, link, stop));
        return await Show(stop);
    }

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        var read = await cases.Read(this.Actor(), Code, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } story) return NotFound();
        (Story, Steps) = (story, AccessChangeSteps.OfferedTo(this.Actor(), story.Change));
        return Page();
    }
}
