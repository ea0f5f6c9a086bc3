using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Reports;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions.Reads;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using FundLedger.Web.Pages.Shared;
using FundLedger.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace FundLedger.Web.Pages.Contributions;

/// <summary>One contribution and where its money went. Another company's is not found, so that not even its existence shows.</summary>
[Authorize(Policies.SeeOwnContributions)]
internal sealed class DetailModel(
    ContributionDetails details, ServedAccount books, LotTraceReport trace, IAuthorizationService authorization,
    IStringLocalizer<Words> words) : PageModel
{
    public ContributionStory Story { get; private set; } = null!;

    /// <summary>Parts by fund: as they were given, and once the money has come, as it lies and was used.</summary>
    public IReadOnlyList<ContributionShareRow> Shares { get; private set; } = [];

    public string? Programme => Story.Programme is { } programme
        ? $"{programme.Ministry} {Wording.Name(programme.NameZh, programme.NameEn)}"
        : null;

    public bool MayCancel { get; private set; }

    public bool MayRedesignate { get; private set; }

    public bool MayRefund { get; private set; }

    public bool SeesJournal { get; private set; }

    public bool SeesPayers { get; private set; }

    public bool SeesDisbursements { get; private set; }

    /// <summary>Null until the money has come.</summary>
    public MoneyTrail? Trail { get; private set; }

    [BindProperty(SupportsGet = true, Name = "booked")]
    public bool JustBooked { get; set; }

    [BindProperty(SupportsGet = true, Name = "redesignated")]
    public bool JustRedesignated { get; set; }

    public Money Amount(long minorUnits) => new(minorUnits, books.Currency);

    public async Task<IActionResult> OnGetAsync(string code, string? format, CancellationToken stop)
    {
        var read = await details.Read(this.Actor(), code, stop);
        if (read.IsRefused) return Forbid();
        if (read.Value is not { } story) return NotFound();
        (Story, Shares) = (story, story.Shares);
        if (story.Contribution.State == ContributionState.Received)
        {
            var traced = (await trace.Run(books.Id, story.Contribution.Id, stop)).Value;
            if (ListExport.Wanted(format)) return TableDownload.Of(LotTraceTable.Of(traced), format!);
            Trail = new MoneyTrail(traced, words);
            Shares = [.. traced.FirstRound.GroupBy(lot => lot.Fund).Select(lots => new ContributionShareRow(
                lots.Key.Code, lots.Key.NameZh, lots.Key.NameEn, lots.Sum(lot => lot.Kept),
                lots.Sum(lot => lot.Spent), lots.Sum(lot => lot.Encumbered), lots.Sum(lot => lot.Remaining)))];
        }

        var mayBook = await authorization.May(User, Policies.BookContributions);
        MayCancel = mayBook && story.Contribution is { State: ContributionState.Expected, DonationId: null };
        MayRedesignate = mayBook && story.IsMovable;
        MayRefund = mayBook && story.Contribution is { Kind: ContributionKind.Donation, State: ContributionState.Received };
        SeesPayers = await authorization.May(User, Policies.SeeContributions);
        SeesDisbursements = await authorization.May(User, Policies.SeeDisbursements);
        SeesJournal = await authorization.May(User, Policies.SeeJournal);
        return Page();
    }
}
