using FundLedger.Data.Engines;
using FundLedger.Domain;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Disbursements;
using FundLedger.UseCases.Disbursements.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Disbursements;

/// <summary>Puts released disbursements into files for the bank, and hands the files out.</summary>
[Authorize(Policies.PayDisbursement)]
internal sealed class PaymentFilesModel(LedgerDbFactory factory, ServedAccount books, ExportPaymentFile exportPaymentFile) : PageModel
{
    private readonly PaymentFileList list = new(factory, books);

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

    public Task OnGetAsync(CancellationToken stop) => Show(stop);

    public async Task<IActionResult> OnPostAsync(string? key, string? bankAccount, IReadOnlyList<string>? disbursements, CancellationToken stop)
    {
        var request = new PaymentFileRequest(key ?? "", bankAccount ?? "", disbursements ?? []);
        var exported = await exportPaymentFile.Run(request, SignedInPerson.Of(User).ToActor(), stop);
        if (!exported.IsRefused) return RedirectToPage(new { file = exported.Value });
        (Refusal, Ticked) = (exported.Refusal, request.Disbursements);
        await Show(stop);
        return Page();
    }

    /// <summary>The file itself: ISO 20022 pain.001.</summary>
    public async Task<IActionResult> OnGetDownloadAsync(string? code, CancellationToken stop) =>
        await list.Content(code ?? "", stop) is { } content ? File(content, "application/xml", $"pain.001-{code}.xml") : NotFound();

    private async Task Show(CancellationToken stop)
    {
        Payable = await list.Payable(SignedInPerson.Of(User).PersonId, stop);
        Files = await list.Files(PageNumber, stop);
        BankAccounts = await list.BankAccounts(stop);
    }
}
