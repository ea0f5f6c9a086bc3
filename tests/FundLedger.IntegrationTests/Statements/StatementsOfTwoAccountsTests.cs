using System.Data.Common;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using NodaTime;

namespace FundLedger.IntegrationTests.Statements;

/// <summary>
/// A statement with rows of two dedicated accounts is judged account by account: what one of them must not get is refused with
/// what the other might have got, whichever of them comes first.
/// </summary>
public sealed class StatementsOfTwoAccountsTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private readonly TestDatabase database = fixture.Database;

    [Fact]
    public async Task Insert_OfTheNextEntryOfEach_IsAccepted()
    {
        // The other tests change one thing in this; so it must pass as it stands.
        var accounts = await TwoAccounts.Open(database, wrongFirst: false);

        (await accounts.Run(accounts.NextNumbers(), accounts.CopyEntries(), accounts.CopyPostings())).Should().Be(2 + 2 + 4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Insert_OfEntriesWhereOneLeavesAGap_IsRefused(bool wrongFirst)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst);

        // Number 2 in both, where one series has not moved; and 3 in one whose series has moved that far.
        await accounts.Refused("without a gap",
            accounts.NextNumbers() + accounts.OnlyRight, accounts.CopyEntries(ahead: accounts.Where("1", "0")));
        await accounts.Refused("without a gap",
            accounts.NextNumbers(), accounts.NextNumbers() + accounts.OnlyWrong, accounts.CopyEntries());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Insert_OfEntriesWhereOnePeriodIsClosed_IsRefused(bool wrongFirst)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst);
        await accounts.Wrong.Close(TwoAccounts.Year, 7);

        await accounts.Refused("period is closed", accounts.NextNumbers(), accounts.CopyEntries(), accounts.CopyPostings());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Insert_OfReversalsWhereOneTakesBackTwiceOrWhatOnlyTheOtherHas_IsRefused(bool wrongFirst)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst);
        foreach (var books in new[] { accounts.Right, accounts.Wrong })
            (await books.Reverse(await books.BookGift(await books.AddFund(), 1))).Value.Number.Should().Be(3);
        for (var more = 4; more < 7; more++) _ = await accounts.Right.BookGift(await accounts.Right.AddFund(), 1);

        (string, string)[] Taking(string wrong) => [("reverses_number", accounts.Where(wrong, "1"))];
        await accounts.Refused(null, accounts.NextNumbers(), accounts.CopyEntries(3, changes: Taking("2")), accounts.CopyPostings(3));
        await accounts.Refused("must be an entry",
            accounts.NextNumbers(), accounts.CopyEntries(3, changes: Taking("5")), accounts.CopyPostings(3));
        await accounts.Run(accounts.NextNumbers(), accounts.CopyEntries(3, changes: Taking("1")), accounts.CopyPostings(3));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Insert_OfPostingsThatBalanceOnlyTogether_IsRefused(bool wrongFirst)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst);

        foreach (var right in new[] { "amount", "amount - (CASE WHEN line = 1 THEN 5 ELSE 0 END)" })
        {
            var amount = accounts.Where("amount + (CASE WHEN line = 1 THEN 5 ELSE 0 END)", right);
            await accounts.Refused("sum to zero",
                accounts.NextNumbers(), accounts.CopyEntries(), accounts.CopyPostings(changes: ("amount", amount)));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Insert_OfPostingsWhereOneEntryHasFewerOrOthers_IsRefused(bool wrongFirst)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst);

        const string together = "all in one statement";
        var more = ("posting_count", accounts.Where("posting_count + 1", "posting_count"));
        await accounts.Refused(together, accounts.NextNumbers(), accounts.CopyEntries(changes: more), accounts.CopyPostings());
        await accounts.Refused(together, accounts.NextNumbers(), accounts.CopyEntries(),
            accounts.CopyPostings(changes: ("line", accounts.Where("line + 1", "line"))));
        // One goes on with entry 1, which has all its lines; then with entry 2, which only the other has.
        string[] onlyRight = [accounts.NextNumbers() + accounts.OnlyRight, accounts.CopyEntries() + accounts.OnlyRight];
        await accounts.Refused(together, [.. onlyRight, accounts.CopyPostings(changes: ("line", accounts.Where("line + 2", "line")))]);
        await accounts.Refused(together, [.. onlyRight, accounts.CopyPostings(ahead: accounts.Where("1", "0"))]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Insert_OfPostingsOnAFundThatOnlyTheOtherHas_IsRefused(bool wrongFirst)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst);
        var only = TwoAccounts.Number(await accounts.FundId(accounts.Right, await accounts.Right.AddFund()));

        await accounts.Refused("existing ledger account and fund",
            accounts.NextNumbers(), accounts.CopyEntries(), accounts.CopyPostings(changes: ("fund_id", only)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Insert_OfClosingEntriesWhereOneMovesMoney_IsRefused(bool wrongFirst)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst, new LocalDate(2025, 12, 31));
        var donations = $"""
            (SELECT id FROM ledger.ledger_account AS donations
             WHERE donations.dedicated_account_id = posting.dedicated_account_id AND donations.code = '{ChartOfAccounts.Donations}')
            """;
        string[] Closing(string wrong) =>
        [
            accounts.NextNumbers(2025),
            accounts.CopyEntries(1, 2025, "0", ("period", "14"), ("document_kind", "7"), ("document_id", "2025")),
            accounts.CopyPostings(1, 2025, "0", ("ledger_account_id", accounts.Where(wrong, donations))),
        ];

        await accounts.Refused("revenue, expense and net assets only", Closing("ledger_account_id"));
        await accounts.Run(Closing(donations));
    }

    [PostgreSqlTheory("a partition of SQL Server has no name of its own")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Insert_IntoAPartitionByName_IsJudgedAccountByAccountToo(bool wrongFirst)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst);
        static string Named(string sql) => sql.Replace(" (dedicated_account_id, fiscal_year", "_2026 (dedicated_account_id, fiscal_year",
            StringComparison.Ordinal);

        await accounts.Refused("without a gap", accounts.NextNumbers(), Named(accounts.CopyEntries(ahead: accounts.Where("1", "0"))));
        await accounts.Refused("sum to zero", accounts.NextNumbers(), Named(accounts.CopyEntries()),
            Named(accounts.CopyPostings(changes: ("amount", accounts.Where("amount + line", "amount")))));
        (await accounts.Run(accounts.NextNumbers(), Named(accounts.CopyEntries()), Named(accounts.CopyPostings()))).Should().Be(8);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Insert_OfLotMovementsThatOneAccountDoesNotShow_IsRefused(bool wrongFirst)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst);
        const string spend = "SET used = used + 5, remaining = remaining - 5";
        _ = await accounts.Right.BookGift(await accounts.Right.AddFund(), 1);

        await accounts.Refused("sum of its movements",
            $"UPDATE ledger.lot {spend} WHERE id = 1 {accounts.OnlyRight}", accounts.InsertMovements("5") + " AND id = 1");
        // Lot 2 and entry 2 are there, but only in the other account.
        await accounts.Refused("existing", accounts.InsertMovements("0", lot: accounts.Where("2", "id")));
        await accounts.Refused("existing entry", accounts.InsertMovements("0", number: accounts.Where("2", "number")));
        (await accounts.Run($"UPDATE ledger.lot {spend} WHERE {accounts.Both} AND id = 1", accounts.InsertMovements("5") + " AND id = 1"))
            .Should().Be(2 + 2);
    }

    [Theory]
    [InlineData("ledger.fund_balance SET spendable = spendable - {0}")]
    [InlineData("ledger.fund_balance SET encumbered = encumbered + {0}")]
    [InlineData("ledger.lot SET used = used + {0}")]
    public async Task Update_OfTotalsThatOneAccountCannotHave_IsRefused(string change)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst: false);

        var changed = change.Replace("{0}", accounts.Where("1000000", "0"), StringComparison.Ordinal);
        await accounts.Refused(null, $"UPDATE {changed} WHERE {accounts.Both}");
    }

    [Theory]
    [InlineData("fund", "SUSPENSE", "source = 1")]
    [InlineData("ledger_account", "4101", "name_zh = '新名稱'")]
    public async Task Update_OfCodesInOneAccountOrDelete_IsRefusedToTheOwnerToo(string table, string code, string permanent)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst: false);
        string Update(string column, string value) =>
            $"UPDATE ledger.{table} SET {column} = {value} WHERE {accounts.Both} AND code = '{code}'";

        var owner = database.Connections.Migrations;
        await accounts.RefusedAs(owner, "permanent", Update("code", accounts.Where("'X'", "code")));
        await accounts.RefusedAs(owner, null, Update("id", accounts.Where("999999", "id")));
        await accounts.RefusedAs(owner, null, Update("dedicated_account_id", accounts.Where("999999", "dedicated_account_id")));
        await accounts.RefusedAs(database.Connections.Migrations, null, $"DELETE FROM ledger.{table} WHERE {accounts.Both}");
        (await database.Execute(owner, Update("name_zh", "'新名稱'"))).Should().Be(2);
        var byTheApplication = () => accounts.Run($"UPDATE ledger.{table} SET {permanent} WHERE {accounts.Both} AND code = '{code}'");
        await byTheApplication.Should().ThrowAsync<DbException>("of a fund only its names change, of an account nothing");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Update_OfPeriodsWhereOneClosesOrReopensOutOfOrder_IsRefused(bool wrongFirst)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst);
        string Put(PeriodState state, int period) => $"""
            UPDATE ledger.accounting_period SET state = {(int)state} WHERE {accounts.Both} AND fiscal_year = 2026 AND period = {period}
            """;
        await accounts.Right.Close(2026, 1);
        await accounts.Wrong.SoftClose(2026, 1);
        foreach (var books in new[] { accounts.Right, accounts.Wrong }) await books.SoftClose(2026, 2);

        await accounts.Refused("close in order", Put(PeriodState.Closed, 2));
        await accounts.Wrong.Close(2026, 3);
        (await accounts.Run($"{Put(PeriodState.Closed, 2)} AND state = 1")).Should().Be(1);
        await accounts.Refused("from the last one back", Put(PeriodState.SoftClosed, 2));
        await accounts.RefusedAs(
            database.Connections.Migrations, null,
            $"UPDATE ledger.accounting_period SET period = {accounts.Where("9", "period")} WHERE {accounts.Both} AND period = 2");
        await accounts.RefusedAs(database.Connections.Migrations, "Reopen", $"DELETE FROM ledger.accounting_period WHERE {accounts.Both}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Insert_OfPeriodsWhereOneSkipsAStepOrItsYearIsClosed_IsRefused(bool wrongFirst)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst);
        string Insert(int year, string state) => $"""
            INSERT INTO ledger.accounting_period (dedicated_account_id, fiscal_year, period, state)
            SELECT dedicated_account_id, {year}, 1, {state} FROM ledger.entry WHERE {accounts.Both} AND fiscal_year = 2026 AND number = 1
            """;

        await accounts.Refused("one step at a time", Insert(2025, accounts.Where("2", "1")));
        (await accounts.Run(Insert(2025, "1"))).Should().Be(2);
        await accounts.Right.Close(2024, FiscalYearPeriods.Adjustments);
        _ = await accounts.Wrong.CloseYear(2024);
        await accounts.Refused("fiscal year is closed",
            $"UPDATE ledger.accounting_period SET state = 1 WHERE {accounts.Both} AND fiscal_year = 2024 AND period = 13");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Update_OfJobRunsWhereOneHasEndedOrChangesMore_IsRefused(bool wrongFirst)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst);
        (await accounts.Run($"""
            INSERT INTO ledger.job_run (dedicated_account_id, id, job, server, attempt, started_by, started_at, outcome)
            SELECT dedicated_account_id, lines.id, 'a-job', 'a-server', 1, actor_id, recorded_at, 1
            FROM ledger.entry CROSS JOIN (VALUES (1), (2)) AS lines (id) WHERE {accounts.Both} AND number = 1
            """)).Should().Be(4);
        string End(int id) => $"UPDATE ledger.job_run SET ended_at = started_at, outcome = 2 WHERE {accounts.Both} AND id = {id}";

        (await accounts.Run(End(1))).Should().Be(2);
        (await accounts.Run(End(2) + accounts.OnlyWrong)).Should().Be(1);
        await accounts.Refused("ends once", End(2));
        await accounts.RefusedAs(database.Connections.Migrations, "ends once",
            $"UPDATE ledger.job_run SET server = {accounts.Where("'another'", "server")} WHERE {accounts.Both} AND id = 1");
        await accounts.RefusedAs(database.Connections.Migrations, null, $"DELETE FROM ledger.job_run WHERE {accounts.Both}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Insert_OfDutiesAndStepsOfADocumentThatOnlyTheOtherHas_IsRefused(bool wrongFirst)
    {
        var accounts = await TwoAccounts.Open(database, wrongFirst);
        foreach (var books in new[] { accounts.Right, accounts.Wrong })
        {
            var code = await books.DraftDisbursement(await books.AddFundHolding(100), 50);
            (await books.Move(code, DisbursementTrigger.Submit, await books.AddPerson("requester"))).IsRefused.Should().BeFalse();
        }

        _ = await accounts.Right.DraftDisbursement(await accounts.Right.AddFundHolding(100), 50);
        string Document(string which) => $"(SELECT {which}(id) FROM ledger.disbursement WHERE {accounts.Both}{accounts.OnlyRight})";
        string Duties(string document) => $"""
            INSERT INTO ledger.workflow_duty (dedicated_account_id, document_kind, document_id, person_id, duty)
            SELECT dedicated_account_id, 2, {document}, actor_id, 2 FROM ledger.entry WHERE {accounts.Both} AND number = 1
            """;
        const string kept = "from_state, to_state, person_id, duty, reason_commitment, recorded_at, leaf_index";
        string Steps(string document) => $"""
            INSERT INTO ledger.workflow_step (dedicated_account_id, document_kind, document_id, sequence, "trigger", {kept})
            SELECT dedicated_account_id, document_kind, {document}, 2, "trigger", {kept} FROM ledger.workflow_step
            WHERE {accounts.Both} AND document_kind = 2
            """;

        await accounts.Refused("must belong to a document", Duties(Document("MAX")));
        await accounts.Refused(null, Steps(accounts.Where(Document("MAX"), "document_id")));
        (await accounts.Run(Duties(Document("MIN")), Steps("document_id"))).Should().Be(4);
    }
}
