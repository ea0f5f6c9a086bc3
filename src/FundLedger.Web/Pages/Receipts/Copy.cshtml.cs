using FundLedger.Domain;
using FundLedger.Domain.Receipts;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Receipts;
using FundLedger.UseCases.Receipts.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Receipts;

/// <summary>Issues a receipt again, as a copy.</summary>
[Authorize(Policies.IssueReceipts)]
internal sealed class CopyModel(ReprintReceipt reprint, ReceiptDetails details, ServedAccount books) : PageModel
{
    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    public ReceiptPaper Paper { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(string code, CancellationToken stop) => Show(code, stop);

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken stop)
    {
        if (ModelState.IsValid)
        {
            var done = await reprint.Run(new ReprintRequest(RequestKey, code), this.Actor(), stop);
            if (!done.IsRefused) return LocalRedirect($"/receipts/{done.Value}?copied=true");
            Refusal = done.Refusal;
        }

        return await Show(code, stop);
    }

    private async Task<IActionResult> Show(string code, CancellationToken stop)
    {
        var read = await details.Read(this.Actor(), code, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } story) return NotFound();
        Paper = ReceiptPaper.Of(story, books, Request);
        if (story.Receipt.VoidedOn is { } since) Refusal ??= ReceiptRefusals.ReceiptIsVoid(story.Receipt.FullNumber, since);
        return Page();
    }
}
