using System.Text.RegularExpressions;
using FundLedger.Data.Engines;
using FundLedger.Data.Migrating;
using FundLedger.PostgreSql;
using FundLedger.SqlServer;

namespace FundLedger.IntegrationTests.SqlServer;

/// <summary>Both engines guard the same tables; what one engine's text lists and the other's does not would be found by nobody.</summary>
public sealed partial class GuardListTests
{
    private static readonly DatabaseEngine PostgreSql = new PostgreSqlEngine();
    private static readonly DatabaseEngine SqlServer = new SqlServerEngine();

    [Fact]
    public void AppendOnlyTables_OfBothEngines_AreThoseThatTheApplicationKnows()
    {
        Listed(PostgreSql, "ARRAY[", "] LOOP").Should().BeEquivalentTo(AppendOnlyTables.All);
        Listed(SqlServer, "DECLARE append_only CURSOR", "AS list").Should().BeEquivalentTo(AppendOnlyTables.All);
    }

    [Fact]
    public void TruncateGuards_OfBothEngines_StandOnTheSameTables()
    {
        // PostgreSQL: those of the loop over the append-only tables, and those that are named.
        var named = Text(PostgreSql).SelectMany(text => NoTruncate().Matches(text)).Select(match => match.Groups[1].Value);
        var postgreSql = Listed(PostgreSql, "ARRAY[", "] LOOP").Concat(named);
        var sqlServer = Listed(SqlServer, "DECLARE no_truncate CURSOR", "AS list").Append("security_event");

        Text(SqlServer).Should().ContainSingle(text => text.Contains("access.security_event_guard", StringComparison.Ordinal));
        sqlServer.Should().BeEquivalentTo(postgreSql);
    }

    [Fact]
    public void Triggers_ThatBothEnginesName_AreTheSame()
    {
        var sqlServer = Triggers(SqlServer, SqlServerTrigger());
        // One engine's way to refuse a removal is the other's AFTER trigger; TRUNCATE has triggers on PostgreSQL only; closing
        // entries are looked at there by the trigger of the sums.
        var postgreSql = Triggers(PostgreSql, PostgreSqlTrigger())
            .Where(name => !name.EndsWith("_no_truncate", StringComparison.Ordinal))
            .Except(["tr_accounting_period_stays", "tr_job_run_no_delete", "tr_receipt_no_delete"]);

        sqlServer.Should().HaveCountGreaterThan(6).And.BeEquivalentTo(postgreSql.Append("tr_posting_closing"));
    }

    private static string[] Text(DatabaseEngine engine) => SchemaScript.Of(engine).Select(script => script.Text).ToArray();

    private static string[] Triggers(DatabaseEngine engine, Regex trigger) =>
        Text(engine).SelectMany(text => trigger.Matches(text)).Select(match => match.Groups[1].Value).Distinct().ToArray();

    /// <summary>The names in quotation marks between two marks of the guards' text; the first of each pair of brackets.</summary>
    private static string[] Listed(DatabaseEngine engine, string from, string to)
    {
        var text = SchemaScript.Of(engine).Single(script => script.Subject == "guards").Text;
        var start = text.IndexOf(from, StringComparison.Ordinal);
        start.Should().BePositive();
        var list = text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
        var names = Name().Matches(list).Select(match => match.Groups[1].Value).ToArray();
        names.Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(10);
        return names;
    }

    [GeneratedRegex(@"N?'(\w+)'")]
    private static partial Regex Name();

    [GeneratedRegex(@"TRIGGER \w+ BEFORE (?:UPDATE OR DELETE OR )?TRUNCATE ON (?:ledger|access)\.(\w+)")]
    private static partial Regex NoTruncate();

    [GeneratedRegex(@"CREATE OR ALTER TRIGGER \w+\.([a-z_]*[a-z])(?= ON )")]
    private static partial Regex SqlServerTrigger();

    [GeneratedRegex(@"CREATE OR REPLACE TRIGGER ([a-z_]*[a-z])(?= (?:BEFORE|AFTER) )")]
    private static partial Regex PostgreSqlTrigger();
}
