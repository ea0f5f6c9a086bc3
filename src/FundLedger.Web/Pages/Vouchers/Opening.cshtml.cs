using System.ComponentModel.DataAnnotations;
using System.Text;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Vouchers;
using FundLedger.UseCases.Vouchers.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FundLedger.Web.Pages.Vouchers;

/// <summary>Takes the opening balances from a file or from rows typed or pasted: preview first, then submit for approval.</summary>
[Authorize(Policies.PrepareManualVoucher)]
[RequestSizeLimit(LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestUpload, ValueLengthLimit = OpeningFile.Bytes)]
internal sealed class OpeningModel(
    OpeningPreview preview, PrepareOpening prepare, VoucherChoices choices, ServedAccount books, IClock clock,
    IStringLocalizer<Words> words) : PageModel
{
    // The file and its text in the form, with the form's other fields and boundaries.
    private const long LargestUpload = 2L * OpeningFile.Bytes + 1024L * 1024L;

    /// <summary>Rows of the preview on a page.</summary>
    private const int RowsShown = 200;

    /// <summary>Which page of the rows is shown, counted from 1; the form is sent again for another one.</summary>
    [FromQuery(Name = RowsPage)]
    public int Number { get; set; }

    public const string RowsPage = "rows";

    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    [BindProperty, Required]
    public LocalDate? BookingDate { get; set; }

    [BindProperty, Required, StringLength(EntryRules.MaximumDescriptionLength)]
    public string? Description { get; set; }

    /// <summary>The rows as CSV, or as copied out of a spreadsheet.</summary>
    [BindProperty, StringLength(OpeningFile.Bytes)]
    public string? Balances { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>What the rows mean; null before they were read.</summary>
    public PreviewedOpening? Preview { get; private set; }

    /// <summary>After a preview that went well.</summary>
    public bool Accepted { get; private set; }

    /// <summary>A page of the rows, those that cannot be booked first.</summary>
    public PageOf<OpeningLine> Shown
    {
        get
        {
            var lines = Preview?.Table.Lines ?? [];
            var number = Paging.Within(Number, RowsShown, lines.Count);
            return new PageOf<OpeningLine>(
                [.. lines.OrderBy(line => line.Refusal is null).Skip((number - 1) * RowsShown).Take(RowsShown)],
                number, RowsShown, lines.Count);
        }
    }

    public IActionResult OnGet()
    {
        BookingDate = new LocalDate(clock.Today().Year - 1, 12, 31);
        Description = words["OpeningDescription"];
        Balances = OpeningFile.Headings + "\r\n";
        return Page();
    }

    /// <summary>
    /// A file with the headings and, for each fund, a row each for its cash and its net assets, with designation or without: as the
    /// fund is closed at the year's end.
    /// </summary>
    public async Task<IActionResult> OnGetTemplateAsync(CancellationToken stop)
    {
        var read = await choices.Read(this.Actor(), stop);
        if (read.IsRefused) return Forbid();
        var text = new StringBuilder(OpeningFile.Headings).Append("\r\n");
        foreach (var fund in read.Value.Funds)
        {
            foreach (var account in new[] { ChartOfAccounts.OfBankAccount(1), YearClosing.NetAssetsOf(fund.Designation) })
                text.Append(account).Append(',').Append(fund.Code).Append(",,,,\r\n");
        }

        // With the mark, spreadsheets read the Chinese right.
        return File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text.ToString())).ToArray(),
            "text/csv; charset=utf-8", "opening-balances.csv");
    }

    public Task<IActionResult> OnPostPreviewAsync(CancellationToken stop) => Decide(dryRun: true, stop);

    public Task<IActionResult> OnPostSubmitAsync(CancellationToken stop) => Decide(dryRun: false, stop);

    private async Task<IActionResult> Decide(bool dryRun, CancellationToken stop)
    {
        var rows = await Rows(stop);
        if (rows is { IsRefused: true }) Refusal = rows.Refusal;
        else if (rows is not null)
        {
            var read = await preview.Read(this.Actor(), rows.Value, stop);
            if (read.IsRefused) return Forbid();
            Preview = read.Value;
            // What is wrong with a row stands beside it; the first is also what the whole is refused for.
            Refusal = Preview.Table.Refusal;
        }

        if (!ModelState.IsValid || Refusal is not null || rows is null) return Page();
        var request = new OpeningRequest(RequestKey, BookingDate!.Value, Description!.Trim(), rows.Value);
        // A file that has just been chosen is looked at before it is submitted.
        var done = await prepare.Run(request, this.Actor(), dryRun || Upload is not null, stop);
        if (!done.IsRefused && !dryRun && Upload is null) return LocalRedirect($"/vouchers/{done.Value}");
        (Refusal, Accepted) = (done.Refusal, !done.IsRefused);
        return Page();
    }

    /// <summary>The rows of the file, or else of the form, which then shows the file's; null when there are neither.</summary>
    private async Task<Result<IReadOnlyList<OpeningRow>>?> Rows(CancellationToken stop)
    {
        if (Upload is { } file)
        {
            var name = Path.GetFileName(file.FileName);
            if (file.Length > OpeningFile.Bytes) return OpeningRefusals.OpeningFileTooLarge(name, OpeningFile.Megabytes);
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, stop);
            var text = OpeningFile.Text(content.ToArray(), name);
            if (text.IsRefused) return text.Refusal;
            Balances = text.Value;
            ModelState.Remove(nameof(Balances));
        }

        if (!string.IsNullOrWhiteSpace(Balances)) return OpeningFile.Read(Balances, books.Currency);
        ModelState.AddModelError(nameof(Balances), words["InvalidMissing"]);
        return null;
    }
}
