using FundLedger.Data;
using FundLedger.Data.Engines;
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
    LedgerDbFactory factory, ServedAccount books, LotTraceReport trace, IAuthorizationService authorization, IStringLocalizer<Words> words) : PageModel
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
        await using var db = factory.Create();
        var found = await VisibleContributions.Of(db, books.Id, SignedInPerson.Of(User).ToActor()).AsNoTracking().SingleOrDefaultAsync(row => row.PublicCode == code, stop);
        if (found is null) return NotFound();

        Contribution = found;
        if (found.State == ContributionState.Received)
        {
            var traced = (await trace.Run(books.Id, found.Id, stop)).Value;
            if (ListExport.Wanted(format)) return TableDownload.Of(LotTraceTable.Of(traced), format!);
            Trail = new MoneyTrail(traced, words);
        }

        Payer = await db.Parties.AsNoTracking().SingleAsync(party => party.DedicatedAccountId == books.Id && party.Id == found.PayerPartyId, stop);
        if (found.ProgrammeId is { } programme)
        {
            var name = await db.Programmes.AsNoTracking()
                .Where(row => row.DedicatedAccountId == books.Id && row.Id == programme)
                .Select(row => new { row.Ministry, row.NameZh, row.NameEn }).SingleOrDefaultAsync(stop);
            Programme = name is null ? null : $"{name.Ministry} {Wording.Name(name.NameZh, name.NameEn)}";
        }

        await ReadShares(db, stop);
        Entries = await db.Entries
            .Where(entry => entry.DedicatedAccountId == books.Id && entry.DocumentKind == DocumentKind.Contribution && entry.DocumentId == found.Id)
            .OrderBy(entry => entry.FiscalYear).ThenBy(entry => entry.Number)
            .Select(entry => new ContributionEntry(entry.FiscalYear, entry.Number, entry.BookingDate, entry.ReversesNumber != null)).ToListAsync(stop);
        DesignationChanges = await DesignationChangeRow.Read(db, books.Id, found.Id, stop);
        if (await authorization.May(User, Policies.BookContributions))
        {
            MayCancel = found.State == ContributionState.Expected;
            MayRedesignate = (await MovableLot.Read(db, books.Id, found, stop)).Count > 0;
        }

        SeesDisbursements = await authorization.May(User, Policies.SeeDisbursements);
        SeesJournal = await authorization.May(User, Policies.SeeJournal);
        return Page();
    }

    /// <summary>Parts by fund: as they were given, and once the money has come, as it lies and was used.</summary>
    private async Task ReadShares(LedgerDb db, CancellationToken stop)
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
            join fund in db.Funds on new { share.DedicatedAccountId, Id = share.FundId } equals new { fund.DedicatedAccountId, fund.Id }
            where share.DedicatedAccountId == books.Id && share.ContributionId == Contribution.Id
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
