using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Ledger;
using FundLedger.UnitTests.Ledger.Model;

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
        foreach (var move in moves)
        {
            var predicted = oracle.Play(move);
            var answer = move.Draft(funds, PureBooks.Today, index => PureBooks.Document(index)) is { } draft ? books.Post(draft) : Reverse(books, accepted, (TakeBack)move);
            if (answer is null)
            {
                if (predicted != nameof(LedgerRefusals.EntryNotFound)) return false;
                continue;
            }

            if (answer.RefusalCode() != predicted) return false;
            if (!answer.IsRefused) accepted.Add(answer.Value.Reference);
            for (var fund = 0; fund < LedgerMove.Funds; fund++)
            {
                if (books.Fund(funds[fund]).Available != oracle.Available(fund) || oracle.Available(fund) < 0) return false;
            }
        }

        return true;
    }

    private static Domain.Result<AcceptedEntry>? Reverse(PureBooks books, List<EntryReference> accepted, TakeBack back) =>
        back.Move < accepted.Count ? books.Reverse(accepted[back.Move]) : null;
}
