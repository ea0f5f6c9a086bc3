using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Ledger;
using FundLedger.Testing.Model;

namespace FundLedger.UnitTests.Ledger;

public sealed class RulesAgainstOracleTests
{
    private static readonly int Cases = Environment.GetEnvironmentVariable("FUNDLEDGER_LONG") == "1" ? 20_000 : 500;

    [Fact]
    public void Accept_AnySequenceOfMoves_AnswersAsTheOracleSays() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Cases),
        Prop.ForAll(LedgerMove.Sequences(), moves => Compare(moves).Label(string.Join('\n', moves.AsEnumerable()))));

    private static bool Compare(LedgerMove[] moves)
    {
        var (oracle, books) = (new LedgerOracle(), new PureBooks());
        string[] funds = [books.AddFund("A"), books.AddFund("B")];
        var accepted = new List<EntryReference>();
        var lots = new List<long>();
        foreach (var move in moves)
        {
            // There is no such lot: nobody could ask for it.
            if (move is Redesignate { Move: var source } && oracle.LotOf(source) is null) continue;
            var lotOf = oracle.LotOf;
            var draft = move.Draft(funds, PureBooks.Today, index => PureBooks.Document(index), index =>
                lotOf(index) is { } lot ? (lot.Fund, lots[lot.Lot]) : null);
            var predicted = oracle.Play(move);
            var code = move switch
            {
                MovePeriod period => books.MovePeriod(period.Month, period.Step).RefusalCode(),
                TakeBack back when back.Move >= accepted.Count => nameof(LedgerRefusals.EntryNotFound),
                TakeBack back => Accepted(books.Reverse(accepted[back.Move])),
                _ => Accepted(books.Post(draft!)),
            };
            if (code != predicted) return false;
            for (var fund = 0; fund < LedgerMove.Funds; fund++)
            {
                if (books.Fund(funds[fund]).Available != oracle.Available(fund) || oracle.Available(fund) < 0) return false;
            }
        }

        return true;

        string? Accepted(Domain.Result<AcceptedEntry> answer)
        {
            if (answer.IsRefused) return answer.RefusalCode();
            accepted.Add(answer.Value.Reference);
            lots.AddRange(answer.Value.LotsOpened.Select(lot => lot.LotId));
            return null;
        }
    }
}
