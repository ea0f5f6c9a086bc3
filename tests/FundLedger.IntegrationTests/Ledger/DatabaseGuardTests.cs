using System.Data.Common;
using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>The invariants hold for whoever writes SQL by hand with the application's own rights.</summary>
public sealed class DatabaseGuardTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private const string EntryColumns =
        "kind, period, booking_date, value_date, recorded_at, actor_id, document_kind, document_id, "
        + "reverses_fiscal_year, reverses_number, text_id, description_commitment, posting_count, leaf_index";

    private readonly Books books = fixture.Books;
    private readonly TestDatabase database = fixture.Database;

    [Fact]
    public async Task Insert_CopyOfAWholeEntryAsTheNextNumber_IsAccepted()
    {
        // The other tests change one thing in this; so it must pass as it stands.
        var entry = await Gift();

        await Run(NextNumber(entry), CopyEntry(entry, entry.Number + 1), CopyPostings(entry, entry.Number + 1));

        (await Count("posting", entry.Number + 1)).Should().Be(2);
    }

    [Fact]
    public async Task Insert_UnbalancedPostings_IsRefused()
    {
        var entry = await Gift();

        await Refused("sum to zero", NextNumber(entry), CopyEntry(entry, entry.Number + 1), CopyPostings(
            entry, entry.Number + 1, amount: "amount + line"));
    }

    [Fact]
    public async Task Insert_PostingsThatBalanceOnlyOverTwoFunds_IsRefused()
    {
        var entry = await Gift();
        var other = await books.AddFund();

        await Refused("sum to zero", NextNumber(entry), CopyEntry(entry, entry.Number + 1), CopyPostings(
            entry, entry.Number + 1, fund: "CASE WHEN line = 1 THEN fund_id ELSE (SELECT id FROM ledger.fund AS f "
                + $"WHERE f.dedicated_account_id = {books.AccountId} AND f.code = '{other}') END"));
    }

    [Fact]
    public async Task Insert_FewerPostingsThanTheEntrySays_IsRefused()
    {
        var entry = await Gift();

        await Refused("all in one statement", NextNumber(entry), CopyEntry(entry, entry.Number + 1, count: "posting_count + 1"),
            CopyPostings(entry, entry.Number + 1));
    }

    [Fact]
    public async Task Insert_PostingsIntoAnOldEntry_IsRefused()
    {
        var entry = await Gift();

        await Refused("all in one statement", CopyPostings(entry, entry.Number, line: "line + 2"));
    }

    [Fact]
    public async Task Insert_PostingsOfNoEntry_IsRefused()
    {
        var entry = await Gift();

        await Refused("all in one statement", CopyPostings(entry, 999_999));
    }

    [Theory]
    [InlineData("ledger_account_id")]
    [InlineData("fund_id")]
    public async Task Insert_PostingsOnAnAccountOrFundThatIsNotThere_IsRefused(string column)
    {
        var entry = await Gift();

        await Refused("existing ledger account and fund", NextNumber(entry), CopyEntry(entry, entry.Number + 1), CopyPostings(
            entry, entry.Number + 1, account: column == "ledger_account_id" ? "999999" : "ledger_account_id", fund: column == "fund_id"
                ? "999999" : "fund_id"));
    }

    [Fact]
    public async Task Insert_EntryBeyondAGap_IsRefused()
    {
        var entry = await Gift();

        await Refused("without a gap", CopyEntry(entry, entry.Number + 1), CopyPostings(entry, entry.Number + 1));
        await Refused("without a gap", NextNumber(entry), NextNumber(entry), CopyEntry(entry, entry.Number + 2), CopyPostings(
            entry, entry.Number + 2));
    }

    [Fact]
    public async Task Insert_NumberThatIsTaken_IsRefused()
    {
        var entry = await Gift();

        await Refused(null, CopyEntry(entry, entry.Number));
    }

    [Fact]
    public async Task Insert_IntoAClosedPeriod_IsRefused()
    {
        var own = await Books.Open(database);
        var fund = await own.AddFund();
        var entry = await own.BookGift(fund, 100);
        await own.Close(2026, 7);

        var act = () =>
            Run(NextNumber(entry, own), CopyEntry(entry, entry.Number + 1, own: own), CopyPostings(entry, entry.Number + 1, own: own));
        (await act.Should().ThrowAsync<DbException>()).Which.Message.Should().Contain("period is closed");
        (await own.Post(Drafts.Gift(fund, 1, own.Today))).RefusalCode().Should().Be(nameof(LedgerRefusals.PeriodClosed));
    }

    [Fact]
    public async Task Insert_SecondReversalOfAnEntry_IsRefused()
    {
        var entry = await Gift();
        var reversal = (await books.Reverse(entry)).Value;

        await Refused(null, NextNumber(reversal), CopyEntry(reversal, reversal.Number + 1), CopyPostings(reversal, reversal.Number + 1));
    }

    [PostgreSqlTheory("a partition of SQL Server has no name of its own")]
    [InlineData("entry")]
    [InlineData("posting")]
    public async Task Insert_IntoAPartitionByName_IsHeldByTheSameGuards(string table)
    {
        var entry = await Gift();
        string[] statements = table == "entry"
            ? [CopyEntry(entry, entry.Number + 5)]
            : [CopyPostings(entry, entry.Number, line: "line + 2")];
        statements = statements.Select(sql => sql.Replace($"INTO ledger.{table} ", $"INTO ledger.{table}_2026 ", StringComparison.Ordinal))
            .ToArray();

        foreach (var login in new[] { database.Connections.Ledger, database.Connections.Migrations })
        {
            var insert = () => database.Execute(login, string.Join(";\n", statements));
            (await insert.Should().ThrowAsync<DbException>()).Which.Message.Should()
                .Contain(table == "entry" ? "without a gap" : "all in one statement");
        }
    }

    [PostgreSqlTheory("a partition of SQL Server has no name of its own")]
    [InlineData("entry")]
    [InlineData("posting")]
    public async Task Insert_IntoThePartitionOfAnotherYear_IsRefused(string table)
    {
        var entry = await Gift();
        var statement = (table == "entry" ? CopyEntry(entry, entry.Number + 1) : CopyPostings(entry, entry.Number + 1))
            .Replace($"INTO ledger.{table} ", $"INTO ledger.{table}_2027 ", StringComparison.Ordinal);

        await Refused("violates partition constraint", NextNumber(entry), statement);
    }

    [PostgreSqlTheory("a partition of SQL Server has no name of its own")]
    [InlineData("entry")]
    [InlineData("posting")]
    public async Task TableOf_AYearWithAPartition_IsThatPartition(string table)
    {
        foreach (var year in new[] { 2026, 2027, 2028 })
        {
            var holds = await database.Ask<string>(database.Administrator, string.Create(CultureInfo.InvariantCulture, $"""
                SELECT oid::regclass::text FROM pg_class JOIN pg_inherits ON inhrelid = oid
                WHERE inhparent = 'ledger.{table}'::regclass AND pg_get_expr(relpartbound, oid) = 'FOR VALUES FROM ({year}) TO ({year + 1})'
                """));
            database.Connections.Engine.TableOf(year, $"ledger.{table}", 10_000).Should().Be(holds);
            database.Connections.Engine.TableOf(year, $"ledger.{table}", 1).Should().Be($"ledger.{table}");
        }
    }

    [Theory]
    [InlineData("spendable = spendable - 1000000")]
    [InlineData("encumbered = encumbered + 1000000")]
    [InlineData("encumbered = -1")]
    public async Task Update_FundBalanceBelowZero_IsRefused(string change)
    {
        _ = await Gift();

        await Refused(null, $"UPDATE ledger.fund_balance SET {change} WHERE dedicated_account_id = {books.AccountId}");
    }

    [Theory]
    [InlineData("used = used + 1000000, remaining = remaining - 1000000")]
    [InlineData("used = used + 1")]
    [InlineData("amount = amount + 1, remaining = remaining + 1")]
    public async Task Update_LotBeyondItsAmount_IsRefused(string change)
    {
        _ = await Gift();

        await Refused(null, $"UPDATE ledger.lot SET {change} WHERE dedicated_account_id = {books.AccountId}");
    }

    [Fact]
    public async Task Insert_LotMovementTheLotDoesNotShow_IsRefused()
    {
        var entry = await Gift();

        await Refused("sum of its movements", string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO ledger.lot_use (dedicated_account_id, fiscal_year, number, line, lot_id, used, encumbered)
            SELECT dedicated_account_id, fiscal_year, number, 1, id, 5, 0 FROM ledger.lot
            WHERE dedicated_account_id = {books.AccountId} AND fiscal_year = {entry.FiscalYear} AND number = {entry.Number}
            """));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("number + 1")]
    [InlineData("number", "number + 1")]
    public async Task Insert_LotMovementOfNoEntry_IsRefused(params string[] numbers)
    {
        var entry = await Gift();
        var rows = numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"""
            SELECT dedicated_account_id, fiscal_year, {number}, 9, id, 0, 0 FROM ledger.lot
            WHERE dedicated_account_id = {books.AccountId} AND fiscal_year = {entry.FiscalYear} AND number = {entry.Number}
            """));

        await Refused(
            "must name an existing entry",
            "INSERT INTO ledger.lot_use (dedicated_account_id, fiscal_year, number, line, lot_id, used, encumbered) "
            + string.Join(" UNION ALL ", rows));
    }

    private async Task<EntryReference> Gift() => await books.BookGift(await books.AddFund(), 100);

    private Task<int> Run(params string[] statements) => database.Execute(database.Connections.Ledger, string.Join(";\n", statements));

    private async Task Refused(string? because, params string[] statements)
    {
        var before = await database.Dump();
        var act = () => Run(statements);
        var error = (await act.Should().ThrowAsync<DbException>()).Which;
        if (because is not null) error.Message.Should().Contain(because);
        // A violated constraint or a right that is missing, not a misspelt statement; SQL Server gives no such state.
        if (error.SqlState is { } state) state.Should().MatchRegex("^(23...|42501)$");
        (await database.Dump()).Should().Equal(before);
    }

    private Task<long> Count(string table, long number) => database.Ask<long>(
        database.Connections.Ledger, string.Create(CultureInfo.InvariantCulture, $"""
            SELECT count(*) FROM ledger.{table}
            WHERE dedicated_account_id = {books.AccountId} AND fiscal_year = 2026 AND number = {number}
            """));

    private string NextNumber(EntryReference entry, Books? own = null) => string.Create(
        CultureInfo.InvariantCulture,
            $"UPDATE ledger.entry_series SET last_number = last_number + 1 WHERE {Of(entry, own, number: false)}");

    private string CopyEntry(EntryReference entry, long number, string count = "posting_count", Books? own = null) =>
        string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO ledger.entry (dedicated_account_id, fiscal_year, number, {EntryColumns})
            SELECT dedicated_account_id, fiscal_year, {number}, {EntryColumns.Replace("posting_count", count, StringComparison.Ordinal)}
            FROM ledger.entry WHERE {Of(entry, own)}
            """);

    private string CopyPostings(
        EntryReference entry, long number, string line = "line", string amount = "amount", string account = "ledger_account_id",
            string fund = "fund_id", Books? own = null) =>
        string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO ledger.posting (dedicated_account_id, fiscal_year, number, line, booking_date, ledger_account_id, fund_id, amount)
            SELECT dedicated_account_id, fiscal_year, {number}, {line}, booking_date, {account}, {fund}, {amount}
            FROM ledger.posting WHERE {Of(entry, own)}
            """);

    private string Of(EntryReference entry, Books? own, bool number = true) => string.Create(
        CultureInfo.InvariantCulture, $"dedicated_account_id = {(own ?? books).AccountId} AND fiscal_year = {entry.FiscalYear}") + (
            number ? string.Create(CultureInfo.InvariantCulture, $" AND number = {entry.Number}") : "");
}
