using System.Data.Common;
using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports.Checks;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>Periods, year-end and corrections on a database: by the write path, and around it.</summary>
public sealed class PeriodTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private static readonly LocalDate LastDay = new(2025, 12, 31);
    private readonly TestDatabase database = fixture.Database;

    [Fact]
    public async Task Move_MonthByMonth_ClosesInOrderAndReopensBackwards()
    {
        var books = await Books.Open(database);

        (await books.Move(2026, 2, PeriodMove.SoftClose)).Value.Should().Be(PeriodState.SoftClosed);
        (await books.Move(2026, 2, PeriodMove.Close)).RefusalCode().Should().Be(nameof(PeriodRefusals.EarlierPeriodOpen));
        (await books.Move(2026, 1, PeriodMove.SoftClose)).Value.Should().Be(PeriodState.SoftClosed);
        (await books.Move(2026, 1, PeriodMove.Close)).Value.Should().Be(PeriodState.Closed);
        (await books.Move(2026, 2, PeriodMove.Close)).Value.Should().Be(PeriodState.Closed);
        (await books.Move(2026, 1, PeriodMove.Reopen, "late invoice")).RefusalCode().Should().Be(nameof(PeriodRefusals.LaterPeriodClosed));
        (await books.Move(2026, 2, PeriodMove.Reopen, "late invoice")).Value.Should().Be(PeriodState.SoftClosed);
        (await books.Move(2026, 7, PeriodMove.SoftClose)).RefusalCode().Should().Be(nameof(PeriodRefusals.PeriodNotEnded));

        await using var db = books.Read();
        (await db.AuditEvents.Where(audit => audit.DedicatedAccountId == books.AccountId && audit.Code.StartsWith("Period"))
            .OrderBy(audit => audit.RecordedAt).Select(audit => audit.Code).ToListAsync())
            .Should().Equal("PeriodSoftClosed", "PeriodSoftClosed", "PeriodClosed", "PeriodClosed", "PeriodReopened");
    }

    [Fact]
    public async Task CloseYear_OfSeveralFunds_PostsOneEntryEachAndChangesNoLot()
    {
        var books = await Books.Open(database);
        var (gifts, other) = (await books.AddFund(), await books.AddFund());
        await books.BookGift(gifts, 100, LastDay);
        await books.BookGift(other, 50, LastDay);
        (await books.Post(Drafts.Fee(gifts, 30, LastDay))).IsRefused.Should().BeFalse();
        var lots = await books.Lots(gifts);

        var closed = await books.CloseYear(2025);

        closed.Entries.Should().HaveCount(2);
        (await books.Lots(gifts)).Should().BeEquivalentTo(lots);
        (await Balances(books)).Should().BeEquivalentTo(new Dictionary<string, long> { ["1101.01"] = 120, ["3101"] = -120 });
        (await books.Write(session => Data.Writing.PeriodWriting.CloseYear(session, 2025))).RefusalCode().Should()
            .Be(nameof(PeriodRefusals.FiscalYearClosed));
        (await books.Move(2025, 13, PeriodMove.Reopen, "no")).RefusalCode().Should().Be(nameof(PeriodRefusals.FiscalYearClosed));
        (await books.Post(Drafts.Gift(gifts, 1, LastDay))).RefusalCode().Should().Be(nameof(PeriodRefusals.FiscalYearClosed));
        await Verified(books);
    }

    [Fact]
    public async Task Correct_EntryOfAClosedYear_IsLinkedOnceAndVerifies()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFund();
        await books.BookGift(fund, 100, LastDay);
        var fee = (await books.Post(Drafts.Fee(fund, 30, LastDay))).Value;
        var reversed = (await books.Post(Drafts.Fee(fund, 1, LastDay))).Value;
        (await books.Reverse(reversed, bookingDate: LastDay)).IsRefused.Should().BeFalse();
        await books.CloseYear(2025);

        (await books.Reverse(fee)).RefusalCode().Should().Be(nameof(LedgerRefusals.ReversalInClosedYear));
        (await books.Correct(reversed)).RefusalCode().Should().Be(nameof(LedgerRefusals.EntryAlreadyReversed));
        var correction = (await books.Correct(fee)).Value;

        correction.FiscalYear.Should().Be(2026);
        (await books.Correct(fee)).RefusalCode().Should().Be(nameof(LedgerRefusals.EntryAlreadyReversed));
        (await books.Available(fund)).Should().Be(100);
        (await Balances(books)).Should().BeEquivalentTo(new Dictionary<string, long> { ["1101.01"] = 100, ["3101"] = -70, ["3301"] = -30 });
        await Verified(books);
    }

    [Theory]
    [InlineData("insert into ledger.accounting_period values (@, 2026, 3, 2)", "one step at a time")]
    [InlineData("insert into ledger.accounting_period values (@, 2026, 14, 1)", "one step at a time")]
    [InlineData("insert into ledger.accounting_period values (@, 2026, 14, 2)", "close in order")]
    [InlineData("insert into ledger.accounting_period values (@, 2026, 15, 1)", "")]
    [InlineData("update ledger.accounting_period set state = 0 where dedicated_account_id = @ and period = 1", "one step at a time")]
    [InlineData("update ledger.accounting_period set state = 1 where dedicated_account_id = @ and period = 1", "from the last one back")]
    [InlineData("update ledger.accounting_period set state = 2 where dedicated_account_id = @ and period = 4", "close in order")]
    [InlineData("update ledger.accounting_period set period = 9 where dedicated_account_id = @ and period = 4", "")]
    [InlineData("delete from ledger.accounting_period where dedicated_account_id = @", "")]
    public async Task Periods_MovedAroundTheRules_AreHeldByTheDatabase(string statement, string because)
    {
        var books = await Books.Open(database);
        await books.Close(2026, 2);
        await books.SoftClose(2026, 4);

        foreach (var login in new[] { database.Connections.Ledger, database.Connections.Migrations })
        {
            var act = () => database.Execute(
                login, statement.Replace("@", books.AccountId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            (await act.Should().ThrowAsync<DbException>()).Which.Message.Should().ContainAny(because, "permission denied");
        }
    }

    [Theory]
    [InlineData("8 as period", "ck_entry_period")]
    [InlineData("13 as period", "ck_entry_period")]
    [InlineData("period", null)]
    public async Task Insert_EntryOfAnotherPeriodThanItsDate_IsRefused(string period, string? because)
    {
        var books = await Books.Open(database);
        var gift = await books.BookGift(await books.AddFund(), 100);

        var act = () => Copy(books, gift, gift.FiscalYear, ("period", period));

        if (because is null) await act.Should().NotThrowAsync();
        else (await act.Should().ThrowAsync<DbException>()).Which.Message.Should().Contain(because);
    }

    [Fact]
    public async Task Insert_IntoASoftClosedPeriod_IsRefusedUnlessItCorrects()
    {
        var books = await Books.Open(database);
        var gift = await books.BookGift(await books.AddFund(), 100);
        await books.SoftClose(2026, 7);
        (string, string)[] voucher = [("document_kind", "5"), ("document_id", "1")];

        (await Refused(() => Copy(books, gift, 2026))).Should().Contain("period is closed");
        (await Refused(() => Copy(books, gift, 2026, voucher))).Should().Contain("needs a second person");
        (await Refused(() => Copy(books, gift, 2026, [.. voucher, ("approver_id", "actor_id")]))).Should().Contain("ck_entry_approver");
        await Copy(books, gift, 2026, [.. voucher, ("approver_id", "actor_id + 1")]);
        await Copy(books, gift, 2026, ("reverses_fiscal_year", "2026"), ("reverses_number", "number"));
    }

    [Fact]
    public async Task Insert_TakingBackWhatIsTakenBackOrOpenOrNothing_IsRefused()
    {
        var books = await Books.Open(database);
        var fund = await books.AddFund();
        var old = await books.BookGift(fund, 100, LastDay);
        var gift = await books.BookGift(fund, 100);

        (await Refused(() => Copy(books, gift, 2026, Taking(2025, old.Number)))).Should().Contain("after that year was closed");
        await books.CloseYear(2025);
        (await Refused(() => Copy(books, gift, 2026, Taking(2025, 99)))).Should().Contain("must be an entry");
        (await Refused(() => Copy(books, gift, 2026, Taking(2027, 1)))).Should().Contain("ck_entry_reversal");
        var correction = (await books.Correct(old)).Value;
        (await Refused(() => Copy(books, gift, 2026, Taking(2025, old.Number)))).Should()
            .ContainAny("taken back once", "duplicate key", "ux_entry_reverses");
        (await Refused(() => Copy(books, gift, 2026, Taking(2026, correction.Number)))).Should().Contain("must be an entry");

        static (string, string)[] Taking(int year, long number) =>
            [("reverses_fiscal_year", year.ToString(CultureInfo.InvariantCulture)), (
                "reverses_number", number.ToString(CultureInfo.InvariantCulture))];
    }

    [Fact]
    public async Task Insert_ClosingEntryThatMovesMoney_IsRefused()
    {
        var books = await Books.Open(database);
        var gift = await books.BookGift(await books.AddFund(), 100, LastDay);

        (await Refused(() => Copy(books, gift, 2025, ("period", "14")))).Should().Contain("ck_entry_closing");
        (await Refused(() => Copy(books, gift, 2025, ("period", "14"), ("document_kind", "7"), ("document_id", "2025")))).Should()
            .Contain("revenue, expense and net assets only");
    }

    private static async Task<string> Refused(Func<Task> act) => (await act.Should().ThrowAsync<DbException>()).Which.Message;

    /// <summary>Copies an entry under the next number of the year with some columns changed, as the application's own login.</summary>
    private Task<int> Copy(Books books, EntryReference entry, int year, params (string Column, string Value)[] changes)
    {
        string[] columns =
        [
            "kind", "period", "booking_date", "value_date", "recorded_at", "actor_id", "document_kind", "document_id",
            "reverses_fiscal_year", "reverses_number", "text_id", "description_commitment", "posting_count", "leaf_index", "approver_id",
        ];
        var changed = changes.ToDictionary(change => change.Column, change => change.Value);
        var of = string.Create(
            CultureInfo.InvariantCulture, $"dedicated_account_id = {books.AccountId} AND fiscal_year = {entry.FiscalYear}");
        var next = string.Create(CultureInfo.InvariantCulture,
            $"(SELECT last_number FROM ledger.entry_series WHERE dedicated_account_id = {books.AccountId} AND fiscal_year = {year})");
        return database.Execute(database.Connections.Ledger, string.Create(CultureInfo.InvariantCulture, $"""
            UPDATE ledger.entry_series SET last_number = last_number + 1
            WHERE dedicated_account_id = {books.AccountId} AND fiscal_year = {year};
            INSERT INTO ledger.entry (dedicated_account_id, fiscal_year, number, {string.Join(", ", columns)})
            SELECT dedicated_account_id, {year}, {next},
                {string.Join(", ", columns.Select(column => changed.GetValueOrDefault(column, column)))}
            FROM ledger.entry WHERE {of} AND number = {entry.Number};
            INSERT INTO ledger.posting (dedicated_account_id, fiscal_year, number, line, booking_date, ledger_account_id, fund_id, amount)
            SELECT dedicated_account_id, {year}, {next}, line, booking_date, ledger_account_id, fund_id, amount
            FROM ledger.posting WHERE {of} AND number = {entry.Number};
            """));
    }

    private static async Task<Dictionary<string, long>> Balances(Books books)
    {
        await using var db = books.Read();
        var accounts = await db.LedgerAccounts.Where(account => account.DedicatedAccountId == books.AccountId)
            .ToDictionaryAsync(account => account.Id, account => account.Code);
        return (await db.PeriodBalances.AsNoTracking().Where(balance => balance.DedicatedAccountId == books.AccountId).ToListAsync())
            .GroupBy(balance => accounts[balance.LedgerAccountId])
            .Select(group => (group.Key, Sum: group.Sum(balance => balance.Debit - balance.Credit)))
            .Where(sum => sum.Sum != 0).ToDictionary(sum => sum.Key, sum => sum.Sum);
    }

    private async Task Verified(Books books)
    {
        var results = await new LedgerChecks(database.Reporting).RunAll(books.AccountId, null, CancellationToken.None);
        results.Where(result => !result.Ok).SelectMany(result => result.Failures).Should().BeEmpty();
    }
}
