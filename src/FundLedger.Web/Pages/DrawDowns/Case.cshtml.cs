using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Contributions.Reads;
using FundLedger.UseCases.Workflow;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.DrawDowns;

/// <summary>One draw-down with what its approval would book, the budgets it draws on, and the steps the person may take.</summary>
[Authorize(Policies.SeeDrawDowns)]
internal sealed class CaseModel(DrawDownCase cases, DecideDrawDown decide) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "code")]
    public string Code { get; set; } = "";

    public DrawDownStory Story { get; private set; } = null!;

    public StepsOffered<DrawDownState, DrawDownTrigger> Steps { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    /// <summary>The step that has just been taken, to say so.</summary>
    [FromQuery(Name = "done")]
    public DrawDownTrigger? Done { get; set; }

    /// <summary>What a refused step had as its reason, so that it need not be typed again.</summary>
    public string? Reason { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Show(stop);

    public async Task<IActionResult> OnPostAsync(
        [Required(ErrorMessage = "StepMissing")] DrawDownTrigger? trigger, [FormKey] string? key, int? revision, string? reason,
        CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var moved = await decide.Run(new DrawDownStepRequest(key!, Code, trigger!.Value, revision, reason), this.Actor(), stop);
        if (moved.Refusal.IsNotPermitted()) return Forbid();
        if (!moved.IsRefused) return RedirectToPage(new { code = Code, done = trigger });
        (Refusal, Reason) = (moved.Refusal, reason);
        return await Show(stop);
    }

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        var read = await cases.Read(this.Actor(), Code, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } story) return NotFound();
        (Story, Steps) = (story, StepsOffered.To(this.Actor(), DrawDownWorkflow.Table, story.DrawDown));
        return Page();
    }
}
