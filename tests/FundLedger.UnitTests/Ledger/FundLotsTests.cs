using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Ledger;

namespace FundLedger.UnitTests.Ledger;

public sealed class FundLotsTests
{
    /// <summary>Numbers mostly rise, as lots come; now and then an old one is loaded again, and what is used up goes.</summary>
    private static readonly Gen<(bool Adds, int Number)[]> Moves =
        Gen.ArrayOf(Gen.Zip(Gen.Elements(true, true, false), Gen.Choose(1, 60))).Resize(400);

    [Fact]
    public void AddAndRemove_AnyMoves_AreInNumberOrderLikeASortedDictionary() => Prop.ForAll(Moves.ToArbitrary(), moves =>
    {
        var (lots, model) = (new FundLots(), new SortedDictionary<long, LotState>());
        var highest = 0L;
        foreach (var (adds, number) in moves)
        {
            // Every other number is a new, higher one; else one that may be there, be gone, or never have been.
            long id = adds && number % 2 == 0 ? ++highest : number;
            var lot = new LotState(id, 100, 0, 0);
            highest = Math.Max(highest, id);
            if (adds)
            {
                lots.Add(lot);
                model.TryAdd(id, lot);
            }
            else
            {
                var gone = number % 3 == 0 && model.Count > 0 ? model.Values.First() : lot;
                lots.Remove(gone);
                model.Remove(gone.Id);
            }

            lots.Should().Equal(model.Values);
            lots.Count.Should().Be(model.Count);
            lots.Find(number).Should().BeSameAs(model.GetValueOrDefault(number));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Remove_FromTheFrontOfThousands_LeavesTheRestInOrder()
    {
        var lots = new FundLots();
        for (var id = 1; id <= 10_000; id++) lots.Add(new LotState(id, 1, 0, 0));

        for (var id = 1; id <= 9_990; id++) lots.Remove(lots[0]);

        lots.Select(lot => lot.Id).Should().Equal(Enumerable.Range(9_991, 10).Select(id => (long)id));
        lots.Find(9_990).Should().BeNull();
        lots.Find(9_991).Should().BeSameAs(lots[0]);
    }
}
