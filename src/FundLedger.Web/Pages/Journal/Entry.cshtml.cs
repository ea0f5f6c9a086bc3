using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Journal.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Journal;

/// <summary>One entry with everything that hangs on it: its lines, the lots it opened and used, its place in the log.</summary>
[Authorize(Policies.SeeJournal)]
internal sealed class EntryModel(EntryDetails details, ServedAccount books, IAuthorizationService authorization) : PageModel
{
    public EntryReference Reference { get; private set; }

    public EntryStory Story { get; private set; } = null!;

    public bool MayReverse { get; private set; }

    public Money Amount(long minorUnits) => new(minorUnits, books.Currency);

    public async Task<IActionResult> OnGetAsync(int year, long number, CancellationToken stop)
    {
        Reference = new EntryReference(year, number);
        var read = await details.Read(this.Actor(), Reference, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } story) return NotFound();
        Story = story;
        var entry = story.Head.Entry;
        MayReverse = ManualVoucherRules.CheckTakenBackByHand(Reference, entry.DocumentKind) is null
            && story.ReversedBy is null && entry.ReversesNumber is null && entry.Period != FiscalYearPeriods.Closing
            && await authorization.May(User, Policies.PrepareManualVoucher);
        return Page();
    }
}
