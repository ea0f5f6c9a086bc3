using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.MasterData.Reads;

/// <param name="Rows">How many there are; of budgets those in force.</param>
public sealed record MasterDataCount(MasterDataKind Kind, int Rows);

/// <summary>What master data there is.</summary>
public sealed class MasterDataOverview(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeMasterData;

    /// <summary>Every kind, in the order in which new books are filled.</summary>
    public Task<Result<IReadOnlyList<MasterDataCount>>> Read(Actor actor, CancellationToken stop) =>
        reader.Read<IReadOnlyList<MasterDataCount>>(Policy, actor, async db =>
        {
            var counts = new List<MasterDataCount>();
            foreach (var kind in MasterDataKinds.All) counts.Add(new MasterDataCount(kind, await kind.Count(db, stop)));
            return counts;
        }, stop);
}
