using System.Data.Common;
using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;

namespace FundLedger.IntegrationTests.Statements;

/// <summary>
/// All that this process has sent when the other tests have run, and in any case what booking, reporting, verifying and sealing send.
/// </summary>
[RunsLast]
public sealed class SentStatementsTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    /// <summary>How statements begin that need not compare the account, each with its reason.</summary>
    private static readonly Dictionary<string, string> Exempt = new(StringComparer.Ordinal)
    {
        ["COPY"] = "every row carries the account, and no value is given once",
        ["CREATE"] = "tables are made for all accounts together",
        ["select statement.closing, statement.to_date"] = "a test's own question to books of one account",
        ["select count(*) from ledger.bank_statement"] = "a test's own question to books of one account",
    };

    [PostgreSqlFact]
    public async Task EveryStatement_ComparesTheAccountWithOneParameter()
    {
        await KeepBooks();

        var statements = SentStatements.Texts.Where(text => !Exempt.Keys.Any(text.StartsWith))
            // A question whose answer is empty from the start reads no table.
            .Where(text => !text.Contains("WHERE FALSE", StringComparison.Ordinal)).ToArray();

        statements.Should().Contain(text => text.Contains("ledger.posting", StringComparison.Ordinal), "a report reads them");
        var faults = statements.SelectMany(text => AccountComparison.Faults(text, AccountTables.All).Select(fault => $"{fault}:\n{text}"));
        string.Join("\n\n", faults).Should().BeEmpty();
    }

    [PostgreSqlFact]
    public async Task EveryRoundTripOfSeveralWrites_IsATransactionThatSaysSo()
    {
        await KeepBooks();

        SentStatements.OutsideTransactions.Should().BeEmpty();
    }

    [PostgreSqlFact]
    public async Task Write_InOneRoundTrip_BeginsAndCommitsAndAfterAnErrorRollsBack()
    {
        var missing = new AddedAmounts(
            "ledger.fund_balance", fixture.Books.AccountId, ["fund_id"], ["spendable", "encumbered"], [[987_654_321, 1, 0]],
                MissingRows.Refused);
        await using var connection = await fixture.Database.Factory.OpenConnection(CancellationToken.None);
        var failing = () => fixture.Database.Connections.Engine.TryWrite(connection, [missing], CancellationToken.None);

        var sent = await SentStatements.During(() => failing.Should().ThrowAsync<DbException>());

        sent.Should().HaveCount(2);
        sent[0].Should().HaveCount(3).And.StartWith("BEGIN ISOLATION LEVEL READ COMMITTED").And.EndWith("COMMIT");
        sent[1].Should().Equal("ROLLBACK");
    }

    private async Task KeepBooks()
    {
        var books = await Books.Open(fixture.Database);
        var fund = await books.AddFundHolding(1000);
        var entry = await books.BookGift(fund, 10);
        (await books.Reverse(entry)).IsRefused.Should().BeFalse();
        (await books.Post(Drafts.Gift(fund, 10, books.Today), door: PostingPath.Group)).IsRefused.Should().BeFalse();
        (await books.Post(Drafts.Fee(fund, 10, books.Today), door: PostingPath.Group)).IsRefused.Should().BeFalse();
        (await books.PostMany(books.Stream([fund], 1_500))).Should().OnlyContain(outcome => !outcome.IsRefused);
        using var key = CheckpointKey.Create();
        (await new LogSealer(fixture.Database.Factory, books.Clock).Sign(books.AccountId, key)).IsRefused.Should().BeFalse();
        _ = await new TrialBalanceReport(fixture.Database.Reporting)
            .Run(new TrialBalanceParameters(books.AccountId), CancellationToken.None);
        (await fixture.Database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }
}
