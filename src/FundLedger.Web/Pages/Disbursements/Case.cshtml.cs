using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Disbursements;
using FundLedger.UseCases.Disbursements.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Disbursements;

/// <summary>One disbursement with its whole story, and the steps the person who looks may take.</summary>
[Authorize(Policies.SeeDisbursements)]
internal sealed class CaseModel(
    DisbursementCase cases, IClock clock, IAuthorizationService authorization, AdvanceDisbursement advanceDisbursement) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "code")]
    public string Code { get; set; } = "";

    public DisbursementStory Story { get; private set; } = null!;

    public OfferedSteps Steps { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    /// <summary>The step that has just been taken, to say so.</summary>
    [FromQuery(Name = "done")]
    public DisbursementTrigger? Done { get; set; }

    /// <summary>What a refused step had as its reason, so that it need not be typed again.</summary>
    public string? Reason { get; private set; }

    /// <summary>A step that waits for its confirmation; null when there is none.</summary>
    public PendingStep? Pending { get; private set; }

    public bool SeesWholeAccount { get; private set; }

    public bool MayManageReturns { get; private set; }

    public LocalDate Today { get; } = clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Show(stop);

    /// <summary>Takes the step; one that moves or sets aside money first shows what it would post, and is confirmed there.</summary>
    public async Task<IActionResult> OnPostAsync(
        DisbursementTrigger trigger, int revision, string? key, string? reason, bool confirmed, CancellationToken stop)
    {
        var request = new DisbursementStepRequest(key ?? "", Code, trigger, revision, reason);
        if (!confirmed)
        {
            var preview = await advanceDisbursement.Preview(request, this.Actor(), stop);
            if (preview.Refusal.IsNotPermitted()) return Forbid();
            if (!preview.IsRefused && preview.Value.Length > 0)
            {
                Pending = new PendingStep(request, preview.Value);
                return await Show(stop);
            }
        }

        var moved = await advanceDisbursement.Run(request, this.Actor(), stop);
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
        var allowed = DutyPolicies.AllowedTo(SignedInPerson.Of(User).ToActor());
        Story = story;
        Steps = OfferedSteps.Of(story.Case, SignedInPerson.Of(User).ToActor(), allowed, story.ShortOfMoney);
        SeesWholeAccount = allowed.Contains(Duty.Payer);
        MayManageReturns = await authorization.May(User, Policies.ManageReturns);
        return Page();
    }
}

/// <summary>A step with what it would post.</summary>
internal sealed record PendingStep(DisbursementStepRequest Step, IReadOnlyList<PreviewedPosting> Postings);
