using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Payees;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Payees;
using FundLedger.UseCases.Payees.Reads;
using FundLedger.UseCases.Workflow;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Payees;

/// <summary>One payee: its accounts, the change that waits with the steps the person may take, and what waits to be paid.</summary>
[Authorize(Policies.SeePayees)]
internal sealed class CaseModel(PayeeCase cases, DecidePayeeAccountChange decide, IAuthorizationService authorization, IClock clock)
    : PageModel
{
    [BindProperty(SupportsGet = true, Name = "code")]
    public string Code { get; set; } = "";

    public PayeeStory Story { get; private set; } = null!;

    /// <summary>Null where no change waits.</summary>
    public StepsOffered<PayeeAccountChangeState, PayeeAccountChangeTrigger>? Steps { get; private set; }

    public bool MayChange { get; private set; }

    public LocalDate Today { get; } = clock.Today();

    public Refusal? Refusal { get; private set; }

    /// <summary>The step that has just been taken, to say so.</summary>
    [FromQuery(Name = "done")]
    public PayeeAccountChangeTrigger? Done { get; set; }

    /// <summary>What a refused step had as its reason, so that it need not be typed again.</summary>
    public string? Reason { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Show(stop);

    public async Task<IActionResult> OnPostAsync(
        [Required(ErrorMessage = "StepMissing")] PayeeAccountChangeTrigger? trigger, [FormKey] string? key,
        [Required(ErrorMessage = "FormNotAsShown")] string? change, int? revision, string? reason, CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var moved = await decide.Run(new PayeeAccountStepRequest(key!, change!, trigger!.Value, revision, reason), this.Actor(), stop);
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
        Story = story;
        if (story.Change is { } shown) Steps = StepsOffered.To(this.Actor(), PayeeAccountChangeWorkflow.Table, shown.Change);
        MayChange = story.Change?.Change.State != PayeeAccountChangeState.Submitted
            && await authorization.May(User, Policies.ChangePayeeAccount);
        return Page();
    }
}
