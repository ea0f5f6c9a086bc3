using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Receipts.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Receipts;

/// <summary>One receipt as it is printed. Another donor's is not found, so that not even its existence shows.</summary>
[Authorize(Policies.SeeOwnReceipts)]
internal sealed class DetailModel(ReceiptDetails details, ServedAccount books, IAuthorizationService authorization) : PageModel
{
    public ReceiptPaper Paper { get; private set; } = null!;

    public ReceiptStory Story => Paper.Story;

    public bool MayChange { get; private set; }

    /// <summary>A copy has just been issued.</summary>
    [BindProperty(SupportsGet = true, Name = "copied")]
    public bool JustCopied { get; set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken stop)
    {
        var read = await details.Read(this.Actor(), code, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } story) return NotFound();
        Paper = ReceiptPaper.Of(story, books, Request);
        MayChange = story.Receipt.VoidedOn is null && await authorization.May(User, Policies.IssueReceipts);
        return Page();
    }
}
