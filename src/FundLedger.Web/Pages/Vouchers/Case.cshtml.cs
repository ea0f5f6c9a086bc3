using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Vouchers;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Vouchers;
using FundLedger.UseCases.Vouchers.Reads;
using FundLedger.UseCases.Workflow;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Vouchers;

/// <summary>One manual voucher with what it would book, and the steps the person who looks may take.</summary>
[Authorize(Policies.SeeJournal)]
internal sealed class CaseModel(ManualVoucherCase cases, DecideManualVoucher decide) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "code")]
    public string Code { get; set; } = "";

    public ManualVoucherStory Story { get; private set; } = null!;

    public StepsOffered<ManualVoucherState, ManualVoucherTrigger> Steps { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    /// <summary>The step that has just been taken, to say so.</summary>
    [FromQuery(Name = "done")]
    public ManualVoucherTrigger? Done { get; set; }

    /// <summary>What a refused step had as its reason, so that it need not be typed again.</summary>
    public string? Reason { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int page, CancellationToken stop) => await Show(page, stop);

    public async Task<IActionResult> OnPostAsync(
        [Required(ErrorMessage = "StepMissing")] ManualVoucherTrigger? trigger, [FormKey] string? key, int? revision, string? reason,
        CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(1, stop);
        var moved = await decide.Run(new ManualVoucherStepRequest(key!, Code, trigger!.Value, revision, reason), this.Actor(), stop);
        if (moved.Refusal.IsNotPermitted()) return Forbid();
        if (!moved.IsRefused) return RedirectToPage(new { code = Code, done = trigger });
        (Refusal, Reason) = (moved.Refusal, reason);
        return await Show(1, stop);
    }

    private async Task<IActionResult> Show(int page, CancellationToken stop)
    {
        var read = await cases.Read(this.Actor(), Code, page, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } story) return NotFound();
        (Story, Steps) = (story, StepsOffered.To(this.Actor(), ManualVoucherWorkflow.Table, story.Voucher));
        return Page();
    }
}
