using System.Text.RegularExpressions;
using FundLedger.Reports;

namespace FundLedger.IntegrationTests.Statements;

/// <summary>
/// Reports and checks read by SQL that no context bounds: every statement compares every table that has rows of dedicated accounts
/// with <c>@account</c>.
/// </summary>
public sealed partial class ReportStatementsTests
{
    [Theory]
    [InlineData("postgresql", ".sqlserver.sql")]
    [InlineData("sqlserver", ".postgresql.sql")]
    public void EveryStatement_UnderReports_ComparesEachTableWithTheAccount(string engine, string others)
    {
        var statements = SourceTree.Files(".sql", "reports").Where(file => !file.Path.EndsWith(others, StringComparison.Ordinal))
            .SelectMany(file => Parts().Split(EmbeddedSql.ForEngine(string.Join('\n', file.Lines), engine))
                .Select(sql => (file.Path, Sql: sql)))
            .Where(statement => statement.Sql.Contains("ledger.", StringComparison.Ordinal)).ToArray();

        statements.Should().HaveCountGreaterThan(100);
        var faults = statements
            .SelectMany(statement => AccountComparison.Faults(statement.Sql, AccountTables.All)
                .Concat(statement.Sql.Contains("@account", StringComparison.Ordinal) ? [] : ["@account is not named"])
                .Select(fault => $"{statement.Path}: {fault}"));
        faults.Should().BeEmpty();
    }

    /// <summary>A check's file holds several statements, each under a line that says what it finds.</summary>
    [GeneratedRegex("^-- (?:examined|failure).*$", RegexOptions.Multiline)]
    private static partial Regex Parts();
}
