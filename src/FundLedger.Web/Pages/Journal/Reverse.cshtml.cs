using System.ComponentModel.DataAnnotations;
using FundLedger.Data.Engines;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Web.Access;
using FundLedger.Web.Books;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Journal;

[Authorize(Policies.PostManualVoucher)]
internal sealed class ReverseModel(ReverseEntry reverse, LedgerDbFactory factory, OpenBooks books, IClock clock) : PageModel
{
    [BindProperty, RegularExpression(RequestKeys.Pattern)]
    public string RequestKey { get; set; } = RequestKeys.New();

    [BindProperty, Required]
    public LocalDate? BookingDate { get; set; }

    [BindProperty, Required, StringLength(EntryRules.MaximumDescriptionLength)]
    public string? Reason { get; set; }

    public EntryReference Reference { get; private set; }

    public EntryHead Head { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(int year, long number, CancellationToken stop)
    {
        BookingDate = clock.Today();
        return await Show(year, number, stop);
    }

    public async Task<IActionResult> OnPostAsync(int year, long number, CancellationToken stop)
    {
        if (ModelState.IsValid)
        {
            var done = await reverse.Run(
                new ReversalRequest(RequestKey, new EntryReference(year, number), BookingDate!.Value, Reason!), SignedInPerson.Of(User).ToActor(), stop);
            if (!done.IsRefused) return LocalRedirect($"/journal/{done.Value}");
            Refusal = done.Refusal;
        }

        return await Show(year, number, stop);
    }

    private async Task<IActionResult> Show(int year, long number, CancellationToken stop)
    {
        Reference = new EntryReference(year, number);
        await using var db = factory.Create();
        if (await EntryHead.Read(db, books.Id, Reference, stop) is not { } head) return NotFound();
        Head = head;
        return Page();
    }
}
