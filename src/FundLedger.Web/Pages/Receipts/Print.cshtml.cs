using FundLedger.Domain;
using FundLedger.Domain.Receipts;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Receipts.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Receipts;

/// <summary>The receipts of a series from one number to another, a page of paper each.</summary>
[Authorize(Policies.SeeOwnReceipts)]
internal sealed class PrintModel(ReceiptDetails details, ServedAccount books) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "first")]
    public string? First { get; set; }

    [BindProperty(SupportsGet = true, Name = "last")]
    public string? Last { get; set; }

    public IReadOnlyList<ReceiptPaper> Papers { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public bool IsAsked => !string.IsNullOrWhiteSpace(First) || !string.IsNullOrWhiteSpace(Last);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!IsAsked) return Page();
        // One number alone asks for that receipt.
        var (first, last) = (First ?? Last!, Last ?? First!);
        if (ReceiptNumber.Find(first) is not { } from) return Refused(first);
        if (ReceiptNumber.Find(last) is not { } to || to.Series != from.Series) return Refused(last);
        var read = await details.ReadRange(this.Actor(), from, to, stop);
        if (read.IsRefused) return Forbid();
        Papers = [.. read.Value.Select(story => ReceiptPaper.Of(story, books, Request))];
        return Page();
    }

    private PageResult Refused(string number)
    {
        Refusal = ReceiptRefusals.ReceiptNotFound(number);
        return Page();
    }
}
