using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Contributions.Reads;
using FundLedger.UseCases.Funds.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Contributions;

/// <summary>Moves part of a gift to another fund with its donor's consent; the lot it is taken from is chosen first.</summary>
[Authorize(Policies.BookContributions)]
internal sealed class RedesignateModel(
    RedesignateGift redesignate, ContributionChanges changes, ServedAccount books, Wording wording) : PageModel
{
    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    /// <summary>Chosen by address, so that its funds and its remainder are offered without script.</summary>
    [BindProperty(SupportsGet = true, Name = "lot"), Required]
    public long? Lot { get; set; }

    [BindProperty, Required, StringLength(200)]
    public string? ToFund { get; set; }

    [BindProperty, Required]
    public Money? Amount { get; set; }

    /// <summary>Becomes the entry's description.</summary>
    [BindProperty, Required, StringLength(EntryRules.MaximumDescriptionLength)]
    public string? Consent { get; set; }

    [BindProperty, Required]
    public LocalDate? ConsentedOn { get; set; }

    public Contribution Contribution { get; private set; } = null!;

    public string Payer { get; private set; } = "";

    public IReadOnlyList<MovableLot> Lots { get; private set; } = [];

    /// <summary>Null until one is chosen, and when nothing is left of the one that was.</summary>
    public MovableLot? Chosen { get; private set; }

    /// <summary>Where the chosen lot's money may go.</summary>
    public IReadOnlyList<FundChoice> Funds { get; private set; } = [];

    /// <summary>What the change would post, after a preview that went well.</summary>
    public IReadOnlyList<PreviewedPosting> Previewed { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public Money Money(long minorUnits) => new(minorUnits, books.Currency);

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken stop)
    {
        ModelState.Clear();
        var shown = await Show(code, stop);
        Amount = Chosen is { } lot ? Money(lot.Remaining) : null;
        return shown;
    }

    /// <param name="confirmed">False shows what would be posted; nothing is booked.</param>
    public async Task<IActionResult> OnPostAsync(string code, bool confirmed, CancellationToken stop)
    {
        if (ModelState.IsValid)
        {
            var request = new RedesignationRequest(
                RequestKey, code, Lot!.Value, ToFund!, Amount!.Value, Consent!.Trim(), ConsentedOn!.Value);
            Refusal = confirmed ? await Book(request, stop) : await Preview(request, stop);
            if (confirmed && Refusal is null) return LocalRedirect($"/contributions/{code}?redesignated=true");
            if (Refusal is not null && FieldOf(Refusal) is { } field) ModelState.AddModelError(field, wording.Refusal(Refusal));
        }

        return await Show(code, stop);
    }

    private async Task<Refusal?> Book(RedesignationRequest request, CancellationToken stop) =>
        (await redesignate.Run(request, this.Actor(), dryRun: false, stop)).Refusal;

    private async Task<Refusal?> Preview(RedesignationRequest request, CancellationToken stop)
    {
        var preview = await redesignate.Preview(request, this.Actor(), stop);
        Previewed = preview.IsRefused ? [] : preview.Value;
        return preview.Refusal;
    }

    private static string? FieldOf(Refusal refusal) => refusal.Code switch
    {
        nameof(RedesignationRefusals.RedesignationToSameFund) or nameof(RedesignationRefusals.RedesignationChangesSource)
            or nameof(LedgerRefusals.UnknownFund) => nameof(ToFund),
        nameof(RedesignationRefusals.RedesignationAmountNotPositive) or nameof(LedgerRefusals.LotTooSmall)
            or nameof(LedgerRefusals.InsufficientAvailable) or nameof(LedgerRefusals.AmountTooLarge) => nameof(Amount),
        nameof(RedesignationRefusals.RedesignationNeedsConsent) or nameof(LedgerRefusals.DescriptionNotText) => nameof(Consent),
        nameof(RedesignationRefusals.ConsentDateNotPossible) => nameof(ConsentedOn),
        _ => null,
    };

    private async Task<IActionResult> Show(string code, CancellationToken stop)
    {
        var read = await changes.Movable(this.Actor(), code, Lot, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } found) return NotFound();
        ((Contribution, Payer), Lots, Chosen, Funds) = found;
        Refusal ??= RedesignationRules.CheckContribution(Contribution);
        return Page();
    }
}
