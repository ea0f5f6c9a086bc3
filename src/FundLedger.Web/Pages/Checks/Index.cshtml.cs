using FundLedger.Reports.Checks;
using FundLedger.Reports.Evidence;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Checks;

/// <summary>The named checks, explained, and run on request: they read the whole ledger.</summary>
[Authorize(Policies.RunChecks)]
internal sealed class IndexModel(LedgerChecks checks, LogProofs log, ServedAccount books, IClock clock) : PageModel
{
    /// <summary>Empty until the checks are run.</summary>
    public IReadOnlyDictionary<string, CheckResult> Results { get; private set; } = new Dictionary<string, CheckResult>();

    public Instant? RanAt { get; private set; }

    public int Failed => Results.Values.Count(result => !result.Ok);

    /// <summary>Null until something has been signed.</summary>
    public StoredCheckpoint? LastCheckpoint { get; private set; }

    public async Task OnGetAsync(CancellationToken stop) => LastCheckpoint = await log.LastCheckpoint(books.Id, stop);

    public async Task<IActionResult> OnPostAsync(string? name, CancellationToken stop)
    {
        if (name is not null && !LedgerChecks.Names.Contains(name)) return NotFound();
        var results = name is null ? await checks.RunAll(books.Id, progress: null, stop) : [await checks.Run(name, books.Id, stop)];
        Results = results.ToDictionary(result => result.Name);
        RanAt = clock.GetCurrentInstant();
        LastCheckpoint = await log.LastCheckpoint(books.Id, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostDownloadAsync(CancellationToken stop)
    {
        var results = await checks.RunAll(books.Id, progress: null, stop);
        using var bytes = new MemoryStream();
        CheckJson.Write(results, bytes);
        return File(bytes.ToArray(), "application/json; charset=utf-8", $"checks-{Wording.Iso(clock.Today())}.json");
    }
}
