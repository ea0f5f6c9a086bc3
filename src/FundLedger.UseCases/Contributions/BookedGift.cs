using FundLedger.Data;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.MasterData;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace FundLedger.UseCases.Contributions;

/// <summary>A gift that an earlier import has booked, as its row said it.</summary>
/// <param name="Payer">The payer's name.</param>
internal sealed record BookedGift(string Code, string Payer, PlannedGift Gift)
{
    /// <summary>References asked for at a time.</summary>
    private const int AtOnce = 1_000;

    /// <summary>Those with one of the references, by reference.</summary>
    public static async Task<IReadOnlyDictionary<string, BookedGift>> Read(
        LedgerDb db, IEnumerable<string> references, CancellationToken stop)
    {
        var found = new Dictionary<string, BookedGift>(StringComparer.Ordinal);
        foreach (var asked in references.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            var gifts = await (
                from contribution in db.Contributions
                join payer in db.Parties on contribution.PayerPartyId equals payer.Id
                where asked.Contains(contribution.SourceReference)
                select new { Contribution = contribution, payer.Name }).AsNoTracking().ToListAsync(stop);
            if (gifts.Count == 0) continue;
            var ids = gifts.Select(gift => gift.Contribution.Id).ToArray();
            var parts = (await (
                from share in db.Set<ContributionShare>()
                join fund in db.Funds on share.FundId equals fund.Id
                where ids.Contains(share.ContributionId)
                orderby share.ContributionId, share.Line
                select new { share.ContributionId, Part = new ContributionPart(fund.Code, share.Amount) }).ToListAsync(stop))
                .ToLookup(share => share.ContributionId, share => share.Part);
            foreach (var gift in gifts) found[gift.Contribution.SourceReference!] = Of(gift.Contribution, gift.Name);

            BookedGift Of(Contribution contribution, string payer) => new(contribution.PublicCode, payer, new PlannedGift(
                0, contribution.SourceReference!, contribution.PayerPartyId, contribution.Amount, [.. parts[contribution.Id]],
                LocalDatePattern.Iso.Format(contribution.PledgedOn), contribution.Description));
        }

        return found;
    }

    /// <summary>What the row says otherwise, column by column.</summary>
    public IEnumerable<CellRefusal> Differences(PlannedGift given, Currency currency)
    {
        if (given.PayerPartyId != Gift.PayerPartyId) yield return Changed(ContributionColumns.Donor, Payer, "");
        if (given.Amount != Gift.Amount)
            yield return Changed(ContributionColumns.Amount, $"{new Money(Gift.Amount, currency)}", $"{new Money(given.Amount, currency)}");
        else if (!given.Parts.OrderBy(part => part.Fund).SequenceEqual(Gift.Parts.OrderBy(part => part.Fund)))
            yield return Changed(ContributionColumns.Split, Text(Gift, currency), Text(given, currency));
        if (given.PledgedOn != Gift.PledgedOn) yield return Changed(ContributionColumns.PledgedOn, Gift.PledgedOn, given.PledgedOn);
        if (given.Description != Gift.Description)
            yield return Changed(ContributionColumns.Description, Gift.Description, given.Description);
    }

    private static string Text(PlannedGift gift, Currency currency) =>
        FundSplit.Text(gift.Parts.Select(part => new SplitPart(part.Fund, new Money(part.Amount, currency))));

    private CellRefusal Changed(string column, string held, string given) =>
        new(column, ContributionRefusals.ImportedRowChanged(Code, held, given));
}
