using System.Data.Common;
using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;

namespace FundLedger.IntegrationTests.Statements;

/// <summary>
/// Two dedicated accounts of one database with the same numbers in each, and statements by hand that hold rows of both. Only
/// <see cref="Wrong"/> is to get what it must not: a guard that judges the rows together, or by one account, lets that through.
/// </summary>
internal sealed class TwoAccounts
{
    public const int Year = 2026;

    private const string EntryColumns =
        "kind, period, booking_date, value_date, recorded_at, actor_id, document_kind, document_id, reverses_fiscal_year, " +
        "reverses_number, text_id, description_commitment, posting_count, leaf_index, approver_id";

    private readonly TestDatabase database;

    private TwoAccounts(TestDatabase database, Books right, Books wrong) => (this.database, Right, Wrong) = (database, right, wrong);

    public Books Right { get; }

    public Books Wrong { get; }

    /// <summary>The rows of both, in a table that names the account as every table does.</summary>
    public string Both => $"dedicated_account_id IN ({Number(Right.AccountId)}, {Number(Wrong.AccountId)})";

    /// <summary>Ends a statement that is for the rows of one of them alone.</summary>
    public string OnlyRight => $" AND dedicated_account_id = {Number(Right.AccountId)}";

    public string OnlyWrong => $" AND dedicated_account_id = {Number(Wrong.AccountId)}";

    /// <summary>Each with a gift of 100 in a fund of its own: entry 1, lot 1.</summary>
    /// <param name="database">Theirs.</param>
    /// <param name="wrongFirst">Whether the account that gets what it must not is the one with the lower number.</param>
    /// <param name="bookingDate">Of the gifts; today when none is given.</param>
    public static async Task<TwoAccounts> Open(TestDatabase database, bool wrongFirst, NodaTime.LocalDate? bookingDate = null)
    {
        Books[] books = [await Books.Open(database), await Books.Open(database)];
        foreach (var each in books)
            (await each.BookGift(await each.AddFund(), 100, bookingDate)).Number.Should().Be(1, "both have the same numbers");
        return wrongFirst ? new TwoAccounts(database, books[1], books[0]) : new TwoAccounts(database, books[0], books[1]);
    }

    /// <summary>An expression with one value in the rows of <see cref="Wrong"/> and another in those of <see cref="Right"/>.</summary>
    public string Where(string wrong, string right) =>
        $"CASE WHEN dedicated_account_id = {Number(Wrong.AccountId)} THEN {wrong} ELSE {right} END";

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Moves the series of a year on by one.</summary>
    public string NextNumbers(int year = Year) =>
        $"UPDATE ledger.entry_series SET last_number = last_number + 1 WHERE fiscal_year = {Number(year)} AND {Both}";

    /// <summary>Copies an entry of each account under the number where its series stands, with some columns changed.</summary>
    /// <param name="number">Of the entry that is copied.</param>
    /// <param name="year">Its fiscal year.</param>
    /// <param name="ahead">How far beyond the series the new number lies.</param>
    /// <param name="changes">What stands in a column instead.</param>
    public string CopyEntries(long number = 1, int year = Year, string ahead = "0", params (string Column, string Value)[] changes) => $"""
        INSERT INTO ledger.entry (dedicated_account_id, fiscal_year, number, {EntryColumns})
        SELECT dedicated_account_id, fiscal_year, {LastNumber("entry")} + {ahead}, {Changed(EntryColumns, changes)}
        FROM ledger.entry WHERE {Both} AND fiscal_year = {Number(year)} AND number = {Number(number)}
        """;

    /// <summary>As <see cref="CopyEntries"/>, the postings.</summary>
    public string CopyPostings(long number = 1, int year = Year, string ahead = "0", params (string Column, string Value)[] changes) => $"""
        INSERT INTO ledger.posting (dedicated_account_id, fiscal_year, number, line, booking_date, ledger_account_id, fund_id, amount)
        SELECT dedicated_account_id, fiscal_year, {LastNumber("posting")} + {ahead},
            {Changed("line, booking_date, ledger_account_id, fund_id, amount", changes)}
        FROM ledger.posting WHERE {Both} AND fiscal_year = {Number(year)} AND number = {Number(number)}
        """;

    /// <summary>A movement of each lot, of the entry that opened it.</summary>
    public string InsertMovements(string used, string lot = "id", string number = "number") => $"""
        INSERT INTO ledger.lot_use (dedicated_account_id, fiscal_year, number, line, lot_id, used, encumbered)
        SELECT dedicated_account_id, fiscal_year, {number}, 9, {lot}, {used}, 0 FROM ledger.lot WHERE {Both}
        """;

    /// <summary>The id that an account gave a fund.</summary>
    public Task<long> FundId(Books books, string code) => database.Ask<long>(
        database.Connections.Ledger,
        $"SELECT id FROM ledger.fund WHERE dedicated_account_id = {Number(books.AccountId)} AND code = '{code}'");

    /// <summary>Runs the statements in one transaction as the application's own login; gives the rows of all of them.</summary>
    public Task<int> Run(params string[] statements) =>
        database.Execute(database.Connections.Ledger, string.Join(";\n", statements));

    public Task Refused(string? because, params string[] statements) => RefusedAs(database.Connections.Ledger, because, statements);

    /// <summary>Refused for a violated rule, and nothing is left in either account.</summary>
    public async Task RefusedAs(string login, string? because, params string[] statements)
    {
        var before = await database.Dump();
        var act = () => database.Execute(login, string.Join(";\n", statements));
        var error = (await act.Should().ThrowAsync<DbException>()).Which;
        if (because is not null) error.Message.Should().Contain(because);
        // A violated rule, not a misspelt statement nor a right that is missing; SQL Server gives no such state.
        if (error.SqlState is { } state) state.Should().StartWith("23");
        (await database.Dump()).Should().Equal(before);
    }

    private static string LastNumber(string table) => $"""
        (SELECT last_number FROM ledger.entry_series AS series
         WHERE series.dedicated_account_id = {table}.dedicated_account_id AND series.fiscal_year = {table}.fiscal_year)
        """;

    private static string Changed(string columns, (string Column, string Value)[] changes)
    {
        var values = changes.ToDictionary(change => change.Column, change => change.Value, StringComparer.Ordinal);
        return string.Join(", ", columns.Split(", ").Select(column => values.GetValueOrDefault(column, column)));
    }
}
