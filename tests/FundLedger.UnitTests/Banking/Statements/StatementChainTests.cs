using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Banking.Statements;
using NodaTime;

namespace FundLedger.UnitTests.Banking.Statements;

/// <summary>A statement continues what is stored, or it is not taken.</summary>
public sealed class StatementChainTests
{
    private static readonly LocalDate First = new(2026, 11, 20);

    [Fact]
    public void Take_AStatementAfterTheLast_OpensWithItsClosing()
    {
        Chain(0, (0, 5)).Take(5, Day(1), Day(1), Lines(5, null, (1, 7)))!.Single().Should()
            .BeEquivalentTo(new ChainPart(5, 12, [0]));
        Chain(0, (0, 5)).Take(6, Day(1), Day(1), Lines(6, null, (1, 7))).Should().BeNull();
    }

    [Fact]
    public void Take_AnEqualLineOfTheSameDay_IsAnotherLineWhenTheFileOpensWithTheLastClosing() =>
        Chain(0, (0, 600)).Take(600, Day(0), Day(0), Lines(600, null, (0, 600), (0, 900)))!.Single().Lines.Should().Equal(0, 1);

    [Fact]
    public void Take_OneEqualLineAlone_IsNotLost() =>
        Chain(0, (0, 600)).Take(600, Day(0), Day(0), Lines(600, null, (0, 600)))!.Single().Lines.Should().Equal(0);

    [Fact]
    public void Take_TheWholeDayAgain_KnowsWhatIsStored_WhateverTheTextAndTheOrder()
    {
        Chain(0, (0, 5), (0, 7)).Take(0, Day(0), Day(0), Lines(0, null, (0, 7), (0, 5))).Should().BeEmpty();
        Chain(0, (0, 5), (0, 7)).Take(0, Day(0), Day(0), Lines(0, null, (0, 7), (0, 5), (0, 3)))!.Single().Lines.Should().Equal(2);
        Chain(0, (0, 5), (0, -5)).Take(0, Day(0), Day(0), Lines(0, null, (0, -5), (0, 5))).Should().BeEmpty("a day of nothing too");
    }

    [Fact]
    public void Take_AStatementWhoseMiddleIsKnown_AddsBothEnds()
    {
        var parts = Chain(10, (2, 5)).Take(3, Day(1), Day(3), Lines(3, null, (1, 7), (2, 5), (3, 9)));
        parts.Should().BeEquivalentTo([new ChainPart(3, 10, [0], IsBeginning: true), new ChainPart(15, 24, [2])]);
    }

    [Fact]
    public void Take_HistoryBeforeTheFirst_ClosesWithItsOpening()
    {
        Chain(10, (2, 5)).Take(3, Day(1), Day(1), Lines(3, null, (1, 7)))!.Single().IsBeginning.Should().BeTrue();
        Chain(10, (2, 5)).Take(4, Day(1), Day(1), Lines(4, null, (1, 7))).Should().BeNull();
    }

    [Fact]
    public void Take_ALineInTheMiddleOfWhatIsStored_IsRefused() =>
        Chain(0, (0, 5), (1, 7), (2, 9)).Take(0, Day(0), Day(2), Lines(0, null, (0, 5), (1, 7), (1, 1), (2, 9))).Should().BeNull();

    [Fact]
    public void Take_AStatementThatLacksAStoredLineBetweenItsDays_IsRefused() =>
        Chain(0, (0, 5), (1, 7)).Take(0, Day(0), Day(2), Lines(0, null, (0, 5), (2, 9))).Should().BeNull();

    [Fact]
    public void Take_NoLineAtAll_MustOpenWithABalanceOfItsDays()
    {
        Chain(0, (0, 5)).Take(5, Day(1), Day(9), []).Should().ContainSingle();
        Chain(0, (0, 5)).Take(6, Day(1), Day(9), []).Should().BeNull();
    }

    [Fact]
    public void Take_AnySplitOfTheSameDaysInAnyFormat_EndsWithTheSameLines() =>
        Prop.ForAll(Histories.ToArbitrary(), history =>
        {
            var (amounts, cuts, seed) = history;
            var all = amounts.Select((amount, at) => (at * 3 / Math.Max(1, amounts.Length), (long)amount)).ToArray();
            var random = new Random(seed);
            var chain = new StatementChain(100, 100, Day(0), Day(0), 100, []);
            var (added, format) = (0, 0);
            foreach (var cut in cuts.Select(cut => cut % (all.Length + 1)).Order().Append(all.Length))
            {
                // From the beginning of some day to the cut: overlaps, or goes on from, what came before.
                var from = random.Next(0, 3);
                var start = Array.FindIndex(all, line => line.Item1 >= from);
                if (start < 0 || start >= cut || start > added) continue;
                var opening = 100 + all.Take(start).Sum(line => line.Item2);
                var part = all[start..cut];
                var numbered = format++ % 2 == 0 ? "T" : null;
                var taken = chain.Take(opening, Day(part[0].Item1), Day(part[^1].Item1), Lines(opening, numbered, start, part));
                if (taken is null) return false;
                added += taken.Sum(step => step.Lines.Count);
                if (added != Math.Max(added, cut) || chain.Closing != 100 + all.Take(added).Sum(line => line.Item2)) return false;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Gen<(int[] Amounts, int[] Cuts, int Seed)> Histories { get; } =
        from amounts in Gen.Choose(-3, 3).Where(amount => amount != 0).ArrayOf().Where(lines => lines.Length > 0)
        from cuts in Gen.Choose(0, 50).ArrayOf(4)
        from seed in Gen.Choose(0, 1_000_000)
        select (amounts, cuts, seed);

    private static LocalDate Day(int after) => First.PlusDays(after);

    private static StatementChain Chain(long opening, params (int Day, long Amount)[] lines) => new(
        opening, opening + lines.Sum(line => line.Amount), Day(lines.Min(line => line.Day)), Day(lines.Max(line => line.Day)), opening,
        Lines(opening, "stored", lines));

    private static List<ChainLine> Lines(long opening, string? text, params (int Day, long Amount)[] lines) =>
        Lines(opening, null, 0, lines, text);

    private static List<ChainLine> Lines(
        long opening, string? numbered, int first, (int Day, long Amount)[] lines, string? text = null)
    {
        var balance = opening;
        return [.. lines.Select((line, at) => new ChainLine(
            Day(line.Day), line.Amount, balance += line.Amount,
            numbered is null ? null : numbered + (first + at).ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{text ?? numbered ?? "new"} {line.Day} {line.Amount}")))];
    }
}
