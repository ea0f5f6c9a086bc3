using System.ComponentModel.DataAnnotations;
using System.Globalization;
using FundLedger.Domain;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Donations;
using FundLedger.UseCases.Donations.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FundLedger.Web.Pages.Donations;

/// <summary>An instalment of the form; without a date and an amount it is left out.</summary>
public sealed class InstalmentRow
{
    public LocalDate? DueOn { get; set; }

    public Money? Amount { get; set; }
}

/// <summary>A fund of the form with what it gets; without a fund it is left out.</summary>
public sealed class DesignationRow
{
    [StringLength(200)]
    public string? Fund { get; set; }

    public Money? Amount { get; set; }

    /// <summary>With at most two decimals.</summary>
    [StringLength(10)]
    public string? Percent { get; set; }
}

/// <summary>
/// What a donor intends to give: written down by the office for any donor, or offered by a company's person for the own company.
/// Preview first, then record.
/// </summary>
[Authorize(Policies.IntendDonation)]
internal sealed class NewModel(
    IntendDonation intend, DonationChoices choices, IStringLocalizer<Words> words) : PageModel
{
    private const int RowsAtFirst = 3;
    private const int MoreRows = 6;

    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    /// <summary>Public code of the legal donor; a company's person gives for the own company.</summary>
    [BindProperty, StringLength(200)]
    public string? Donor { get; set; }

    [BindProperty, StringLength(200)]
    public string? Credited { get; set; }

    [BindProperty]
    public DonorPublicity Publicity { get; set; } = DonorPublicity.LegalDonor;

    [BindProperty, Required]
    public Money? Amount { get; set; }

    [BindProperty, Required, StringLength(Donation.MaximumPurposeLength)]
    public string? Purpose { get; set; }

    [BindProperty, StringLength(Donation.MaximumConditionsLength)]
    public string? Conditions { get; set; }

    [BindProperty, StringLength(3)]
    public string? ForeignCurrency { get; set; }

    [BindProperty]
    public IList<InstalmentRow> Instalments { get; set; } = [];

    [BindProperty]
    public IList<DesignationRow> Designations { get; set; } = [];

    public Refusal? Refusal { get; private set; }

    public IntendedDonation? Previewed { get; private set; }

    public DonationFormChoices Choices { get; private set; } = null!;

    public bool IsOffice => Choices.Own is null;

    public Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        ModelState.Clear();
        return Show(RowsAtFirst, stop);
    }

    public Task<IActionResult> OnPostMoreAsync(CancellationToken stop)
    {
        // Nothing is being recorded yet: what is missing or unreadable is said at the preview.
        foreach (var field in ModelState.Values) field.Errors.Clear();
        var rows = Math.Max(Instalments.Count, Designations.Count) + MoreRows;
        return Show(Math.Min(DonationTerms.MostInstalments, rows), stop);
    }

    public Task<IActionResult> OnPostPreviewAsync(CancellationToken stop) => Decide(dryRun: true, stop);

    public Task<IActionResult> OnPostRecordAsync(CancellationToken stop) => Decide(dryRun: false, stop);

    private async Task<IActionResult> Decide(bool dryRun, CancellationToken stop)
    {
        var read = await choices.Read(this.Actor(), stop);
        if (read.IsRefused) return Forbid();
        Choices = read.Value;
        if (IsOffice && string.IsNullOrEmpty(Donor)) ModelState.AddModelError(nameof(Donor), words["InvalidMissing"]);
        var (instalments, designations) = (ReadInstalments(), ReadDesignations());
        if (!ModelState.IsValid) return await Show(Rows, stop);
        var request = new DonationRequest(
            RequestKey, IsOffice ? Donor : null, Amount!.Value, instalments, designations, Purpose!)
        {
            Credited = string.IsNullOrEmpty(Credited) || !IsOffice ? null : Credited,
            Publicity = Publicity,
            Conditions = Conditions,
            ForeignCurrency = ForeignCurrency,
            DryRun = dryRun,
        };
        var done = await intend.Run(request, this.Actor(), stop);
        if (done.Refusal.IsNotPermitted()) return Forbid();
        if (!done.IsRefused && !dryRun) return LocalRedirect($"/donations/{done.Value.PublicCode}?done={DonationTrigger.Record}");
        (Refusal, Previewed) = (done.Refusal, done.IsRefused ? null : done.Value);
        return await Show(Rows, stop);
    }

    private int Rows => Math.Max(RowsAtFirst, Math.Max(Instalments.Count, Designations.Count));

    /// <summary>One row without an amount takes the whole.</summary>
    private List<IntendedInstalment> ReadInstalments()
    {
        var given = Instalments.Where(row => row.DueOn is not null || row.Amount is not null).ToList();
        if (given.Count == 0 && !Broken(nameof(Instalments))) ModelState.AddModelError("Instalments[0].DueOn", words["InvalidMissing"]);
        if (given is [{ Amount: null } only]) only.Amount = Amount;
        foreach (var row in given)
        {
            var index = Instalments.IndexOf(row);
            if (row.DueOn is null) Missing($"Instalments[{index}].DueOn");
            if (row.Amount is null) Missing($"Instalments[{index}].Amount");
        }

        return [.. given.Where(row => row is { DueOn: not null, Amount: not null })
            .Select(row => new IntendedInstalment(row.DueOn!.Value, row.Amount!.Value.MinorUnits))];
    }

    private List<IntendedDesignation> ReadDesignations()
    {
        var read = new List<IntendedDesignation>();
        for (var index = 0; index < Designations.Count; index++)
        {
            var row = Designations[index];
            if (string.IsNullOrEmpty(row.Fund))
            {
                if (row.Amount is not null || row.Percent is not null) Missing($"Designations[{index}].Fund");
                continue;
            }

            var percent = BasisPoints(row.Percent);
            if (row.Percent is not null && percent is null)
                ModelState.AddModelError($"Designations[{index}].Percent", words["InvalidPercent"]);
            read.Add(new IntendedDesignation(row.Fund, row.Amount?.MinorUnits, percent));
        }

        if (read.Count == 0 && !Broken(nameof(Designations))) ModelState.AddModelError("Designations[0].Fund", words["InvalidNoFund"]);
        return read;
    }

    private static int? BasisPoints(string? text)
    {
        var typed = text?.Normalize(System.Text.NormalizationForm.FormKC).Trim().TrimEnd('%');
        return decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is > 0 and <= 100 && decimal.Truncate(percent * 100) == percent * 100
            ? (int)(percent * 100)
            : null;
    }

    private void Missing(string field)
    {
        if (ModelState[field]?.Errors.Count is null or 0) ModelState.AddModelError(field, words["InvalidMissing"]);
    }

    /// <summary>What could not be read has its own message already.</summary>
    private bool Broken(string list) => ModelState.Any(field =>
        field.Key.StartsWith(list + "[", StringComparison.Ordinal) && field.Value?.Errors.Count > 0);

    private async Task<IActionResult> Show(int rows, CancellationToken stop)
    {
        Instalments = [.. Instalments.Concat(Missing<InstalmentRow>(rows - Instalments.Count))];
        Designations = [.. Designations.Concat(Missing<DesignationRow>(rows - Designations.Count))];
        var read = await choices.Read(this.Actor(), stop);
        if (read.IsRefused) return Forbid();
        Choices = read.Value;
        return Page();
    }

    private static IEnumerable<TRow> Missing<TRow>(int count) where TRow : new() =>
        Enumerable.Range(0, Math.Max(0, count)).Select(_ => new TRow());
}
