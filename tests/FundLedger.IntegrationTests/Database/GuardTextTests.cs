using FundLedger.Data.Engines;
using FundLedger.Data.Migrating;
using FundLedger.Domain.Ledger;
using FundLedger.Reports.Checks;
using FundLedger.SqlServer;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Books;

namespace FundLedger.IntegrationTests.Database;

/// <summary>A guard that is there and does nothing is as bad as one that is gone: each is compared with the text that made it.</summary>
public sealed class GuardTextTests
{
    public static TheoryData<string, string> Bendings() => new()
    {
        {
            "CREATE OR REPLACE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
            "function ledger.refuse_change differs from its text"
        },
        {
            "CREATE OR REPLACE FUNCTION ledger.check_step_duty() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
            "function ledger.check_step_duty differs from its text"
        },
        {
            "CREATE OR REPLACE FUNCTION access.refuse_security_event_change() RETURNS trigger LANGUAGE plpgsql "
            + "AS $$ BEGIN RETURN NULL; END $$",
            "function access.refuse_security_event_change differs from its text"
        },
        {
            "ALTER FUNCTION ledger.refuse_change() SECURITY DEFINER", "function ledger.refuse_change differs from its text"
        },
        {
            "ALTER TABLE ledger.workflow_step DISABLE TRIGGER tr_workflow_step_append_only",
            "trigger tr_workflow_step_append_only on ledger.workflow_step is disabled"
        },
        {
            "DROP TRIGGER tr_workflow_step_duty ON ledger.workflow_step", "trigger tr_workflow_step_duty on ledger.workflow_step is missing"
        },
        {
            "DROP TRIGGER tr_no_truncate ON ledger.posting_2027", "trigger tr_no_truncate on ledger.posting_2027 is missing"
        },
        {
            "CREATE OR REPLACE TRIGGER tr_request_append_only BEFORE DELETE ON ledger.request "
            + "FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change()",
            "trigger tr_request_append_only on ledger.request differs from its text"
        },
        {
            "CREATE OR REPLACE TRIGGER tr_request_append_only BEFORE UPDATE OR DELETE ON ledger.request "
            + "FOR EACH ROW WHEN (false) EXECUTE FUNCTION ledger.refuse_change()",
            "trigger tr_request_append_only on ledger.request differs from its text"
        },
        {
            "CREATE OR REPLACE TRIGGER tr_request_append_only BEFORE UPDATE OR DELETE ON ledger.request "
            + "FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
            "trigger tr_request_append_only on ledger.request differs from its text"
        },
        {
            "CREATE TRIGGER tr_aside BEFORE INSERT ON ledger.log_leaf FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change()",
            "trigger tr_aside on ledger.log_leaf is in no text of this version"
        },
        {
            "CREATE FUNCTION ledger.refuse_change(text) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "function ledger.refuse_change stands there more than once"
        },
    };

    [PostgreSqlTheory]
    [MemberData(nameof(Bendings))]
    public async Task Verify_AfterTheOwnerBentAGuard_NamesIt(string statement, string problem)
    {
        await using var database = await TestDatabase.Create();
        var books = await Books.Open(database);
        (await Guards(books)).Failures.Should().BeEmpty();

        await database.Execute(database.Connections.Migrations, statement);

        var check = await Guards(books);
        check.Ok.Should().BeFalse();
        check.Failures.Should().ContainSingle().Which.Should().Be($"guard: {problem}");
    }

    [Fact]
    public void SqlServersText_AsItsCatalogueKeepsIt_IsTheSameAndAnEmptyOneIsNot()
    {
        var engine = new SqlServerEngine();
        var wanted = SqlServerGuards.Wanted(SchemaScript.Of(engine).SelectMany(script => engine.Batches(script.Text)));

        wanted.Select(guard => guard.Name).Should().OnlyHaveUniqueItems()
            .And.Contain(AppendOnlyTables.All.Select(table => $"trigger tr_{table}_append_only on ledger.{table}"))
            .And.Contain([
                "trigger tr_posting_sums on ledger.posting", "trigger tr_workflow_step_duty on ledger.workflow_step",
                "trigger security_event_append_only on access.security_event", "view ledger.workflow_document",
                "procedure ledger.set_guards",
            ]);
        // The engine keeps the statement, leaves OR ALTER out, and its clients may end lines differently.
        const string kept = "-- Why.\r\nCREATE   TRIGGER ledger.tr_log_leaf_append_only ON ledger.log_leaf AFTER UPDATE, DELETE AS\r\n"
            + "BEGIN\r\n    SET NOCOUNT ON;\r\n    IF NOT EXISTS (SELECT 1 FROM deleted) RETURN;\r\n"
            + "    THROW 50001, 'ledger.log_leaf is append-only: correct by a reversal.', 1;\r\nEND;";
        const string empty = "CREATE   TRIGGER ledger.tr_log_leaf_append_only ON ledger.log_leaf AFTER UPDATE, DELETE AS "
            + "BEGIN RETURN; END;";
        var leaf = wanted.Single(guard => guard.Name == "trigger tr_log_leaf_append_only on ledger.log_leaf");

        GuardText.Problems([leaf], [SqlServerGuards.Made(kept)!]).Should().BeEmpty();
        GuardText.Problems([leaf], [SqlServerGuards.Made(empty)!]).Should().Equal($"{leaf.Name} differs from its text");
        GuardText.Problems([leaf], [leaf with { Text = null }]).Should().Equal($"{leaf.Name} cannot be read by this login");
    }

    /// <summary>The check of that name, as <c>verify</c> runs it; the guards are read by the read login.</summary>
    private static async Task<CheckResult> Guards(Books books)
    {
        var results = await new BookChecks(
            new LedgerChecks(books.Database.Reporting), books.Database.Connections,
            new ServedAccount(books.AccountId, "test", "測試專戶", "Test account", Currency.Twd)).RunAll(null, CancellationToken.None);
        return results.Single(result => result.Name == BookChecks.Guards);
    }
}
