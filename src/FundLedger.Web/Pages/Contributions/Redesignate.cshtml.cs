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

    public Refusal? Refusal { get; private set; }

    public Money Money(long minorUnits) => new(minorUnits, books.Currency);

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken stop)
    {
        ModelState.Clear();
        var shown = await Show(code, stop);
        Amount = Chosen is { } lot ? Money(lot.Remaining) : null;
        return shown;
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken stop)
    {
        if (ModelState.IsValid)
        {
            var request = new RedesignationRequest(
                RequestKey, code, Lot!.Value, ToFund!, Amount!.Value, Consent!.Trim(), ConsentedOn!.Value);
            var done = await redesignate.Run(request, SignedInPerson.Of(User).ToActor(), dryRun: false, stop);
            if (!done.IsRefused) return LocalRedirect($"/contributions/{code}?redesignated=true");
            Refusal = done.Refusal;
            if (FieldOf(done.Refusal) is { } field) ModelState.AddModelError(field, wording.Refusal(done.Refusal));
        }

        return await Show(code, stop);
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
