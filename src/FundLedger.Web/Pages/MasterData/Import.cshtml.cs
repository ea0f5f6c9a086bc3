using FundLedger.Domain.Tables;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.MasterData;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.MasterData;

/// <summary>Takes a file of master data: preview, then confirm.</summary>
[Authorize(Policies.ManageParties)]
[RequestSizeLimit(LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
internal sealed class ImportModel(ImportMasterData import, ServedAccount books) : ImportPage(import, books)
{
    public const string Accepted =
        ".csv,.xlsx,.txt,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public bool FileMissing { get; private set; }

    public IActionResult OnGet(string kind) => Choose(kind) ?? Page();

    public async Task<IActionResult> OnPostAsync(string kind, IFormFile? file, CancellationToken stop)
    {
        if (Choose(kind) is { } answer) return answer;
        FileMissing = file is null;
        if (file is null || !ModelState.IsValid) return Page();
        await Preview(await CarriedFile.Read(file, TableLimits.Bytes, stop), Path.GetFileName(file.FileName), stop);
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(string kind, CancellationToken stop) => Choose(kind) ?? await Confirm(stop);
}
