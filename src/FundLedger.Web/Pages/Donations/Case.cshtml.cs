using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Donations;
using FundLedger.UseCases.Donations.Reads;
using FundLedger.UseCases.Workflow;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Donations;

/// <summary>One donation: what was said, how it was screened, what became of it, and the steps the person who looks may take.</summary>
[Authorize(Policies.SeeOwnContributions)]
internal sealed class CaseModel(DonationCase cases, AdvanceDonation advance, ServedAccount books) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "code")]
    public string Code { get; set; } = "";

    public DonationStory Story { get; private set; } = null!;

    public StepsOffered<DonationState, DonationTrigger> Steps { get; private set; } = null!;

    /// <summary>Whether the person sees what the office finds.</summary>
    public bool SeesReview { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>The step that has just been taken, to say so.</summary>
    [FromQuery(Name = "done")]
    public DonationTrigger? Done { get; set; }

    /// <summary>What a refused step had as its reason, so that it need not be typed again.</summary>
    public string? Reason { get; private set; }

    public Money Amount(long minorUnits) => new(minorUnits, books.Currency);

    public Task<IActionResult> OnGetAsync(CancellationToken stop) => Show(stop);

    public async Task<IActionResult> OnPostAsync(
        [Required(ErrorMessage = "StepMissing")] DonationTrigger? trigger, [FormKey] string? key, int? revision, string? reason,
        CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var moved = await advance.Run(new DonationStepRequest(key!, Code, trigger!.Value, revision, reason), this.Actor(), stop);
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
        (Story, Steps) = (story, DonationSteps.OfferedTo(this.Actor(), story.Donation));
        SeesReview = VisibleDonations.SeesReview(this.Actor());
        return Page();
    }
}
