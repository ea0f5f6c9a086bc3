using FundLedger.Data.Reading;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
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
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FundLedger.Web.Pages.Contributions;

/// <summary>One contribution and where its money went. Another company's is not found, so that not even its existence shows.</summary>
[Authorize(Policies.SeeOwnContributions)]
internal sealed class DetailModel(
    AuthorizedReader reader, ServedAccount books, LotTraceReport trace, IAuthorizationService authorization,
    IStringLocalizer<Words> words) : PageModel
{
    public Contribution Contribution { get; private set; } = null!;

    public Party Payer { get; private set; } = null!;

    public string? Programme { get; private set; }

    public IReadOnlyList<ContributionShareRow> Shares { get; private set; } = [];

    public IReadOnlyList<ContributionEntry> Entries { get; private set; } = [];

    public IReadOnlyList<DesignationChangeRow> DesignationChanges { get; private set; } = [];

    public bool MayCancel { get; private set; }

    public bool MayRedesignate { get; private set; }

    public bool SeesJournal { get; private set; }

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
        var visible = await reader.Read(
            ContributionList.Policy, this.Actor(),
            db => VisibleContributions.Of(db, this.Actor()).SingleOrDefaultAsync(row => row.PublicCode == code, stop), stop);
        if (visible.IsRefused) return Forbid();
        if (visible.Value is not { } contribution) return NotFound();

        Contribution = contribution;
        if (contribution.State == ContributionState.Received)
        {
            var traced = (await trace.Run(books.Id, contribution.Id, stop)).Value;
            if (ListExport.Wanted(format)) return TableDownload.Of(LotTraceTable.Of(traced), format!);
            Trail = new MoneyTrail(traced, words);
        }

        var mayBook = await authorization.May(User, Policies.BookContributions);
        MayCancel = mayBook && contribution.State == ContributionState.Expected;
        var read = await reader.Read(ContributionList.Policy, this.Actor(), db => Read(db, mayBook, stop), stop);
        if (read.IsRefused) return Forbid();
        MayRedesignate = read.Value;
        SeesDisbursements = await authorization.May(User, Policies.SeeDisbursements);
        SeesJournal = await authorization.May(User, Policies.SeeJournal);
        return Page();
    }

    /// <summary>Reads what is shown with the contribution; whether anything of it could be moved to another fund.</summary>
    private async Task<bool> Read(ReadingDb db, bool mayBook, CancellationToken stop)
    {
        Payer = await db.Parties.SingleAsync(party => party.Id == Contribution.PayerPartyId, stop);
        if (Contribution.ProgrammeId is { } programme)
        {
            var name = await db.Programmes.Where(row => row.Id == programme)
                .Select(row => new { row.Ministry, row.NameZh, row.NameEn }).SingleOrDefaultAsync(stop);
            Programme = name is null ? null : $"{name.Ministry} {Wording.Name(name.NameZh, name.NameEn)}";
        }

        await ReadShares(db, stop);
        Entries = await db.Entries
            .Where(entry => entry.DocumentKind == DocumentKind.Contribution && entry.DocumentId == Contribution.Id)
            .OrderBy(entry => entry.FiscalYear).ThenBy(entry => entry.Number)
            .Select(entry => new ContributionEntry(entry.FiscalYear, entry.Number, entry.BookingDate, entry.ReversesNumber != null))
                .ToListAsync(stop);
        DesignationChanges = await DesignationChangeRow.Read(db, Contribution.Id, stop);
        return mayBook && (await MovableLot.Read(db, Contribution, stop)).Count > 0;
    }

    /// <summary>Parts by fund: as they were given, and once the money has come, as it lies and was used.</summary>
    private async Task ReadShares(ReadingDb db, CancellationToken stop)
    {
        if (Trail is not null)
        {
            Shares = [.. Trail.Trace.FirstRound.GroupBy(lot => lot.Fund).Select(lots => new ContributionShareRow(
                lots.Key.Code, lots.Key.NameZh, lots.Key.NameEn, lots.Sum(lot => lot.Kept),
                lots.Sum(lot => lot.Spent), lots.Sum(lot => lot.Encumbered), lots.Sum(lot => lot.Remaining)))];
            return;
        }

        Shares = await (
            from share in db.Set<ContributionShare>()
            join fund in db.Funds on share.FundId equals fund.Id
            where share.ContributionId == Contribution.Id
            orderby share.Line
            select new ContributionShareRow(fund.Code, fund.NameZh, fund.NameEn, share.Amount, null, null, null)).ToListAsync(stop);
    }
}

/// <summary>A part in one fund, in minor units; the last three are null until the money has come.</summary>
internal sealed record ContributionShareRow(
    string Fund, string FundZh, string FundEn, long Amount, long? Used, long? Encumbered, long? Remaining);

internal sealed record ContributionEntry(int FiscalYear, long Number, LocalDate BookingDate, bool IsReversal)
{
    public EntryReference Reference => new(FiscalYear, Number);
}
