using System.Data;
using System.Text.RegularExpressions;
using FundLedger.Data.Engines;
using FundLedger.Data.Migrating;
using FundLedger.Data.Model;
using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Architecture;
using FundLedger.IntegrationTests.Database;
using FundLedger.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using NodaTime;

namespace FundLedger.IntegrationTests.SqlServer;

/// <summary>How SQL Server is written to, as far as the texts and parameters say it.</summary>
public sealed partial class SqlServerWritingTests
{
    [Theory]
    [InlineData(nameof(SqlServerStatements.MoveHead))]
    [InlineData(nameof(SqlServerStatements.AddAmounts))]
    [InlineData($"{nameof(SqlServerStatements.AddAmounts)} where rows are missing")]
    public void Change_OfRowsThatMustBeThere_CountsThemInTheBatch(string name)
    {
        var batch = TransactSql.Parse(name, TransactSqlTexts.All[name]).Should().ContainSingle().Subject;

        batch.Statements[^2].Should().BeOfType<UpdateStatement>();
        batch.Statements[^1].All<GlobalVariableExpression>().Should().ContainSingle().Which.Name.Should().Be("@@ROWCOUNT");
    }

    [Theory]
    [InlineData("ExecuteNonQuery", "with NOCOUNT on it tells no number of rows")]
    [InlineData("AddWithValue", "it sizes a parameter by its value, and each size has a plan of its own")]
    public void Engine_InItsSources_DoesWithout(string call, string because) =>
        (from file in SourceTree.Files(".cs", "src/FundLedger.SqlServer")
         where file.Lines.Any(line => line.Contains(call, StringComparison.Ordinal))
         select file.Path).Should().BeEmpty(because);

    [Theory]
    [InlineData(1)]
    [InlineData(10_000)]
    public void Keys_FewOrMany_AreOneParameterOfOneType(int count)
    {
        var parameter = (SqlParameter)new SqlServerEngine()
            .KeysParameter(Enumerable.Range(0, count).Select(index => $"key/{index}").ToArray());

        (parameter.SqlDbType, parameter.Size, parameter.ParameterName).Should().Be((SqlDbType.NVarChar, -1, "@keys"));
    }

    [Fact]
    public void BulkCopy_OfManyRows_IsNotEndedAfterThirtySeconds()
    {
        using var connection = new SqlConnection("Server=nowhere");
        using var copy = SqlServerChanges.Bulk(connection, null, "ledger.posting");

        copy.BulkCopyTimeout.Should().BeGreaterThanOrEqualTo(600);
        copy.BatchSize.Should().Be(0, "the guards must see all rows together");
    }

    [Fact]
    public void Texts_OfTheModel_HaveOneCollationWhateverTheDatabases()
    {
        using var ledger = TransactSqlTexts.Ledger();
        var texts = ledger.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(type => type.GetProperties())
            .Where(property => property.ClrType == typeof(string)).ToArray();

        texts.Should().HaveCountGreaterThan(50).And.OnlyContain(text => text.GetCollation() == SqlServerStatements.Collation);
    }

    [Fact]
    public void Texts_OfTheScript_AreMadeWithThatCollation()
    {
        var columns = TransactSql.Parse("script", TransactSqlTexts.All["script of schema ledger"])
            .SelectMany(batch => batch.All<CreateTableStatement>())
            .Where(table => table.SchemaObjectName.BaseIdentifier.Value is not ("migration_history" or "applied_script"))
            .SelectMany(table => table.Definition.ColumnDefinitions)
            .Where(column =>
                column.DataType is SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.NVarChar or SqlDataTypeOption.VarChar })
                .ToArray();

        columns.Should().HaveCountGreaterThan(50);
        columns.Where(column => column.Collation?.Value != SqlServerStatements.Collation).Select(column => column.Text()).Should()
            .BeEmpty();
    }

    /// <summary>What one chunk of entries writes by the thousand must not lock the other dedicated accounts out.</summary>
    [Fact]
    public void Tables_WrittenByTheThousand_KeepTheirRowLocks()
    {
        var entries = SchemaScript.Of(new SqlServerEngine()).Single(script => script.Subject == "entries").Text;
        var batch = TransactSql.Parse("entries", entries)[0];

        batch.Text().Should().Contain("SET (LOCK_ESCALATION = DISABLE)");
        var pending = SourceTree.Files(".cs", "src/FundLedger.Data")
            .Single(file => file.Path.EndsWith("/PendingRows.cs", StringComparison.Ordinal));
        var written = WrittenTable().Matches(string.Join('\n', pending.Lines)).Select(match => match.Groups[1].Value).ToArray();
        written.Should().Contain(["entry", "posting", "request", "erasable_text", "log_leaf"]);
        batch.All<StringLiteral>().Select(literal => literal.Value).Should().Contain(written);
    }

    [Fact]
    public async Task Load_OfThousandsOfFundCodes_AsksForThemAsParametersAndNotAsJson()
    {
        var captured = new CapturedCommands();
        await using var db = new FundLedger.Data.LedgerDb(
            LedgerDbFactory.Options(new CapturingEngine(new SqlServerEngine(), captured), "Server=nowhere"));
        var loader = new SnapshotLoader(db, new DedicatedAccount
        {
            Id = 1,
            Code = "A",
            NameZh = "",
            NameEn = "",
            CurrencyCode = "TWD",
            LogName = ""
        }, new LocalDate(2026, 7, 1), 0);
        var drafts = Enumerable.Range(0, 5_000).Select(index => Drafts.Gift($"FUND-{index}", 1, new LocalDate(2026, 7, 1))).ToArray();

        await loader.LoadAll(drafts, CancellationToken.None);

        var funds = captured.Commands.Where(command => command.Text.Contains("[ledger].[fund]", StringComparison.Ordinal)).ToArray();
        funds.Should().HaveCount(5);
        funds.Should()
            .OnlyContain(command => !command.Text.Contains("OPENJSON", StringComparison.OrdinalIgnoreCase) && command.Parameters <= 2_100);
        foreach (var (text, _) in captured.Commands) TransactSql.Errors(text).Should().BeEmpty();
    }

    /// <summary>A table that the write path appends to or adds amounts to.</summary>
    [GeneratedRegex(@"(?:Rows|ByYear)\(\s*engine, accountId, ""(\w+)""|Amounts\(""(?<1>\w+)""")]
    private static partial Regex WrittenTable();
}
