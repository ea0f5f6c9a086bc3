using FundLedger.Domain;
using FundLedger.Domain.Banking.Statements;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Banking.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Bank;

/// <summary>Takes a statement file. What is wrong with it is said with its line; nothing of a refused file stays.</summary>
[Authorize(Policies.ImportStatement)]
[RequestSizeLimit(LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
internal sealed class ImportModel(BankOverview overview, ImportStatement importStatement) : PageModel
{
    // The form's other fields and boundaries come on top.
    private const long LargestUpload = StatementLimits.Bytes + 1024L * 1024L;

    /// <summary>Endings of the files that are read, and the kinds browsers on telephones know them by.</summary>
    public const string Accepted =
        ".xml,.zip,.sta,.940,.mt940,.swi,.fin,.txt,.ofx,.qfx,.csv,text/csv,text/plain,application/xml,text/xml,application/zip";

    public IReadOnlyList<BankAccountRow> Accounts { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public bool FileMissing { get; private set; }

    public string? ChosenAccount { get; private set; }

    public string Key { get; } = RequestKeys.New();

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var accounts = await overview.Accounts(this.Actor(), stop);
        if (accounts.IsRefused) return Forbid();
        Accounts = accounts.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? key, string? bankAccount, IFormFile? file, CancellationToken stop)
    {
        ChosenAccount = bankAccount;
        FileMissing = file is null;
        if (file is not null)
        {
            var read = await Import(key ?? "", bankAccount ?? "", file, stop);
            if (!read.IsRefused)
            {
                return RedirectToPage(
                    "/Bank/Index", new { added = read.Value.LinesAdded, known = read.Value.LinesKnown, other = read.Value.OtherAccounts });
            }

            Refusal = read.Refusal;
        }

        return await OnGetAsync(stop);
    }

    private async Task<Result<ImportedStatement>> Import(string key, string bankAccount, IFormFile file, CancellationToken stop)
    {
        var name = Path.GetFileName(file.FileName);
        if (file.Length > StatementLimits.Bytes) return StatementRefusals.StatementFileTooLarge(name, StatementLimits.Megabytes);
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, stop);
        var request = new StatementImport(key, bankAccount, name, content.ToArray());
        return await importStatement.Run(request, SignedInPerson.Of(User).ToActor(), stop);
    }
}
