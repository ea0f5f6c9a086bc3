using System.Reflection;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Evidence;
using FundLedger.IntegrationTests.Reports;
using FundLedger.Reports;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FundLedger.IntegrationTests.SqlServer;

/// <summary>What holds for every T-SQL text, known without a server; each rule is also shown what it must catch.</summary>
public sealed class TransactSqlTests
{
    public static TheoryData<string> Texts() => new(TransactSqlTexts.All.Keys);

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_OfEveryStatement_ParsesAndIsWordedForEveryServer(string name)
    {
        foreach (var batch in TransactSql.Parse(name, TransactSqlTexts.All[name]))
        {
            TransactSqlRules.NotPortable(batch).Should().BeEmpty();
            TransactSqlRules.UncollatedTexts(batch).Should().BeEmpty();
        }
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD CONSTRAINT a CHECK (x > 0), CONSTRAINT b CHECK (x < 9)", true)]
    [InlineData("ALTER TABLE t DROP CONSTRAINT a, b", true)]
    [InlineData("ALTER TABLE t ADD CONSTRAINT a CHECK (x > 0)", false)]
    [InlineData("ALTER TABLE t DROP CONSTRAINT a", false)]
    [InlineData("ALTER TRIGGER g ON t AFTER INSERT AS BEGIN RETURN; END", true)]
    [InlineData("CREATE OR ALTER TRIGGER g ON t AFTER INSERT AS BEGIN RETURN; END", false)]
    [InlineData("SELECT k FROM OPENJSON(@j) WITH (k nvarchar(9) COLLATE Latin1_General_100_BIN2 '$') AS j", true)]
    [InlineData("MERGE t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET a = s.a;", true)]
    [InlineData("WAITFOR DELAY '00:00:01'", true)]
    [InlineData("DENY UPDATE ON t TO r", true)]
    [InlineData("EXEC(N'ALTER TRIGGER g ON t AFTER INSERT AS BEGIN RETURN; END')", true)]
    public void NotPortable_AsItIsWritten_IsSeen(string sql, bool caught) =>
        TransactSql.Parse("example", sql).SelectMany(TransactSqlRules.NotPortable).Any().Should().Be(caught);

    [Theory]
    [InlineData("SELECT 1 FROM OPENJSON(@k) WITH (code nvarchar(9) '$') AS j JOIN ledger.fund AS f ON f.code = j.code", true)]
    [InlineData(
        "SELECT 1 FROM OPENJSON(@k) WITH (code nvarchar(9) '$') AS j "
            + "JOIN ledger.fund AS f ON f.code = j.code COLLATE Latin1_General_100_BIN2",
        false)]
    [InlineData("SELECT 1 FROM ledger.fund AS f WHERE f.code IN (SELECT j.value FROM OPENJSON(@k) WITH (value nvarchar(9) '$') AS j)",
        true)]
    [InlineData("SELECT 1 FROM ledger.fund AS f WHERE f.code IN (SELECT value FROM STRING_SPLIT(@k, ','))", true)]
    [InlineData("SELECT 1 FROM ledger.fund AS f WHERE f.code IN (SELECT value COLLATE Latin1_General_100_BIN2 FROM STRING_SPLIT(@k, ','))",
        false)]
    [InlineData("SELECT 1 FROM OPENJSON(@k) WITH (id bigint '$') AS j JOIN ledger.fund AS f ON f.id = j.id", false)]
    [InlineData("SELECT 1 FROM OPENJSON(@k) AS j JOIN ledger.fund AS f ON f.code = j.value", true)]
    [InlineData("CREATE TABLE #codes (code nvarchar(9) NOT NULL)", true)]
    [InlineData("CREATE TABLE #codes (code nvarchar(9) COLLATE Latin1_General_100_BIN2 NOT NULL, id bigint)", false)]
    public void UncollatedTexts_AsTheyAreWritten_AreSeen(string sql, bool caught) =>
        TransactSql.Parse("example", sql).SelectMany(TransactSqlRules.UncollatedTexts).Any().Should().Be(caught);

    /// <summary>So that the damages that tests do to the books can be done on this engine too.</summary>
    [Fact]
    public void Damage_OfEveryTest_IsTranslated()
    {
        var damages = new Corruptions().Select(damage => (string)damage[2])
            .Concat(typeof(YearEndChecksTests).GetMethod(nameof(YearEndChecksTests.Run_OnABentYearEnd_OnlyTheFittingChecksFail))!
                .GetCustomAttributes<InlineDataAttribute>()
                    .Select(data => ((string)data.GetData(null!).Single()[2]).Replace("@", "1", StringComparison.Ordinal)))
            .Concat(typeof(LogSealerTests).GetMethod(nameof(LogSealerTests.Checkpoints_OnABentLog_SayWhichLeaves))!
                .GetCustomAttributes<InlineDataAttribute>().Select(data => (string)data.GetData(null!).Single()[0]))
            .ToArray();

        damages.Should().HaveCountGreaterThan(80);
        foreach (var damage in damages) TransactSql.Errors(EngineSql.SqlServer.Damage(damage)).Should().BeEmpty(damage);
    }

    [Fact]
    public void Statement_OfEveryTest_Parses()
    {
        var engine = EngineSql.SqlServer;
        string[] texts = [engine.EndConnections, .. engine.Truncations("entry"), engine.TwoGuardsOff.Statements, engine.RefusingActor.Make,
            engine.RefusingActor.Remove];

        foreach (var text in texts) TransactSql.Errors(text).Should().BeEmpty(text);
    }

    [Theory]
    [InlineData("set hash = sha256('x')", "set hash = hashbytes('SHA2_256', 'x')")]
    [InlineData("at = recorded_at + interval '1 year'", "at = dateadd(year, 1, recorded_at)")]
    [InlineData("value_date = value_date + 1 where", "value_date = dateadd(day, 1, value_date) where")]
    [InlineData("timestamptz '2025-03-10 23:00+00'", "cast('2025-03-10 23:00' as datetime2(6))")]
    [InlineData("drop index ledger.ux_entry_reverses;", "drop index ux_entry_reverses on ledger.entry;")]
    [InlineData("drop index ledger.ix_payment_order_dedicated_account_id_disbursement_id;",
        "drop index ix_payment_order_dedicated_account_id_disbursement_id on ledger.payment_order;")]
    [InlineData("set confirmed = false", "set confirmed = 0")]
    public void Translated_WordsOfPostgreSql_BecomeThoseOfSqlServer(string statement, string translated) =>
        EngineSql.SqlServer.Translated(statement).Should().Be(translated);

    [Fact]
    public void Text_ForPostgreSql_IsNotTakenForTransactSql() =>
        TransactSql.Errors("SELECT DISTINCT ON (a) a::text FROM t LIMIT 1").Should().NotBeEmpty();

    [Fact]
    public void Statement_WithAParameterThatMayBeLeftOut_GetsAPlanForEachUse()
    {
        foreach (var (name, text) in TransactSqlTexts.All.Where(text => text.Key.StartsWith("reports/", StringComparison.Ordinal)))
        {
            var batches = TransactSql.Parse(name, text);
            var optional = batches.SelectMany(batch => batch.All<BooleanIsNullExpression>())
                .Any(test => test is { IsNot: false, Expression: VariableReference });
            var recompiled = batches.SelectMany(batch => batch.All<OptimizerHint>())
                .Count(hint => hint.HintKind == OptimizerHintKind.Recompile);
            recompiled.Should().Be(optional ? 1 : 0, name);
        }

        EmbeddedSql.Text("TrialBalance.balances", "sqlserver").Should().Contain("option (recompile)");
        EmbeddedSql.Text("TrialBalance.balances", "postgresql").Should().NotContain("option (recompile)");
    }
}
