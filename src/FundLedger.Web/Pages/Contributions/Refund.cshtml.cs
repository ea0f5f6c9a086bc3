using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Contributions.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Contributions;

/// <summary>The refunds of one gift: what was asked back, the steps the person may take, and a form for another one.</summary>
[Authorize(Policies.SeeContributions)]
internal sealed class RefundModel(
    GiftRefunds refunds, RefundContribution refund, DecideGiftRefund decide, ServedAccount books, IClock clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "code")]
    public string Code { get; set; } = "";

    public RefundableGift Story { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    /// <summary>The step that has just been taken, to say so.</summary>
    [FromQuery(Name = "done")]
    public GiftRefundTrigger? Done { get; set; }

    /// <summary>The fiscal year in which an approval would book.</summary>
    public int Year { get; } = clock.Today().Year;

    public RefundForm Form { get; private set; } = new();

    public Money Amount(long minorUnits) => new(minorUnits, books.Currency);

    public Task<IActionResult> OnGetAsync(CancellationToken stop) => Show(stop);

    public async Task<IActionResult> OnPostSubmitAsync([FromForm] RefundForm form, CancellationToken stop)
    {
        Form = form;
        if (!ModelState.IsValid) return await Show(stop);
        var done = await refund.Run(
            new GiftRefundRequest(form.RequestKey, Code, form.Lot!.Value, form.Amount!.Value, form.Request!, form.AskedOn!.Value),
            this.Actor(), stop);
        return await Answer(done.Refusal, GiftRefundTrigger.Submit, stop);
    }

    public async Task<IActionResult> OnPostStepAsync(
        [Required(ErrorMessage = "StepMissing")] GiftRefundTrigger? trigger, [FormKey] string? key,
        [Required(ErrorMessage = "FormNotAsShown")] string? refundCode, int? revision, string? reason, CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var moved = await decide.Run(
            new GiftRefundStepRequest(key!, refundCode!, trigger!.Value, revision, reason), this.Actor(), stop);
        return await Answer(moved.Refusal, trigger.Value, stop);
    }

    private async Task<IActionResult> Answer(Refusal? refusal, GiftRefundTrigger trigger, CancellationToken stop)
    {
        if (refusal.IsNotPermitted()) return Forbid();
        if (refusal is null) return RedirectToPage(new { code = Code, done = trigger });
        Refusal = refusal;
        return await Show(stop);
    }

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        var read = await refunds.Read(this.Actor(), Code, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } story) return NotFound();
        Story = story;
        return Page();
    }
}

/// <summary>What is filled in for a refund.</summary>
public sealed class RefundForm
{
    [FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    [Required]
    public long? Lot { get; set; }

    [Required]
    public Money? Amount { get; set; }

    [Required, StringLength(EntryRules.MaximumDescriptionLength)]
    public string? Request { get; set; }

    [Required]
    public LocalDate? AskedOn { get; set; }
}
