using System.Globalization;
using System.Security.Cryptography;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using Xunit.Abstractions;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>
/// Clients that do at random whatever a ledger lets them do, at once and by every door. Nobody can foretell the outcome;
/// but the structure must hold, nothing may throw, and what nothing limits must succeed.
/// </summary>
public sealed class RandomClientsTests(BooksFixture fixture, ITestOutputHelper output) : IClassFixture<BooksFixture>
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("FUNDLEDGER_LONG") == "1";
    private static readonly int Clients = Long ? 32 : 12;
    private static readonly int Rounds = Long ? 400 : 25;

    [Fact]
    public async Task Post_ByRandomClients_KeepsEveryCheckAndNeverFailsWhatNothingLimits()
    {
        var seed = RandomNumberGenerator.GetInt32(1_000_000);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        var books = fixture.Books;
        string[] funds = [await books.AddFundHolding(500), await books.AddFundHolding(500), await books.AddFundHolding(500)];

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, Clients).Select(client => Task.Run(() => Play(books, funds, new Random(seed + client), client))));

        outcomes.SelectMany(own => own).Where(outcome => outcome.Unlimited && outcome.Code is not null).Should()
            .BeEmpty("nothing limits a gift");
        outcomes.SelectMany(own => own).Select(outcome => outcome.Code).OfType<string>().Distinct().Should().BeSubsetOf(
        [
            nameof(LedgerRefusals.InsufficientAvailable), nameof(LedgerRefusals.EncumbranceTooSmall), nameof(LedgerRefusals.LotInUse),
            nameof(LedgerRefusals.EntryAlreadyReversed), nameof(ReversalRefusals.ReversalNotReversible),
        ]);
        (await fixture.Database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    private static async Task<List<(bool Unlimited, string? Code)>> Play(Books books, string[] funds, Random random, int client)
    {
        var outcomes = new List<(bool, string?)>();
        var mine = new List<EntryReference>();
        var document = new DocumentReference(DocumentKind.Opening, 1_000_000 + client % 4);
        for (var round = 0; round < Rounds; round++)
        {
            var (fund, other, dollars) = (funds[random.Next(3)], funds[random.Next(3)], random.Next(1, 200));
            var day = books.Today.PlusDays(-random.Next(150));
            var door = (PostingPath)random.Next(3);
            switch (random.Next(8))
            {
                case 0 or 1:
                    var gift = await books.Post(Drafts.Gift(fund, dollars, day), door: door);
                    if (!gift.IsRefused) mine.Add(gift.Value);
                    outcomes.Add((true, gift.RefusalCode()));
                    break;
                case 2:
                    outcomes.Add((false, (await books.Post(Drafts.Fee(fund, dollars, day), door: door)).RefusalCode()));
                    break;
                case 3:
                    outcomes.Add((false, (await books.Post(Drafts.Encumbrance(fund, dollars, day, document), door: door)).RefusalCode()));
                    break;
                case 4:
                    outcomes.Add((false, (await books.Post(Drafts.Release(fund, dollars, day, document), door: door)).RefusalCode()));
                    break;
                case 5 when fund != other:
                    outcomes.Add((false, (await books.Post(Drafts.Transfer(fund, other, dollars, day), door: door)).RefusalCode()));
                    break;
                case 6 when mine.Count > 0:
                    outcomes.Add((false, (await books.Reverse(mine[random.Next(mine.Count)])).RefusalCode()));
                    break;
                default:
                    var stream = Enumerable.Range(0, 50)
                        .Select(_ => books.Request(Books.Unique("stream"), Drafts.Gift(fund, dollars, day)));
                    outcomes.AddRange((await books.PostMany(stream)).Select(outcome => (true, outcome.RefusalCode())));
                    break;
            }
        }

        return outcomes;
    }
}
