using System.Text.RegularExpressions;
using FundLedger.Reports;

namespace FundLedger.IntegrationTests.Reports;

/// <summary>Both engines must accept the reports' SQL; what only one knows is found here without a server.</summary>
public sealed partial class PortableSqlTests
{
    /// <summary>Reserved in Transact-SQL although PostgreSQL takes them as names (Transact-SQL reference, "Reserved keywords").</summary>
    private static readonly string[] ReservedNames =
    [
        "trigger", "plan", "percent", "current", "key", "file", "public", "rule", "save", "schema", "user", "transaction", "external",
            "index", "open",
        "close", "function", "procedure", "identity", "backup", "browse", "bulk", "checkpoint", "database", "disk", "dump", "exit", "kill",
            "load",
        "national", "off", "option", "pivot", "print", "proc", "read", "restore", "return", "revert", "rowcount", "statistics", "top",
            "tran",
        "use", "view", "begin", "break", "continue", "cursor", "deny", "double", "execute", "holdlock", "lineno", "merge", "of", "update",
    ];

    public static TheoryData<string> Statements
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var name in Names.Where(name => !name.EndsWith(ForPostgreSql, StringComparison.Ordinal)
                && !name.EndsWith(ForSqlServer, StringComparison.Ordinal))) data.Add(name);
            return data;
        }
    }

    private const string ForPostgreSql = ".postgresql.sql";
    private const string ForSqlServer = ".sqlserver.sql";

    private static IEnumerable<string> Names =>
        typeof(ReportTable).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Statements))]
    public void Statement_OfEveryReport_UsesWhatBothEnginesKnow(string name)
    {
        var sql = Text(name);

        OneEngineOnly().Matches(sql).Select(match => match.Value).Should().BeEmpty();
        Name().Matches(sql).Select(match => match.Groups["name"].Value).Where(ReservedNames.Contains).Should().BeEmpty();
        sql.Should().Contain("ledger.");
    }

    [Fact]
    public void Statement_WrittenForOneEngine_HasATwinThatSelectsTheSame()
    {
        var postgreSql = Names.Where(name => name.EndsWith(ForPostgreSql, StringComparison.Ordinal)).ToArray();
        var sqlServer = Names.Where(name => name.EndsWith(ForSqlServer, StringComparison.Ordinal)).ToArray();

        postgreSql.Should().NotBeEmpty();
        sqlServer.Should().BeEquivalentTo(postgreSql.Select(name => name.Replace(ForPostgreSql, ForSqlServer, StringComparison.Ordinal)));
        foreach (var name in postgreSql)
        {
            Selected(name).Should().Be(Selected(name.Replace(ForPostgreSql, ForSqlServer, StringComparison.Ordinal)));
        }

        // What asks the engine's own catalogue has nothing in common but the names of what it selects.
        static string Selected(string name) => Text(name).IndexOf("from ledger.", StringComparison.Ordinal) is var end and >= 0
            ? Text(name)[..end] : string.Join(", ", Selections().Matches(Text(name)).Select(found => found.Groups[1].Value));
    }

    [GeneratedRegex(@"(?:\)|\.\w+) as (\w+)")]
    private static partial Regex Selections();

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(ReportTable).Assembly.GetManifestResourceStream(name)!);
        return Comment().Replace(reader.ReadToEnd(), "");
    }

    [GeneratedRegex("--.*")]
    private static partial Regex Comment();

    /// <summary>
    /// PostgreSQL only: limit, casts by ::, ilike, returning, ||, truth literals, now(), filter, using, distinct
    /// on, lateral. SQL Server only: top, isnull, getdate, brackets.
    /// </summary>
    [GeneratedRegex(
        @"\blimit\b|::|\bilike\b|\breturning\b|\|\||\btrue\b|\bfalse\b|\bnow\(|\bfilter\s*\(|\busing\s*\(|\bdistinct on\b"
        + @"|\blateral\b|\bextract\(|\btop\s*\(|\bisnull\(|\bgetdate\(|\[",
        RegexOptions.IgnoreCase)]
    private static partial Regex OneEngineOnly();

    [GeneratedRegex(@"(?:\.|\bas\s+|\)\s+|\bledger\.\w+\s+)(?<name>[a-z_]+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}
