using FsCheck;
using FsCheck.Fluent;
using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.Testing.Model;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>The same oracle as in the unit tests, asked about the whole write path on a real database.</summary>
public sealed class LedgerAgainstOracleTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private static readonly int Cases = Environment.GetEnvironmentVariable("FUNDLEDGER_LONG") == "1" ? 500 : 24;

    [Theory]
    [InlineData(PostingPath.Write)]
    [InlineData(PostingPath.Group)]
    [InlineData(PostingPath.Bulk)]
    public void Post_AnySequenceOfMovesByAnyDoor_AnswersAsTheOracleSaysAndKeepsEveryCheck(PostingPath door)
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Cases),
            Prop.ForAll(LedgerMove.Sequences(), moves =>
            {
                var found = Differences(moves, door).GetAwaiter().GetResult();
                return (found.Length == 0).Label(found + "\n" + string.Join('\n', moves.AsEnumerable()));
            }));
    }

    /// <summary>Books of their own for each sequence: a period that one closes is closed to all.</summary>
    private async Task<string> Differences(LedgerMove[] moves, PostingPath door)
    {
        var (oracle, books) = (new LedgerOracle(), await Books.Open(fixture.Database));
        string[] funds = [await books.AddFund(), await books.AddFund()];
        var accepted = new List<EntryReference>();
        foreach (var move in moves)
        {
            if (move is Redesignate { Move: var source } && oracle.LotOf(source) is null) continue;
            var lotOf = oracle.LotOf;
            // Lots are numbered in the order they were opened, from one.
            var draft = move.Draft(
                funds, books.Today, index => new DocumentReference(DocumentKind.Opening, 1_000_000 + index),
                index => lotOf(index) is { } lot ? (lot.Fund, lot.Lot + 1L) : null);
            var predicted = oracle.Play(move);
            var code = await Play(books, move, draft, accepted, door);
            if (code != predicted) return $"{move}: the oracle says {predicted ?? "yes"}, the ledger {code ?? "yes"}";
        }

        for (var fund = 0; fund < LedgerMove.Funds; fund++)
        {
            if (await books.Available(funds[fund]) != oracle.Available(fund))
                return $"fund {fund}: the oracle has {oracle.Available(fund)}, the ledger {await books.Available(funds[fund])}";
        }

        return string.Join('\n', await fixture.Database.FailedChecks(books.AccountId));
    }

    private static async Task<string?> Play(
        Books books, LedgerMove move, EntryDraft? draft, List<EntryReference> accepted, PostingPath door)
    {
        if (move is MovePeriod period)
        {
            return (await books.Write(session => session.MovePeriod(books.Today.Year, period.Month, period.Step, "reason"))).RefusalCode();
        }

        var answer = move is TakeBack back
            ? await books.Reverse(back.Move < accepted.Count ? accepted[back.Move] : new EntryReference(2026, 999_999))
            : await books.Post(draft!, door: door);
        if (!answer.IsRefused) accepted.Add(answer.Value);
        return answer.RefusalCode();
    }
}
