using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Contributions;

/// <summary>One page to hand to the payer: how much, where to, and what to quote.</summary>
[Authorize(Policies.SeeOwnContributions)]
internal sealed class LetterModel(PaymentLetters letters, ServedAccount books) : PageModel
{
    public PaymentLetter Letter { get; private set; } = null!;

    public bool IsOpen => Letter.Contribution.State == ContributionState.Expected;

    public Money Amount => new(Letter.Contribution.Amount, books.Currency);

    public string AccountName => Wording.Name(books.NameZh, books.NameEn);

    /// <summary>The payment reference as a QR code.</summary>
    public string Code => QrPicture.Of(Letter.Contribution.PaymentReference);

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken stop)
    {
        var read = await letters.Read(this.Actor(), code, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } letter) return NotFound();
        Letter = letter;
        return Page();
    }
}
