using FundLedger.Domain.Banking;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Banking.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace FundLedger.Web.Pages.Bank;

/// <summary>The bank accounts: the balance of the books beside the last balance of the bank.</summary>
[Authorize(Policies.SeeBank)]
internal sealed class IndexModel(
    BankOverview overview, IAuthorizationService authorization, MatchStatementLines matchStatementLines,
    StatementOriginals originals) : PageModel
{
    public IReadOnlyList<BankAccountRow> Accounts { get; private set; } = [];

    public WaitingLines Waiting { get; private set; } = new(0, 0);

    public IReadOnlyList<ImportedFileRow> Files { get; private set; } = [];

    public bool MayImport { get; private set; }

    public bool MayMatch { get; private set; }

    /// <summary>What the last match run did: matched, unidentified, still waiting.</summary>
    [FromQuery(Name = "matched")]
    public int? Matched { get; set; }

    [FromQuery(Name = "unidentified")]
    public int Unidentified { get; set; }

    [FromQuery(Name = "waiting")]
    public int StillWaiting { get; set; }

    /// <summary>Lines a file has just added, and lines of it that were known.</summary>
    [FromQuery(Name = "added")]
    public int? Added { get; set; }

    [FromQuery(Name = "known")]
    public int Known { get; set; }

    /// <summary>Accounts whose statements the file also has.</summary>
    [FromQuery(Name = "other")]
    public string? OtherAccounts { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var accounts = await overview.Accounts(this.Actor(), stop);
        var waiting = await overview.Waiting(this.Actor(), stop);
        var files = await overview.Files(this.Actor(), stop);
        if (accounts.IsRefused || waiting.IsRefused || files.IsRefused) return Forbid();
        (Accounts, Waiting, Files) = (accounts.Value, waiting.Value, files.Value);
        MayImport = await authorization.May(User, Policies.ImportStatement);
        MayMatch = await authorization.May(User, Policies.ImportStatement, Policies.ReconcileBank);
        return Page();
    }

    /// <summary>An imported file as the bank gave it, streamed and kept in no cache.</summary>
    public async Task<IActionResult> OnGetOriginalAsync([FromQuery(Name = "file")] long fileId, CancellationToken stop)
    {
        var copied = await originals.CopyTo(this.Actor(), fileId, file =>
        {
            Response.ContentType = "application/octet-stream";
            Response.ContentLength = file.Length;
            Response.Headers.CacheControl = "no-store";
            Response.Headers.XContentTypeOptions = "nosniff";
            Response.Headers.ContentDisposition =
                new ContentDispositionHeaderValue("attachment") { FileNameStar = file.FileName }.ToString();
            return Response.Body;
        }, stop);
        return !copied.IsRefused ? new EmptyResult()
            : copied.Refusal.Code is nameof(BankingRefusals.StatementFileNotFound) or nameof(BankingRefusals.StatementOriginalNotKept)
                ? NotFound()
                : Forbid();
    }

    public async Task<IActionResult> OnPostMatchAsync(CancellationToken stop)
    {
        var run = await matchStatementLines.Run(this.Actor(), stop);
        return run.IsRefused
            ? Forbid()
            : RedirectToPage(new { matched = run.Value.Matched, unidentified = run.Value.Unidentified, waiting = run.Value.Waiting });
    }
}
