using FundLedger.Data.Migrating;
using FundLedger.SqlServer;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FundLedger.IntegrationTests.SqlServer;

/// <summary>The migrations' scripts for SQL Server can be run as they are written, batch by batch.</summary>
public sealed class ScriptTests
{
    public static TheoryData<string> Scripts() => new(TransactSqlTexts.Scripts().Select(script => script.Key));

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_OfEveryMigration_ParsesAndLeavesAloneWhatMustStandAlone(string name)
    {
        var batches = TransactSql.Parse(name, TransactSqlTexts.All[name]);

        batches.SelectMany(TransactSqlRules.NotAlone).Should().BeEmpty();
        batches.Should().HaveCountGreaterThan(3);
    }

    [Fact]
    public void Script_ThatIsPrinted_SetsWhatFilteredIndexesNeedBeforeItMakesOne()
    {
        var batches = TransactSql.Parse(TransactSqlTexts.Printed, TransactSqlTexts.All[TransactSqlTexts.Printed]);

        batches[0].All<PredicateSetStatement>().Should().ContainSingle().Which.Options.Should().Be(SetOptions.QuotedIdentifier);
        batches.SelectMany(batch => batch.All<CreateIndexStatement>()).Should().Contain(index => index.FilterPredicate != null);
    }

    [Fact]
    public void Batch_ThatMakesATrigger_MakesNothingElse()
    {
        var triggers = SchemaScript.Of(new SqlServerEngine()).SelectMany(script => TransactSql.Parse(script.Subject, script.Text))
            .Where(batch => batch.All<TriggerStatementBody>().Count > 0).ToArray();

        triggers.Should().HaveCountGreaterThan(6).And.OnlyContain(batch => !TransactSqlRules.NotAlone(batch).Any());
    }

    [Theory]
    [InlineData("CREATE TRIGGER g ON t AFTER INSERT AS BEGIN RETURN; END;", false)]
    [InlineData("EXEC(N'CREATE TRIGGER g ON t AFTER INSERT AS BEGIN RETURN; END;'); CREATE TABLE u (a int);", false)]
    [InlineData("CREATE TRIGGER g ON t AFTER INSERT AS BEGIN RETURN; END; CREATE TABLE u (a int);", true)]
    [InlineData("EXEC(N'CREATE TRIGGER g ON t AFTER INSERT AS BEGIN RETURN; END; CREATE TABLE u (a int);');", true)]
    [InlineData("CREATE FUNCTION f() RETURNS int AS BEGIN RETURN 1; END;", false)]
    public void NotAlone_AsItIsWritten_IsSeen(string sql, bool caught) =>
        TransactSql.Parse("example", sql).SelectMany(TransactSqlRules.NotAlone).Any().Should().Be(caught);

    [Theory]
    [InlineData("CREATE TABLE u (a int); CREATE TRIGGER g ON t AFTER INSERT AS BEGIN RETURN; END;")]
    [InlineData("IF 1 = 1 BEGIN CREATE TRIGGER g ON t AFTER INSERT AS BEGIN RETURN; END; END;")]
    public void Trigger_ThatIsNotFirstInItsBatch_DoesNotParse(string sql) => TransactSql.Errors(sql).Should().NotBeEmpty();
}
