using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Funds.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>A contribution that is about to be changed, and its payer's name.</summary>
public sealed record ContributionToChange(Contribution Contribution, string Payer);

/// <summary>A gift and what of it can be moved where.</summary>
/// <param name="Chosen">Null until a lot is chosen, and when nothing is left of the one that was.</param>
/// <param name="Funds">Where the chosen lot's money may go.</param>
public sealed record MovableGift(
    ContributionToChange Gift, IReadOnlyList<MovableLot> Lots, MovableLot? Chosen, IReadOnlyList<FundChoice> Funds);

/// <summary>What can be chosen on the forms that change a contribution.</summary>
public sealed class ContributionChanges(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.BookContributions;

    /// <summary>Null for an unknown code.</summary>
    public Task<Result<ContributionToChange?>> Find(Actor actor, string code, CancellationToken stop) =>
        reader.Read(Policy, actor, db => Find(db, actor, code, stop), stop);

    /// <summary>Null for an unknown code.</summary>
    /// <param name="lot">The lot that was chosen; another one never takes its place. Null: the only one, where there is one.</param>
    public Task<Result<MovableGift?>> Movable(Actor actor, string code, long? lot, CancellationToken stop) =>
        reader.Read<MovableGift?>(Policy, actor, async db =>
        {
            if (await Find(db, actor, code, stop) is not { } gift) return null;
            var lots = await MovableLot.Read(db, gift.Contribution, stop);
            var chosen = lot is { } wanted ? lots.SingleOrDefault(row => row.Id == wanted) : lots is [var only] ? only : null;
            var sameSource = chosen is null ? [] : await FundChoice.Read(db, stop, chosen.Source);
            return new MovableGift(gift, lots, chosen, [.. sameSource.Where(fund => fund.Code != chosen!.Fund)]);
        }, stop);

    private static Task<ContributionToChange?> Find(ReadingDb db, Actor actor, string code, CancellationToken stop) => (
        from contribution in VisibleContributions.Of(db, actor)
        join payer in db.Parties on contribution.PayerPartyId equals payer.Id
        where contribution.PublicCode == code
        select new ContributionToChange(contribution, payer.Name)).SingleOrDefaultAsync(stop);
}
