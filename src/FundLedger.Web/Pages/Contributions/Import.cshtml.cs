using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.Tables;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using FundLedger.UseCases.MasterData;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using FundLedger.Web.Pages.MasterData;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Contributions;

/// <summary>
/// Takes a file of gifts: preview, then confirm. Many rows are booked by several requests, each of which says how far it is; whoever
/// leaves in between sends the file again later.
/// </summary>
[Authorize(Policies.BookContributions)]
[RequestSizeLimit(ImportPage.LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = ImportPage.LargestUpload)]
internal sealed class ImportModel(ImportContributions import, ServedAccount books) : PageModel
{
    /// <summary>Rows booked by one request: a few seconds.</summary>
    private const int RowsOfARequest = 2_000;

    /// <summary>The previewed file in base 64.</summary>
    [BindProperty]
    public string? File64 { get; set; }

    [BindProperty]
    public string? FileName { get; set; }

    [BindProperty]
    public string? Digest { get; set; }

    [BindProperty]
    public bool ValidRowsOnly { get; set; }

    public bool FileMissing { get; private set; }

    public ContributionImportReport? Report { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>How far it is while rows wait; null otherwise.</summary>
    public ImportProgress? Progress { get; private set; }

    /// <summary>How many gifts the file before has booked, and how many of it were booked before; null when there was none.</summary>
    [BindProperty(SupportsGet = true, Name = "booked")]
    public int? Booked { get; set; }

    [BindProperty(SupportsGet = true, Name = "before")]
    public int? Before { get; set; }

    /// <summary>Refused rows first; rows that are booked already are only counted.</summary>
    public IEnumerable<ReportedRow> Shown => (Report?.Rows.Rows ?? []).Where(row => row.Outcome != RowOutcome.Unchanged)
        .OrderByDescending(row => row.Outcome == RowOutcome.Refused).Take(ImportPage.RowsShown);

    /// <summary>The column's heading before what is said of it; empty for the row as a whole.</summary>
    public static string Heading(string? column) =>
        column is null ? "" : ShownValue.Heading(ContributionColumns.Column(column)) + ": ";

    /// <summary>What will be booked; of a split, what each fund gets.</summary>
    public string Text(ColumnChange change) => change.Column == ContributionColumns.Split
        ? string.Join("、", FundSplit.Amounts(change.To ?? "", books.Currency).Select(part => $"{part.Fund} {Wording.Money(part.Amount)}"))
        : ShownValue.Of(ContributionColumns.Column(change.Column), change.To, books.Currency);

    public IActionResult OnGet(string? template) => MasterDataFile.Wanted(template)
        ? MasterDataFile.Download(
            template!, ContributionColumns.FileName,
            MasterDataFile.Template(template!, ContributionColumns.FileName, ContributionColumns.All))
        : Page();

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken stop)
    {
        FileMissing = file is null;
        if (file is null || !ModelState.IsValid) return Page();
        await Preview(await CarriedFile.Read(file, TableLimits.Bytes, stop), Path.GetFileName(file.FileName), stop);
        return Page();
    }

    /// <summary>Books what was previewed, as far as one request goes.</summary>
    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid) return Page();
        if (CarriedFile.Content(File64, TableLimits.Bytes) is not { } file)
        {
            Refusal = MasterDataRefusals.MasterDataNoRows(FileName ?? "");
            return Page();
        }

        var read = MasterDataTable.Read(ContributionColumns.All, file, FileName ?? "");
        Refusal = read.Refusal;
        if (read.IsRefused) return Page();
        var request = new ContributionImport(read.Value, ValidRowsOnly, Confirmed: Digest ?? "", Most: RowsOfARequest);
        var done = await import.Run(request, this.Actor(), progress: null, stop);
        if (!done.IsRefused && done.Value is { Stopped: null } report && (report.Rows.Refused == 0 || ValidRowsOnly))
        {
            Report = report;
            var booked = report.Rows.Unchanged + report.Booked;
            if (report.Waiting == 0)
                return LocalRedirect($"/contributions/import?booked={report.Booked}&before={report.Rows.Unchanged}");
            Progress = new ImportProgress(booked, booked + report.Waiting);
            return Page();
        }

        await Preview(file, FileName ?? "", stop);
        Refusal = done.Refusal ?? done.Value.Stopped ?? Refusal;
        return Page();
    }

    private async Task Preview(ReadOnlyMemory<byte> content, string fileName, CancellationToken stop)
    {
        var read = MasterDataTable.Read(ContributionColumns.All, content, fileName);
        Refusal = read.Refusal;
        if (read.IsRefused) return;
        var report = await import.Run(new ContributionImport(read.Value, DryRun: true), this.Actor(), progress: null, stop);
        Refusal = report.Refusal;
        if (report.IsRefused) return;
        Report = report.Value;
        (File64, FileName, Digest) = (CarriedFile.Text(content), fileName, Report.Digest);
    }
}
