using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Payees;
using FundLedger.UseCases.Payees.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Payees;

/// <summary>A payee's new bank account: looked at once more, then submitted for a second person to confirm.</summary>
[Authorize(Policies.ChangePayeeAccount)]
internal sealed class ChangeModel(PayeeCase cases, ChangePayeeAccount change) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "code")]
    public string Code { get; set; } = "";

    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    [BindProperty, Required, StringLength(20)]
    public string? BankCode { get; set; }

    [BindProperty, Required, StringLength(40)]
    public string? AccountNumber { get; set; }

    [BindProperty, Required, StringLength(PartyRules.MaximumNameLength)]
    public string? Holder { get; set; }

    public PayeeStory Story { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    /// <summary>After a preview that went well.</summary>
    public bool Previewed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Show(stop);

    public Task<IActionResult> OnPostPreviewAsync(CancellationToken stop) => Decide(dryRun: true, stop);

    public Task<IActionResult> OnPostSubmitAsync(CancellationToken stop) => Decide(dryRun: false, stop);

    private async Task<IActionResult> Decide(bool dryRun, CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var request = new PayeeAccountRequest(RequestKey, Code, BankCode!, AccountNumber!, Holder!, dryRun);
        var done = await change.Run(request, this.Actor(), stop);
        if (!done.IsRefused && !dryRun) return LocalRedirect($"/payees/{Code}?done=Submit");
        (Refusal, Previewed) = (done.Refusal, !done.IsRefused);
        return await Show(stop);
    }

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        var read = await cases.Read(this.Actor(), Code, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } story) return NotFound();
        Story = story;
        Holder ??= story.Party.Name;
        return Page();
    }
}
