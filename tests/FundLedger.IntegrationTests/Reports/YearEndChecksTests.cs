using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;
using FundLedger.Reports.Checks;
using NodaTime;

namespace FundLedger.IntegrationTests.Reports;

/// <summary>A closed year and a correction of it, bent as only a superuser could: the fitting checks fail and no other.</summary>
public sealed class YearEndChecksTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private const string Correction =
        "dedicated_account_id = @ and fiscal_year = 2026 and number = (select max(number) from ledger.entry "
        + "where dedicated_account_id = @ and reverses_fiscal_year = 2025 and fiscal_year = 2026)";

    private const string Closing =
        "dedicated_account_id = @ and fiscal_year = 2025 and number = (select max(number) from ledger.entry "
        + "where dedicated_account_id = @ and fiscal_year = 2025)";

    [Theory]
    [InlineData("corrections", "not of an earlier year that is closed", $"update ledger.entry set reverses_number = 99 where {Correction}",
        "leaf-hashes")]
    [InlineData("corrections", "not the inverse", $"update ledger.posting set party_id = 1 where line = 1 and {Correction}",
        "leaf-hashes posting-references")]
    [InlineData("corrections", "does not put the lots back", $"update ledger.lot_use set used = used - 1 where {Correction}",
        "leaf-hashes lots lot-entries")]
    [InlineData("corrections", "in several years",
        "drop index ledger.ux_entry_reverses; update ledger.entry set reverses_fiscal_year = 2025, reverses_number = 2 "
            + "where dedicated_account_id = @ and fiscal_year = 2026 and number = 1",
        "leaf-hashes")]
    [InlineData("year-closing", "the fund's own net assets",
        "update ledger.posting set ledger_account_id = (select id from ledger.ledger_account "
            + $"where dedicated_account_id = @ and code = '3201') where line = 3 and {Closing}",
        "leaf-hashes period-balances")]
    [InlineData("year-closing", "not one of the closing",
        $"alter table ledger.entry drop constraint ck_entry_closing; update ledger.entry set document_kind = 5 where {Closing}",
        "leaf-hashes manual-vouchers")]
    [InlineData("year-closing", "but the year is not closed",
        "delete from ledger.accounting_period where dedicated_account_id = @ and period = 14", "closed-periods corrections records")]
    [InlineData("year-closing", "still has a balance",
        "update ledger.period_balance set debit = debit + 1 where dedicated_account_id = @ and period = 14 and debit > 0 "
            + "and ledger_account_id = (select id from ledger.ledger_account where dedicated_account_id = @ and code = '4101')",
        "period-balances")]
    [InlineData("closed-periods", "where the audit trail leads",
        "update ledger.accounting_period set state = 1 where dedicated_account_id = @ and period = 13", "records")]
    [InlineData("closed-periods", "after the period was closed",
        $"update ledger.entry set recorded_at = recorded_at + interval '1 year' where {Closing}", "leaf-hashes")]
    public async Task Run_OnABentYearEnd_OnlyTheFittingChecksFail(string check, string problem, string damage, string also)
    {
        var books = await YearEnd();
        await using var connection = await fixture.Database.Open(fixture.Database.Administrator);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = EngineSql.Current.Damage(
            damage.Replace("@", books.AccountId.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        (await command.ExecuteNonQueryAsync()).Should().NotBe(0);

        var snapshot = new Snapshot(connection, transaction, fixture.Database.Connections.Engine.Name, CancellationToken.None);
        var failed = new List<CheckResult>();
        foreach (var name in LedgerChecks.Names)
        {
            var result = await LedgerChecks.Run(snapshot, name, books.AccountId, CancellationToken.None);
            if (!result.Ok) failed.Add(result);
        }

        failed.Where(result => result.Name == check).SelectMany(result => result.Failures).Should()
            .Contain(failure => failure.Contains(problem));
        failed.Select(result => result.Name).Should().BeSubsetOf([check, .. also.Split(' ')]);
    }

    /// <summary>A gift and two fees in 2025, the year closed, one fee corrected in 2026 after a gift there.</summary>
    private async Task<Books> YearEnd()
    {
        var books = await Books.Open(fixture.Database);
        var fund = await books.AddFund();
        var lastDay = new LocalDate(2025, 12, 31);
        await books.BookGift(fund, 100, lastDay);
        var fee = (await books.Post(Drafts.Fee(fund, 30, lastDay))).Value;
        await books.CloseYear(2025);
        await books.BookGift(fund, 10);
        (await books.Correct(fee)).IsRefused.Should().BeFalse();
        return books;
    }
}
