using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.UnitTests.Ledger.Model;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>The same oracle as in the unit tests, asked about the whole write path on a real database.</summary>
public sealed class LedgerAgainstOracleTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private static readonly int Cases = Environment.GetEnvironmentVariable("FUNDLEDGER_LONG") == "1" ? 500 : 24;

    [Theory]
    [InlineData(Door.Write)]
    [InlineData(Door.Group)]
    [InlineData(Door.Bulk)]
    public async Task Post_AnySequenceOfMovesByAnyDoor_AnswersAsTheOracleSaysAndKeepsEveryCheck(Door door)
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Cases),
            Prop.ForAll(LedgerMove.Sequences(), moves =>
            {
                var found = Differences(moves, door).GetAwaiter().GetResult();
                return (found.Length == 0).Label(found + "\n" + string.Join('\n', moves.AsEnumerable()));
            }));

        (await fixture.Database.FailedChecksAsync(fixture.Books.AccountId)).Should().BeEmpty();
    }

    private async Task<string> Differences(LedgerMove[] moves, Door door)
    {
        var (oracle, books) = (new LedgerOracle(), fixture.Books);
        string[] funds = [await books.AddFund(), await books.AddFund()];
        var firstDocument = fixture.Books.Clock.GetCurrentInstant().ToUnixTimeTicks();
        var accepted = new List<EntryReference>();
        foreach (var move in moves)
        {
            var predicted = oracle.Play(move);
            var draft = move.Draft(funds, books.Today, index => new DocumentReference(DocumentKind.ManualVoucher, firstDocument + index));
            var answer = draft is not null ? await books.Post(draft, door: door)
                : await books.Reverse(move is TakeBack back && back.Move < accepted.Count ? accepted[back.Move] : new EntryReference(2026, 999_999));
            if (answer.RefusalCode() != predicted) return $"{move}: the oracle says {predicted ?? "yes"}, the ledger {answer.RefusalCode() ?? "yes"}";
            if (!answer.IsRefused) accepted.Add(answer.Value);
        }

        for (var fund = 0; fund < LedgerMove.Funds; fund++)
        {
            if (await books.Available(funds[fund]) != oracle.Available(fund)) return $"fund {fund}: the oracle has {oracle.Available(fund)}, the ledger {await books.Available(funds[fund])}";
        }

        return "";
    }
}
