using System.Data.Common;
using System.Globalization;
using FundLedger.Data.Engines;
using FundLedger.Data.Model;
using FundLedger.IntegrationTests.Database;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>Changes that must find their rows: if one does not, none of those that go with it is made.</summary>
public sealed class TableChangeTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private readonly TestDatabase database = fixture.Database;

    [Fact]
    public async Task Write_EveryRowIsThere_ChangesThem()
    {
        var (books, fund, balance) = await Holding(100);

        await Write(Spendable(balance, 5));

        (await books.Balance(fund)).Spendable.Should().Be(105);
    }

    [Fact]
    public async Task Write_OneBalanceIsNotThere_ChangesNothing()
    {
        var (books, fund, balance) = await Holding(100);
        var missing = new AddedAmounts(
            "ledger.fund_balance", books.AccountId, ["fund_id"], ["spendable", "encumbered"],
            [[balance.FundId, 5, 0], [987_654_321, 5, 0]], MissingRows.Refused);

        await FailsToWrite("*ledger.fund_balance: 1 of 2 rows could be changed.*", missing);

        (await books.Balance(fund)).Spendable.Should().Be(100);
    }

    [Fact]
    public async Task Write_ALotIsNotThere_ChangesNothing()
    {
        var (books, fund, balance) = await Holding(100);
        var missing = new AddedAmounts(
            "ledger.lot", books.AccountId, ["id"], ["used", "encumbered", "remaining"], [[987_654_321, 1, 0, -1]], MissingRows.Refused);

        await FailsToWrite("*ledger.lot: 0 of 1 rows could be changed.*", Spendable(balance, 5), missing);

        (await books.Balance(fund)).Spendable.Should().Be(100);
    }

    [Fact]
    public async Task Write_SomePeriodBalancesAreNotThere_BeginsThemAndChangesTheOthers()
    {
        var (books, _, balance) = await Holding(100);
        await using var db = books.Read();
        var there = await db.PeriodBalances.AsNoTracking().FirstAsync(
            found => found.DedicatedAccountId == books.AccountId && found.FundId == balance.FundId && found.Debit > 0);
        var change = new AddedAmounts(
            "ledger.period_balance", books.AccountId, ["fiscal_year", "period", "ledger_account_id", "fund_id"], ["debit", "credit"],
            [
                [there.FiscalYear, there.Period, there.LedgerAccountId, there.FundId, 7, 0],
                [there.FiscalYear - 3, there.Period, there.LedgerAccountId, there.FundId, 0, 9],
            ],
            MissingRows.Inserted);

        await Write(change);

        var found = await db.PeriodBalances.AsNoTracking()
            .Where(row =>
                row.DedicatedAccountId == books.AccountId && row.FundId == there.FundId && row.LedgerAccountId == there.LedgerAccountId)
            .OrderBy(row => row.FiscalYear).Select(row => new { row.Debit, row.Credit }).ToListAsync();
        found.Should().Equal(new { Debit = 0L, Credit = 9L }, new { Debit = there.Debit + 7, there.Credit });
    }

    [Fact]
    public async Task Write_SomebodyElseHasWritten_ChangesNothing()
    {
        var (books, fund, balance) = await Holding(100);
        await using var db = books.Read();
        var head = await db.SeriesHeads.AsNoTracking().SingleAsync(found => found.DedicatedAccountId == books.AccountId);
        var (before, next) = (head.Copy(), head.Copy());
        (before.LastLeafIndex, next.LastLeafIndex) = (head.LastLeafIndex - 1, head.LastLeafIndex + 1);

        await FailsToWrite(
            "*Somebody else has written meanwhile.*", new HeadAdvance("ledger.series_head", before, next), Spendable(balance, 5));

        (await db.SeriesHeads.AsNoTracking().SingleAsync(found => found.DedicatedAccountId == books.AccountId)).IsAt(head).Should()
            .BeTrue();
        (await books.Balance(fund)).Spendable.Should().Be(100);
    }

    [PostgreSqlFact]
    public async Task Write_FailsInTheMiddle_LeavesNothingOfItAndAConnectionToGoOnWith()
    {
        var (books, fund, balance) = await Holding(100);
        var engine = database.Connections.Engine;
        await using var connection = await database.Factory.OpenConnection(CancellationToken.None);
        var missing = new AddedAmounts(
            "ledger.lot", books.AccountId, ["id"], ["used", "encumbered", "remaining"], [[987_654_321, 1, 0, -1]], MissingRows.Refused);
        TableChange[] changes = [Spendable(balance, 5), missing, Spendable(balance, 7)];
        var failing = () => engine.TryWrite(connection, changes, CancellationToken.None);

        await failing.Should().ThrowAsync<DbException>();
        (await books.Balance(fund)).Spendable.Should().Be(100);
        (await engine.TryWrite(connection, [Spendable(balance, 11)], CancellationToken.None)).Should().BeTrue();

        (await books.Balance(fund)).Spendable.Should().Be(111, "what others read is committed");
    }

    [PostgreSqlFact]
    public async Task Write_ConnectionIsLostWhileItCommits_IsBookedOnce()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFundHolding(100);
        (await books.Post(Drafts.Gift(fund, 1, books.Today), door: PostingPath.Group)).IsRefused.Should().BeFalse();
        // The commit of the first gift of this amount ends its own session.
        await database.Execute(database.Administrator, string.Create(CultureInfo.InvariantCulture, $"""
            CREATE SEQUENCE ledger.test_deaths;
            GRANT USAGE ON SEQUENCE ledger.test_deaths TO fundledger_write;
            CREATE FUNCTION ledger.test_die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                IF NEW.dedicated_account_id = {books.AccountId} AND NEW.amount = 77 AND nextval('ledger.test_deaths') = 1 THEN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                END IF;
                RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER test_dies AFTER INSERT ON ledger.lot DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION ledger.test_die();
            """));
        try
        {
            var first = await books.Post(Drafts.Gift(fund, 77, books.Today), "lost", door: PostingPath.Group);

            (await books.Post(Drafts.Gift(fund, 77, books.Today), "lost", door: PostingPath.Group)).Value.Should().Be(first.Value);
        }
        finally
        {
            await database.Execute(
                database.Administrator,
                    "DROP TRIGGER test_dies ON ledger.lot; DROP FUNCTION ledger.test_die(); DROP SEQUENCE ledger.test_deaths");
        }

        (await books.Balance(fund)).Spendable.Should().Be(178);
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    private static AddedAmounts Spendable(FundBalance balance, long amount) => new(
        "ledger.fund_balance", balance.DedicatedAccountId, ["fund_id"], ["spendable", "encumbered"], [[balance.FundId, amount, 0]],
            MissingRows.Refused);

    private async Task<(Books Books, string Fund, FundBalance Balance)> Holding(long dollars)
    {
        var books = await Books.Open(database);
        var fund = await books.AddFundHolding(dollars);
        return (books, fund, await books.Balance(fund));
    }

    private async Task FailsToWrite(string message, params TableChange[] changes)
    {
        var writing = () => Write(changes);
        (await writing.Should().ThrowAsync<Exception>()).WithMessage(message);
    }

    /// <summary>As the write path does: in one round trip where the engine can, else in a transaction.</summary>
    private async Task Write(params TableChange[] changes)
    {
        var engine = database.Connections.Engine;
        await using var connection = await database.Open(database.Connections.Ledger);
        if (await engine.TryWrite(connection, changes, CancellationToken.None)) return;
        await using var transaction = await connection.BeginTransactionAsync();
        await engine.Apply(transaction, changes, CancellationToken.None);
        await transaction.CommitAsync();
    }
}
