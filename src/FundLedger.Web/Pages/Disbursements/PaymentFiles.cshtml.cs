using FundLedger.Domain;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Disbursements;
using FundLedger.UseCases.Disbursements.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Disbursements;

/// <summary>Puts released disbursements into files for the bank, and offers them for download.</summary>
[Authorize(Policies.PayDisbursement)]
internal sealed class PaymentFilesModel(PaymentFileList list, ExportPaymentFile exportPaymentFile) : PageModel
{
    public IReadOnlyList<PayableRow> Payable { get; private set; } = [];

    public PageOf<PaymentFileRow> Files { get; private set; } = null!;

    public IReadOnlyList<BankChoice> BankAccounts { get; private set; } = [];

    /// <summary>The cases ticked in a refused export, so that they stay ticked.</summary>
    public IReadOnlyList<string> Ticked { get; private set; } = [];

    public string Key { get; } = RequestKeys.New();

    [FromQuery(Name = "file")]
    public string? NewFile { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; }

    public Refusal? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken stop) => Show(stop);

    public async Task<IActionResult> OnPostAsync(
        string? key, string? bankAccount, IReadOnlyList<string>? disbursements, CancellationToken stop)
    {
        var request = new PaymentFileRequest(key ?? "", bankAccount ?? "", disbursements ?? []);
        var exported = await exportPaymentFile.Run(request, SignedInPerson.Of(User).ToActor(), stop);
        if (!exported.IsRefused) return RedirectToPage(new { file = exported.Value });
        (Refusal, Ticked) = (exported.Refusal, request.Disbursements);
        return await Show(stop);
    }

    /// <summary>The file itself: ISO 20022 pain.001.</summary>
    public async Task<IActionResult> OnGetDownloadAsync(string? code, CancellationToken stop)
    {
        var read = await list.Content(this.Actor(), code ?? "", stop);
        if (read.IsRefused) return Forbid();
        return read.Value is { } content ? File(content, "application/xml", $"pain.001-{code}.xml") : NotFound();
    }

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        var payable = await list.Payable(this.Actor(), stop);
        var files = await list.Files(this.Actor(), PageNumber, stop);
        var banks = await list.BankAccounts(this.Actor(), stop);
        if (payable.IsRefused || files.IsRefused || banks.IsRefused) return Forbid();
        (Payable, Files, BankAccounts) = (payable.Value, files.Value, banks.Value);
        return Page();
    }
}
