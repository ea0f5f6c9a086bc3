using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
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
using NodaTime;

namespace FundLedger.Web.Pages.Receipts;

/// <summary>Gifts that wait for a receipt: choose, look at what would be issued, issue.</summary>
[Authorize(Policies.IssueReceipts)]
internal sealed class IssueModel(IssueReceipts issue, WaitingGifts waiting, ServedAccount books, IClock clock) : PageModel
{
    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    /// <summary>Codes of the gifts.</summary>
    [BindProperty]
    public List<string> Chosen { get; set; } = [];

    /// <summary>All that wait, on this page and others, as far as one request goes.</summary>
    [BindProperty]
    public bool All { get; set; }

    [BindProperty, Required]
    public TaxClass? TaxClass { get; set; } = Domain.Receipts.TaxClass.GovernmentGift;

    [BindProperty]
    public LocalDate? IssuedOn { get; set; }

    [FromQuery(Name = "page")]
    public int? Number { get; set; }

    [BindProperty(SupportsGet = true, Name = "first")]
    public string? First { get; set; }

    [BindProperty(SupportsGet = true, Name = "last")]
    public string? Last { get; set; }

    public WaitingPage Waiting { get; private set; } = null!;

    /// <summary>What would be issued; null until something was chosen that can be.</summary>
    public IssuedReceipts? Preview { get; private set; }

    public Refusal? Refusal { get; private set; }

    public LocalDate Date => IssuedOn ?? clock.Today();

    public Money Amount(long minorUnits) => new(minorUnits, books.Currency);

    /// <summary>The first and the last number that have just been issued.</summary>
    public (ReceiptNumber First, ReceiptNumber Last)? JustIssued =>
        First is not null && Last is not null && ReceiptNumber.Find(First) is { } first && ReceiptNumber.Find(Last) is { } last
            ? (first, last) : null;

    public Task<IActionResult> OnGetAsync(CancellationToken stop) => Show(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var tried = await issue.Run(Asked(dryRun: true), this.Actor(), null, stop);
        (Refusal, Preview) = (tried.Refusal, tried.IsRefused ? null : tried.Value);
        return await Show(stop);
    }

    public async Task<IActionResult> OnPostIssueAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var issued = await issue.Run(Asked(dryRun: false), this.Actor(), null, stop);
        if (!issued.IsRefused) return RedirectToPage(new { first = issued.Value.First, last = issued.Value.Last });
        Refusal = issued.Refusal;
        return await Show(stop);
    }

    private ReceiptsRequest Asked(bool dryRun) => new(
        RequestKey, TaxClass!.Value, IssuedOn, All ? null : Chosen, IssueReceipts.MostChosen, dryRun);

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        var read = await waiting.Read(this.Actor(), Number ?? 1, Paging.DefaultSize, stop);
        if (read.IsRefused) return Forbid();
        Waiting = read.Value;
        return Page();
    }
}
