using FundLedger.UseCases.Access;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Banking.Reads;
using FundLedger.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Bank;

/// <summary>The bank accounts: the balance of the books beside the last balance of the bank.</summary>
[Authorize(Policies.SeeBank)]
internal sealed class IndexModel(
    BankOverview overview, IAuthorizationService authorization, MatchStatementLines matchStatementLines) : PageModel
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

    public async Task<IActionResult> OnPostMatchAsync(CancellationToken stop)
    {
        var run = await matchStatementLines.Run(this.Actor(), stop);
        return run.IsRefused
            ? Forbid()
            : RedirectToPage(new { matched = run.Value.Matched, unidentified = run.Value.Unidentified, waiting = run.Value.Waiting });
    }
}
