using FundLedger.Domain;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.Tables;
using FundLedger.UseCases;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.MasterData;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.MasterData;

/// <summary>
/// A file whose effect is shown before it is confirmed. The file travels with the form, so any server may answer, and with it the
/// preview's digest: what is confirmed writes exactly what was shown, or is refused.
/// </summary>
internal abstract class ImportPage(ImportMasterData import, ServedAccount books) : PageModel
{
    // In base 64 a file grows by a third.
    public const long LargestUpload = (TableLimits.Bytes * 4L / 3) + (512L * 1024);

    /// <summary>Rows that the preview shows; of more it says how many.</summary>
    public const int RowsShown = 200;

    private MasterDataKind? kind;

    public MasterDataKind Kind => kind ?? throw new InvalidOperationException("Not read yet.");

    [BindProperty, FormKey]
    public string RequestKey { get; set; } = RequestKeys.New();

    /// <summary>The previewed file in base 64.</summary>
    [BindProperty]
    public string? File64 { get; set; }

    [BindProperty]
    public string? FileName { get; set; }

    [BindProperty]
    public string? Digest { get; set; }

    public ImportReport? Report { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>Refused rows first, then what changes; rows that stay as they are only counted.</summary>
    public IEnumerable<ReportedRow> Shown => (Report?.Rows ?? []).Where(row => row.Outcome != RowOutcome.Unchanged)
        .OrderByDescending(row => row.Outcome == RowOutcome.Refused).Take(RowsShown);

    /// <summary>The column's heading before what is said of it; empty for the row as a whole.</summary>
    public string Heading(string? column) => column is null ? "" : ShownValue.Heading(Kind.Column(column)) + ": ";

    /// <summary>What stands in the row, and what stood there before.</summary>
    public string Text(ReportedRow row, ColumnChange change)
    {
        var column = Kind.Column(change.Column);
        return row.Outcome == RowOutcome.Changed ? $"{Shown(change.From)} → {Shown(change.To)}" : Shown(change.To);

        string Shown(string? value) => value is null ? "–" : ShownValue.Of(column, value, books.Currency);
    }

    /// <summary>The kind; else what to answer instead of a page.</summary>
    protected IActionResult? Choose(string name)
    {
        var found = MasterDataKinds.Find(name);
        if (found.IsRefused) return NotFound();
        kind = found.Value;
        return Kind.Policy.Permits(this.Actor()) ? null : Forbid();
    }

    protected async Task Preview(ReadOnlyMemory<byte> content, string fileName, CancellationToken stop)
    {
        var read = MasterDataTable.Read(Kind, content, fileName);
        Refusal = read.Refusal;
        if (read.IsRefused) return;
        var report = await import.Run(new MasterDataImport(RequestKey, Kind.Name, read.Value, DryRun: true), this.Actor(), stop);
        Refusal = report.Refusal;
        if (report.IsRefused) return;
        Report = report.Value;
        (File64, FileName, Digest) = (CarriedFile.Text(content), fileName, Report.Digest);
    }

    /// <summary>Writes what was previewed, and gives the list; else the page with what is wrong, or with the preview anew.</summary>
    protected async Task<IActionResult> Confirm(CancellationToken stop)
    {
        if (!ModelState.IsValid) return Page();
        if (CarriedFile.Content(File64, TableLimits.Bytes) is not { } file)
        {
            Refusal = MasterDataRefusals.MasterDataNoRows(FileName ?? "");
            return Page();
        }

        var read = MasterDataTable.Read(Kind, file, FileName ?? "");
        Refusal = read.Refusal;
        if (read.IsRefused) return Page();
        var done = await import.Run(
            new MasterDataImport(RequestKey, Kind.Name, read.Value, Confirmed: Digest ?? ""), this.Actor(), stop);
        if (!done.IsRefused && done.Value.Refused == 0)
            return LocalRedirect($"/master-data/{Kind.Name}?added={done.Value.Added}&changed={done.Value.Changed}");
        await Preview(file, FileName ?? "", stop);
        Refusal = done.Refusal ?? Refusal;
        return Page();
    }
}
