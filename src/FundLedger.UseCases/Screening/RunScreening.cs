using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Screening;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Donations;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Screening;

/// <param name="Screened">Gifts that are open.</param>
/// <param name="Changed">Those of them that are found otherwise than before.</param>
public sealed record ScreenedGifts(int Screened, int Changed);

/// <summary>
/// Screens every gift again that is promised and has not come, by the rules and lists of today; what is not decided yet moves by it.
/// Only what is found otherwise than the last time is kept, so running it again changes nothing.
/// </summary>
public sealed class RunScreening(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = new(Policies.BookContributions, Policies.ManageParties, Policies.RunJobs);

    public Task<Result<ScreenedGifts>> Run(string key, Actor actor, CancellationToken stop) => ledger.Write(
        Policy, new UseCaseRequest(key, actor, nameof(RunScreening)), session => Decide(session, stop), stop);

    private static async Task<Result<ScreenedGifts>> Decide(WriteSession session, CancellationToken stop)
    {
        var gifts = await session.Db.Contributions.AsNoTracking()
            .Where(gift => gift.Kind == ContributionKind.Donation && gift.State == ContributionState.Expected
                && gift.DonationId == null)
            .OrderBy(gift => gift.Id).Select(gift => new { gift.Id, gift.PayerPartyId }).ToListAsync(stop);
        var books = await ScreeningBooks.Load(session.Db, gifts.Select(gift => gift.PayerPartyId), session.Today, stop);
        var last = await LastResults(session, stop);
        var changed = 0;
        foreach (var gift in gifts)
        {
            var decision = books.Decide([gift.PayerPartyId]);
            if (last.TryGetValue(gift.Id, out var known) && known.Finds(decision)) continue;
            ScreeningBooks.Keep(session, new DocumentReference(DocumentKind.Contribution, gift.Id), decision);
            changed++;
        }

        var donations = await DonationScreening.Again(session, stop);
        if (donations.IsRefused) return donations.Refusal;
        var all = new ScreenedGifts(gifts.Count + donations.Value.Screened, changed + donations.Value.Changed);
        if (all.Changed > 0) session.Audit("GiftsScreened", all.Screened, all.Changed);
        return all;
    }

    /// <summary>By the gift's id.</summary>
    private static async Task<Dictionary<long, ScreeningResult>> LastResults(WriteSession session, CancellationToken stop)
    {
        var results = await session.Db.ScreeningResults.AsNoTracking().Include(result => result.Findings)
            .Where(result => result.DocumentKind == DocumentKind.Contribution && session.Db.Contributions.Any(
                gift => gift.Id == result.DocumentId && gift.State == ContributionState.Expected))
            .ToListAsync(stop);
        return results.GroupBy(result => result.DocumentId).ToDictionary(
            group => group.Key, group => group.MaxBy(result => result.Id)!);
    }
}
