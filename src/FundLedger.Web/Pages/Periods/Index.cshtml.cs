using System.ComponentModel.DataAnnotations;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Funds.Reads;
using FundLedger.UseCases.Periods;
using FundLedger.UseCases.Periods.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace FundLedger.Web.Pages.Periods;

/// <summary>The states of the periods of a year; finance moves them and closes the year.</summary>
[Authorize(Policies.SeeReports)]
internal sealed class IndexModel(
    MovePeriod movePeriod, CloseYear closeYear, PeriodList list, ReportChoices choices, ServedAccount books, IClock clock,
    IAuthorizationService authorization) : PageModel
{
    private const int EarliestYear = 2000;
    private const int LatestYear = 2199;
    private const string FiscalYearMissing = "FiscalYearMissing";

    [BindProperty(SupportsGet = true, Name = "year"), Range(EarliestYear, LatestYear)]
    public int? Year { get; set; }

    public PeriodsOfYear List { get; private set; } = null!;

    public bool MayClose { get; private set; }

    public string Key { get; } = RequestKeys.New();

    public Refusal? Refusal { get; private set; }

    /// <summary>What closing the year would post, after a preview.</summary>
    public ClosedYear? Previewed { get; private set; }

    /// <summary>What the preview's funds and accounts are called, by code.</summary>
    public IReadOnlyDictionary<string, string> FundNames { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> AccountNames { get; private set; } = new Dictionary<string, string>();

    /// <summary>Why no checkpoint was signed after the last closing.</summary>
    public Refusal? NotSealed { get; private set; }

    public Money Amount(long minorUnits) => new(minorUnits, books.Currency);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Show(stop);

    public async Task<IActionResult> OnPostMoveAsync(
        [FormKey] string? key, [Required(ErrorMessage = FiscalYearMissing)] int? year,
        [Required(ErrorMessage = "PeriodMissing")] int? period, [Required(ErrorMessage = "PeriodMoveMissing")] PeriodMove? move,
        string? reason, CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var moved = await movePeriod.Run(
            new PeriodMoveRequest(key!, year!.Value, period!.Value, move!.Value, reason), SignedInPerson.Of(User).ToActor(), stop);
        if (moved.Refusal.IsNotPermitted()) return Forbid();
        (Refusal, NotSealed) = (moved.Refusal, moved.IsRefused ? null : moved.Value.NotSealed);
        return moved.IsRefused || NotSealed is not null ? await Show(stop) : RedirectToPage(new { year });
    }

    public async Task<IActionResult> OnPostPreviewAsync(
        [FormKey] string? key, [Required(ErrorMessage = FiscalYearMissing)] int? year, CancellationToken stop) =>
        await Close(key, year, dryRun: true, stop);

    public async Task<IActionResult> OnPostCloseYearAsync(
        [FormKey] string? key, [Required(ErrorMessage = FiscalYearMissing)] int? year, CancellationToken stop) =>
        await Close(key, year, dryRun: false, stop);

    private async Task<IActionResult> Close(string? key, int? year, bool dryRun, CancellationToken stop)
    {
        if (!ModelState.IsValid) return await Show(stop);
        var closed = await closeYear.Run(new YearClosingRequest(key!, year!.Value), SignedInPerson.Of(User).ToActor(), dryRun, stop);
        if (closed.Refusal.IsNotPermitted()) return Forbid();
        Refusal = closed.Refusal;
        if (!closed.IsRefused) (Previewed, NotSealed) = (dryRun ? closed.Value.Year : null, closed.Value.NotSealed);
        return dryRun || closed.IsRefused || NotSealed is not null ? await Show(stop) : RedirectToPage(new { year });
    }

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        if (Year is not (>= EarliestYear and <= LatestYear)) Year = clock.Today().Year;
        MayClose = await authorization.May(User, Policies.ClosePeriods);
        var read = await list.Read(this.Actor(), Year.Value, clock.Today(), stop);
        if (read.IsRefused) return Forbid();
        List = read.Value;
        if (Previewed is null) return Page();
        FundNames = (await choices.Funds(this.Actor(), stop)).Value
            .ToDictionary(fund => fund.Code, fund => Wording.Name(fund.NameZh, fund.NameEn));
        AccountNames = (await choices.Accounts(this.Actor(), stop)).Value
            .ToDictionary(account => account.Code, account => Wording.Name(account.NameZh, account.NameEn));
        return Page();
    }
}
