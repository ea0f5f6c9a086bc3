using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Journal.Reads;
using FundLedger.UseCases.Vouchers;
using FundLedger.UseCases.Vouchers.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Journal;

[Authorize(Policies.PrepareManualVoucher)]
internal sealed class ReverseModel(PrepareReversal prepare, ReversibleEntry entries, IClock clock) : PageModel
{
    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    [BindProperty, Required]
    public LocalDate? BookingDate { get; set; }

    [BindProperty, Required, StringLength(EntryRules.MaximumDescriptionLength)]
    public string? Reason { get; set; }

    /// <summary>In period 13, on 31 December of the entry's year.</summary>
    [BindProperty]
    public bool Adjustment { get; set; }

    /// <summary>The entry's fiscal year is closed: it is taken back by a correction voucher.</summary>
    public bool Corrects { get; private set; }

    public EntryReference Reference { get; private set; }

    public EntryHead Head { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(int year, long number, CancellationToken stop)
    {
        // A reversal stays in its fiscal year; after that year has ended it is an adjustment of it.
        var shown = await Show(year, number, stop);
        if (shown is not PageResult) return shown;
        Adjustment = !Corrects && year < clock.Today().Year;
        BookingDate = Adjustment ? new LocalDate(year, 12, 31) : clock.Today();
        return shown;
    }

    public async Task<IActionResult> OnPostAsync(int year, long number, CancellationToken stop)
    {
        if (ModelState.IsValid)
        {
            var request = new ReversalRequest(RequestKey, new EntryReference(year, number), BookingDate!.Value, Reason!, Adjustment);
            var done = await prepare.Run(request, this.Actor(), stop);
            if (!done.IsRefused) return LocalRedirect($"/vouchers/{done.Value}");
            Refusal = done.Refusal;
        }

        return await Show(year, number, stop);
    }

    private async Task<IActionResult> Show(int year, long number, CancellationToken stop)
    {
        Reference = new EntryReference(year, number);
        var read = await entries.Read(this.Actor(), Reference, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } entry) return NotFound();
        (Head, Corrects) = (entry.Head, entry.YearIsClosed);
        return Page();
    }
}
