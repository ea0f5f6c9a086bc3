using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.Contributions.Reads;
using FundLedger.UseCases.Funds.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FundLedger.Web.Pages.Contributions;

/// <summary>A part of the form: a fund and what it gets; without a fund it is left out.</summary>
public sealed class PartRow
{
    [StringLength(200)]
    public string? Fund { get; set; }

    public Money? Amount { get; set; }
}

/// <summary>Books a donation, a matching share or an investment, or requests a draw-down: preview first, then book.</summary>
[Authorize(Policies.BookContributions)]
internal sealed class NewModel(
    BookContribution book, RequestDrawDown draw, ContributionChoices choices, IClock clock, IStringLocalizer<Words> words) : PageModel
{
    private const int RowsAtFirst = 4;
    private const int MoreRows = 4;
    private const int MaxRows = 60;

    /// <summary>Chosen by address, so that the choice works without script.</summary>
    [BindProperty(SupportsGet = true, Name = "kind")]
    public ContributionKind Kind { get; set; } = ContributionKind.Donation;

    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    /// <summary>Public code of the payer.</summary>
    [BindProperty(SupportsGet = true), Required]
    public string? Payer { get; set; }

    [BindProperty, Required]
    public Money? Amount { get; set; }

    /// <summary>Not asked for a draw-down, which begins on the day of its request.</summary>
    [BindProperty, Required]
    public LocalDate? PledgedOn { get; set; }

    [BindProperty, Required, StringLength(ContributionRules.MaximumTextLength)]
    public string? Description { get; set; }

    [BindProperty]
    public IList<PartRow> Parts { get; set; } = [];

    public Refusal? Refusal { get; private set; }

    public bool Previewed { get; private set; }

    public IReadOnlyList<FundChoice> Funds { get; private set; } = [];

    public IReadOnlyList<PayerChoice> Payers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        ModelState.Clear();
        if (!Enum.IsDefined(Kind)) Kind = ContributionKind.Donation;
        PledgedOn = clock.Today();
        return await Show(RowsAtFirst, stop);
    }

    public async Task<IActionResult> OnPostMoreAsync(CancellationToken stop)
    {
        // Nothing is being booked yet: what is missing or unreadable is said at the preview.
        foreach (var field in ModelState.Values) field.Errors.Clear();
        return await Show(Math.Min(MaxRows, Parts.Count + MoreRows), stop);
    }

    public Task<IActionResult> OnPostPreviewAsync(CancellationToken stop) => Decide(dryRun: true, stop);

    public Task<IActionResult> OnPostBookAsync(CancellationToken stop) => Decide(dryRun: false, stop);

    private async Task<IActionResult> Decide(bool dryRun, CancellationToken stop)
    {
        if (Kind == ContributionKind.Allocation) ModelState.Remove(nameof(PledgedOn));
        CheckParts();
        if (ModelState.IsValid)
        {
            var payer = await choices.PayerId(this.Actor(), Payer!, stop);
            if (payer.IsRefused) return Forbid();
            var parts = Parts.Where(part => part.Fund is not null)
                .Select(part => new ContributionPart(part.Fund!, part.Amount!.Value.MinorUnits)).ToArray();
            var booked = Kind == ContributionKind.Allocation
                ? await RequestDrawDown(payer.Value, parts, dryRun, stop)
                : await BookPledge(payer.Value, parts, dryRun, stop);
            if (!dryRun && !booked.IsRefused) return LocalRedirect(booked.Value);
            (Refusal, Previewed) = (booked.Refusal, !booked.IsRefused);
        }

        return await Show(Math.Max(RowsAtFirst, Parts.Count), stop);
    }

    /// <summary>The address of what was booked.</summary>
    private async Task<Result<string>> BookPledge(long payer, ContributionPart[] parts, bool dryRun, CancellationToken stop)
    {
        var request = new ContributionRequest(
            RequestKey, Kind, payer, Amount!.Value, parts, PledgedOn!.Value, Description!.Trim(), dryRun);
        var done = await book.Run(request, this.Actor(), stop);
        return done.Select(booked => $"/contributions/{booked.PublicCode}?booked=true");
    }

    private async Task<Result<string>> RequestDrawDown(long payer, ContributionPart[] parts, bool dryRun, CancellationToken stop)
    {
        var request = new DrawDownRequest(RequestKey, payer, Amount!.Value, parts, Description!.Trim(), dryRun);
        var done = await draw.Run(request, this.Actor(), stop);
        return done.Select(code => $"/draw-downs/{code}?done={DrawDownTrigger.Request}");
    }

    private void CheckParts()
    {
        // One fund without an amount takes the whole.
        if (Parts.Where(part => part.Fund is not null).ToArray() is [{ Amount: null } only] && Amount is { } whole
            && !Broken(Parts.IndexOf(only))) only.Amount = whole;
        for (var index = 0; index < Parts.Count; index++)
        {
            var part = Parts[index];
            if (part.Fund is null && part.Amount is not null) ModelState.AddModelError($"Parts[{index}].Fund", words["InvalidMissing"]);
            if (part.Fund is not null && part.Amount is null && !Broken(index))
                ModelState.AddModelError($"Parts[{index}].Amount", words["InvalidMissing"]);
        }

        if (Parts.All(part => part.Fund is null && part.Amount is null) && !Parts.Where((_, index) => Broken(index)).Any())
        {
            ModelState.AddModelError("Parts[0].Fund", words["InvalidNoFund"]);
        }
    }

    /// <summary>An amount that could not be read has its own message already.</summary>
    private bool Broken(int index) => ModelState[$"Parts[{index}].Amount"]?.Errors.Count > 0;

    private async Task<IActionResult> Show(int rows, CancellationToken stop)
    {
        Parts = [.. Parts.Concat(Enumerable.Repeat(0, Math.Max(0, rows - Parts.Count)).Select(_ => new PartRow()))];
        var read = await choices.Read(this.Actor(), Kind, stop);
        if (read.IsRefused) return Forbid();
        (Funds, Payers) = read.Value;
        return Page();
    }
}
