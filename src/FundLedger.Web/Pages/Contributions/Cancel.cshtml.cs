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

namespace FundLedger.Web.Pages.Contributions;

[Authorize(Policies.BookContributions)]
internal sealed class CancelModel(CancelContribution cancel, ContributionChanges changes, ServedAccount books) : PageModel
{
    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    [BindProperty, Required, StringLength(EntryRules.MaximumDescriptionLength)]
    public string? Reason { get; set; }

    public Contribution Contribution { get; private set; } = null!;

    public string Payer { get; private set; } = "";

    public Refusal? Refusal { get; private set; }

    public Money Amount => new(Contribution.Amount, books.Currency);

    public Task<IActionResult> OnGetAsync(string code, CancellationToken stop) => Show(code, stop);

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken stop)
    {
        if (ModelState.IsValid)
        {
            var done = await cancel.Run(new CancellationRequest(RequestKey, code, Reason!.Trim()), SignedInPerson.Of(User).ToActor(), stop);
            if (!done.IsRefused) return LocalRedirect($"/contributions/{done.Value}");
            Refusal = done.Refusal;
        }

        return await Show(code, stop);
    }

    private async Task<IActionResult> Show(string code, CancellationToken stop)
    {
        var read = await changes.Find(this.Actor(), code, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } found) return NotFound();
        (Contribution, Payer) = found;
        return Page();
    }
}
