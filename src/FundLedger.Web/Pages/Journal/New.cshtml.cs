using System.ComponentModel.DataAnnotations;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Funds.Reads;
using FundLedger.UseCases.Vouchers;
using FundLedger.UseCases.Vouchers.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FundLedger.Web.Pages.Journal;

/// <summary>A row of the form: one of debit and credit is filled in; a row without any is left out.</summary>
public sealed class VoucherRow
{
    [StringLength(40)]
    public string? Account { get; set; }

    [StringLength(200)]
    public string? Fund { get; set; }

    public Money? Debit { get; set; }

    public Money? Credit { get; set; }

    /// <summary>The lot a line must use; empty: first in, first out.</summary>
    public long? Lot { get; set; }

    internal bool IsEmpty => string.IsNullOrWhiteSpace(Account) && Debit is null && Credit is null;
}

/// <summary>Writes a manual voucher: preview first, then post.</summary>
[Authorize(Policies.PrepareManualVoucher)]
internal sealed class NewModel(
    PrepareManualVoucher prepare, VoucherChoices choices, ServedAccount books, IClock clock, IStringLocalizer<Words> words) : PageModel
{
    private const int RowsAtFirst = 6;
    private const int MoreRows = 6;
    private const int MaxRows = 200;

    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    [BindProperty, Required]
    public LocalDate? BookingDate { get; set; }

    [BindProperty, Required, StringLength(EntryRules.MaximumDescriptionLength)]
    public string? Description { get; set; }

    /// <summary>A year-end adjustment: period 13, booked on 31 December.</summary>
    [BindProperty]
    public bool Adjustment { get; set; }

    [BindProperty]
    public IList<VoucherRow> Rows { get; set; } = [];

    public Refusal? Refusal { get; private set; }

    /// <summary>After a preview that went well.</summary>
    public bool Previewed { get; private set; }

    public IReadOnlyList<FundChoice> Funds { get; private set; } = [];

    public IReadOnlyList<AccountChoice> Accounts { get; private set; } = [];

    public Money DebitTotal => Total(row => row.Debit);

    public Money CreditTotal => Total(row => row.Credit);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        BookingDate = clock.Today();
        return await Show(RowsAtFirst, stop);
    }

    public async Task<IActionResult> OnPostMoreAsync(CancellationToken stop)
    {
        // Nothing is being booked yet: what is missing or unreadable is said at the preview.
        foreach (var field in ModelState.Values) field.Errors.Clear();
        return await Show(Math.Min(MaxRows, Rows.Count + MoreRows), stop);
    }

    public Task<IActionResult> OnPostPreviewAsync(CancellationToken stop) => Decide(dryRun: true, stop);

    public Task<IActionResult> OnPostSubmitAsync(CancellationToken stop) => Decide(dryRun: false, stop);

    private async Task<IActionResult> Decide(bool dryRun, CancellationToken stop)
    {
        CheckRows();
        if (ModelState.IsValid)
        {
            // Refusals name lines by number: the rows left empty go, so that the numbers are those on the page.
            Rows = [.. Rows.Where(row => !row.IsEmpty)];
            ModelState.Clear();
            var lines = Rows.Select(
                row => new VoucherLine(row.Account!, row.Fund ?? "", row.Debit ?? -row.Credit!.Value, null, null, row.Lot)).ToArray();
            var voucher = new ManualVoucherRequest(RequestKey, BookingDate!.Value, Description!.Trim(), lines, Adjustment);
            var done = await prepare.Run(voucher, this.Actor(), dryRun, stop);
            if (!dryRun && !done.IsRefused) return LocalRedirect($"/vouchers/{done.Value}");
            (Refusal, Previewed) = (done.Refusal, !done.IsRefused);
        }

        return await Show(Math.Max(RowsAtFirst, Rows.Count), stop);
    }

    private void CheckRows()
    {
        for (var index = 0; index < Rows.Count; index++)
        {
            var row = Rows[index];
            if (row.IsEmpty) continue;
            if (string.IsNullOrWhiteSpace(row.Account)) ModelState.AddModelError($"Rows[{index}].Account", words["InvalidMissing"]);
            if (string.IsNullOrWhiteSpace(row.Fund)) ModelState.AddModelError($"Rows[{index}].Fund", words["InvalidMissing"]);
            // An amount that could not be read has its own message already.
            if (ModelState[$"Rows[{index}].Debit"]?.Errors.Count > 0 || ModelState[$"Rows[{index}].Credit"]?.Errors.Count > 0) continue;
            if ((row.Debit is null) == (row.Credit is null))
                ModelState.AddModelError($"Rows[{index}].Debit", words["InvalidDebitOrCredit"]);
        }
    }

    private Money Total(Func<VoucherRow, Money?> side) =>
        Rows.Aggregate(Money.Zero(books.Currency), (sum, row) => side(row) is { } amount ? sum + amount : sum);

    private async Task<IActionResult> Show(int rows, CancellationToken stop)
    {
        Rows = [.. Rows.Concat(Enumerable.Repeat(0, Math.Max(0, rows - Rows.Count)).Select(_ => new VoucherRow()))];
        var read = await choices.Read(this.Actor(), stop);
        if (read.IsRefused) return Forbid();
        (Accounts, Funds) = (read.Value.Accounts, read.Value.Funds);
        return Page();
    }
}
