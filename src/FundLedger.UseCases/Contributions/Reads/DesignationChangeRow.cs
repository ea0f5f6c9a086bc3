using FundLedger.Data;
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
    public static async Task<IReadOnlyList<DesignationChangeRow>> Read(LedgerDb db, long account, long contribution, CancellationToken stop) => await (
        from change in db.Set<DesignationChange>()
        join giver in db.Funds on new { change.DedicatedAccountId, Id = change.FromFundId } equals new { giver.DedicatedAccountId, giver.Id }
        join taker in db.Funds on new { change.DedicatedAccountId, Id = change.ToFundId } equals new { taker.DedicatedAccountId, taker.Id }
        where change.DedicatedAccountId == account && change.ContributionId == contribution
        orderby change.RecordedAt
        select new DesignationChangeRow(
            change.RecordedAt, giver.Code, giver.NameZh, giver.NameEn, taker.Code, taker.NameZh, taker.NameEn, change.Amount,
            db.SideTexts.Where(text => text.DedicatedAccountId == account && text.Id == change.ConsentTextId).Select(text => text.Text).FirstOrDefault(),
            change.ConsentedOn, change.EntryFiscalYear, change.EntryNumber)).ToListAsync(stop);
}
