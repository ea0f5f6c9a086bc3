using FundLedger.Data.Reading;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>A past change of designation. Amount in minor units.</summary>
/// <param name="Consent">Null when it has been erased.</param>
public sealed record DesignationChangeRow(
    Instant RecordedAt, string From, string FromZh, string FromEn, string To, string ToZh, string ToEn, long Amount,
    string? Consent, LocalDate ConsentedOn, int EntryFiscalYear, long EntryNumber)
{
    public EntryReference Entry => new(EntryFiscalYear, EntryNumber);

    /// <summary>All changes of one contribution, the oldest first.</summary>
    public static async Task<IReadOnlyList<DesignationChangeRow>> Read(ReadingDb db, long contribution, CancellationToken stop) => await (
        from change in db.Set<DesignationChange>()
        join giver in db.Funds on change.FromFundId equals giver.Id
        join taker in db.Funds on change.ToFundId equals taker.Id
        where change.ContributionId == contribution
        orderby change.RecordedAt
        select new DesignationChangeRow(
            change.RecordedAt, giver.Code, giver.NameZh, giver.NameEn, taker.Code, taker.NameZh, taker.NameEn, change.Amount,
            db.ErasableTexts.Where(text => text.Id == change.ConsentTextId).Select(text => text.Text).FirstOrDefault(),
            change.ConsentedOn, change.EntryFiscalYear, change.EntryNumber)).ToListAsync(stop);
}
