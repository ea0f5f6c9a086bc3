using FundLedger.Data.Reading;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>A lot of a gift with money left that another fund could take. Amounts in minor units.</summary>
public sealed record MovableLot(
    long Id, string Fund, string FundZh, string FundEn, SourceKind Source, long Amount, long Used, long Encumbered, long Remaining)
{
    /// <summary>The gift's own lots and those it was moved into before; none where the rules let nothing of it be moved.</summary>
    public static Task<IReadOnlyList<MovableLot>> Read(ReadingDb db, Contribution contribution, CancellationToken stop) =>
        Read(db, contribution, elsewhere: true, stop);

    /// <param name="elsewhere">Only what another fund could take.</param>
    internal static async Task<IReadOnlyList<MovableLot>> Read(
        ReadingDb db, Contribution contribution, bool elsewhere, CancellationToken stop)
    {
        if (RedesignationRules.CheckContribution(contribution) is not null) return [];
        var own = await db.Lots
            .Where(lot => lot.Kind == LotKind.Contribution && lot.DocumentId == contribution.Id)
            .Select(lot => lot.Id).ToArrayAsync(stop);
        var lots = (await LotDescendants.Of(db, own, stop)).ToArray();
        return await (
            from lot in db.Lots
            join fund in db.Funds on lot.FundId equals fund.Id
            where lots.Contains(lot.Id) && lot.Remaining > 0
                && (!elsewhere || db.Funds.Any(other => other.Source == fund.Source && other.Id != fund.Id))
            orderby lot.Id
            select new MovableLot(
                lot.Id, fund.Code, fund.NameZh, fund.NameEn, fund.Source, lot.Amount, lot.Used, lot.Encumbered, lot.Remaining))
                    .ToListAsync(stop);
    }
}
