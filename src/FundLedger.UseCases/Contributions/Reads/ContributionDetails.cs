using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Receipts.Reads;
using FundLedger.UseCases.Screening.Reads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>A part in one fund, in minor units; the last three are null until the money has come.</summary>
public sealed record ContributionShareRow(
    string Fund, string FundZh, string FundEn, long Amount, long? Used, long? Encumbered, long? Remaining);

/// <summary>An entry of the contribution.</summary>
public sealed record ContributionEntry(int FiscalYear, long Number, LocalDate BookingDate, bool IsReversal)
{
    public EntryReference Reference => new(FiscalYear, Number);
}

/// <summary>The programme an allocation is drawn from.</summary>
public sealed record DrawnProgramme(string Ministry, string NameZh, string NameEn);

/// <summary>One contribution and what belongs to it.</summary>
/// <param name="Shares">As they were given; what became of the money, the lot trace tells.</param>
/// <param name="Screenings">The last one first; none for a person who sees the own company's contributions only.</param>
/// <param name="Donation">Public code of the donation whose instalment it is.</param>
/// <param name="IsMovable">The person may move money, and something of the gift is left that another fund could take.</param>
public sealed record ContributionStory(
    Contribution Contribution, Party Payer, DrawnProgramme? Programme, IReadOnlyList<ContributionShareRow> Shares,
    IReadOnlyList<ContributionEntry> Entries, IReadOnlyList<DesignationChangeRow> DesignationChanges,
    IReadOnlyList<ReceiptLink> Receipts, IReadOnlyList<ScreeningShown> Screenings, string? Donation,
    IReadOnlyList<GiftRefund> Refunds, bool IsMovable);

/// <summary>Reads one contribution.</summary>
public sealed class ContributionDetails(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = ContributionList.Policy;

    /// <summary>Null for an unknown code, and for another company's: not even its existence shows.</summary>
    public Task<Result<ContributionStory?>> Read(Actor actor, string code, CancellationToken stop) =>
        reader.Read<ContributionStory?>(Policy, actor, async db =>
        {
            var contribution = await VisibleContributions.Of(db, actor).SingleOrDefaultAsync(row => row.PublicCode == code, stop);
            if (contribution is null) return null;
            return new ContributionStory(
                contribution, await db.Parties.SingleAsync(party => party.Id == contribution.PayerPartyId, stop),
                await Programme(db, contribution, stop), await Shares(db, contribution, stop), await Entries(db, contribution, stop),
                await DesignationChangeRow.Read(db, contribution.Id, stop),
                await ReceiptLink.OfGift(db, actor, contribution.Id, stop),
                actor.May(Policies.SeeContributions) ? await ScreeningShown.Read(db, contribution.Reference, stop) : [],
                await db.Donations.Where(row => row.Id == contribution.DonationId).Select(row => row.PublicCode).FirstOrDefaultAsync(stop),
                await db.GiftRefunds.Where(row => row.ContributionId == contribution.Id).OrderBy(row => row.Id).ToListAsync(stop),
                actor.May(Policies.BookContributions) && (await MovableLot.Read(db, contribution, stop)).Count > 0);
        }, stop);

    private static async Task<DrawnProgramme?> Programme(ReadingDb db, Contribution contribution, CancellationToken stop) =>
        contribution.ProgrammeId is { } programme
            ? await db.Programmes.Where(row => row.Id == programme)
                .Select(row => new DrawnProgramme(row.Ministry, row.NameZh, row.NameEn)).SingleOrDefaultAsync(stop)
            : null;

    private static async Task<IReadOnlyList<ContributionShareRow>> Shares(
        ReadingDb db, Contribution contribution, CancellationToken stop) => await (
        from share in db.Set<ContributionShare>()
        join fund in db.Funds on share.FundId equals fund.Id
        where share.ContributionId == contribution.Id
        orderby share.Line
        select new ContributionShareRow(fund.Code, fund.NameZh, fund.NameEn, share.Amount, null, null, null)).ToListAsync(stop);

    private static async Task<IReadOnlyList<ContributionEntry>> Entries(
        ReadingDb db, Contribution contribution, CancellationToken stop) => await db.Entries
        .Where(entry => entry.DocumentKind == DocumentKind.Contribution && entry.DocumentId == contribution.Id)
        .OrderBy(entry => entry.FiscalYear).ThenBy(entry => entry.Number)
        .Select(entry => new ContributionEntry(entry.FiscalYear, entry.Number, entry.BookingDate, entry.ReversesNumber != null))
        .ToListAsync(stop);
}
