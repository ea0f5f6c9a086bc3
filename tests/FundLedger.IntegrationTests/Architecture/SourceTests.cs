using System.Text.RegularExpressions;

namespace FundLedger.IntegrationTests.Architecture;

/// <summary>Rules a compiler does not know, held by reading the sources; each rule is also shown what it must catch.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] All = ["src", "migrations", "reports", "tests"];

    [Fact]
    public void OnlyTheWritePath_SavesAndOpensTransactions()
    {
        var writers =
            from file in SourceTree.Files(".cs", "src", "migrations", "reports")
            where file.Lines.Any(line => WritesToTheDatabase(line)) && !MayWrite(file.Path)
            select file.Path;

        writers.Should().BeEmpty("every write of the ledger goes through FundLedger.Data/Writing");
    }

    [Theory]
    [InlineData("await db.SaveChangesAsync(stop);", true)]
    [InlineData("db.SaveChanges();", true)]
    [InlineData("using var t = connection.BeginTransaction();", true)]
    [InlineData("await db.Database.BeginTransactionAsync(stop)", true)]
    [InlineData("row => row.ExecuteUpdateAsync(x)", true)]
    [InlineData("query.ExecuteDelete()", true)]
    [InlineData("/// <summary>never call SaveChanges on it.</summary>", false)]
    [InlineData("// SaveChanges() is not for you", false)]
    [InlineData("var saved = changes.Save();", false)]
    public void WritesToTheDatabase_AsItIsWritten_IsSeen(string line, bool writes) => WritesToTheDatabase(line).Should().Be(writes);

    [Fact]
    public void Files_AreShorterThanThreeHundredLines() => SourceTree.Files(".cs", All)
        .Where(file => file.Lines.Length >= 300).Select(file => $"{file.Path}: {file.Lines.Length}").Should().BeEmpty();

    [Fact]
    public void Sources_LeaveNothingToDoLater() =>
        (from extension in new[] { ".cs", ".cshtml", ".sql", ".js", ".css", ".md" }
         from file in SourceTree.Files(extension, All)
         where file.Lines.Any(line => Unfinished(line))
         select file.Path).Should().BeEmpty();

    [Theory]
    [InlineData("// " + "TO" + "DO: later", true)]
    [InlineData("/* FIX" + "ME */", true)]
    [InlineData("throw new NotImplemented" + "Exception();", true)]
    [InlineData("var todo" + "List = 1;", false)]
    public void Unfinished_AsItIsWritten_IsSeen(string line, bool unfinished) => Unfinished(line).Should().Be(unfinished);

    [Fact]
    public void Sql_OutsideTheEnginesProjects_IsPortable() =>
        (from file in SourceTree.Files(".sql", "src", "reports")
         where !file.Path.EndsWith(".postgresql.sql", StringComparison.Ordinal)
             && !file.Path.EndsWith(".sqlserver.sql", StringComparison.Ordinal)
         from line in file.Lines
         where NotPortable().IsMatch(Comment().Replace(line, ""))
         select $"{file.Path}: {line.Trim()}").Should().BeEmpty();

    [Theory]
    [InlineData("select a::text", true)]
    [InlineData("order by 1 limit 5", true)]
    [InlineData("where name ilike 'x'", true)]
    [InlineData("insert into t values (1) returning id", true)]
    [InlineData("offset 5 rows fetch next 5 rows only -- no limit here", false)]
    public void NotPortable_AsItIsWritten_IsSeen(string line, bool caught) =>
        NotPortable().IsMatch(Comment().Replace(line, "")).Should().Be(caught);

    [Fact]
    public void Assertions_OnARefusal_AreNotSkippedWhenThereIsNone() =>
        (from file in SourceTree.Files(".cs", "tests")
         from line in file.Lines
         where AssertsNothingOnNull().IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
             && !line.Contains("[InlineData", StringComparison.Ordinal)
         select $"{file.Path}: {line.Trim()}").Should()
             .BeEmpty("what is reached by a question mark is not asserted when there is nothing; see RefusalCodes");

    [Theory]
    [InlineData("result.Refusal?.Code.Should().Be(code);", true)]
    [InlineData("(result.Refusal?.Code).Should().Be(code);", false)]
    [InlineData("result.RefusalCode().Should().Be(code);", false)]
    public void AssertsNothingOnNull_AsItIsWritten_IsSeen(string line, bool caught) =>
        AssertsNothingOnNull().IsMatch(line).Should().Be(caught);

    /// <summary>
    /// The write path itself; the sign-ins, which are not the ledger; and reading, which needs
    /// a transaction for one snapshot.
    /// </summary>
    private static bool MayWrite(string path) =>
        path.StartsWith("src/FundLedger.Data/Writing/", StringComparison.Ordinal)
        || path.StartsWith("src/FundLedger.Web/Access/", StringComparison.Ordinal)
        || path == "src/FundLedger.Data/Migrating/DatabaseMigration.cs"
        || path is "src/FundLedger.Data/Reading/BooksReader.cs" or "src/FundLedger.Data/Reading/ReadingDb.cs"
        || path == "reports/FundLedger.Reports/Reading/ReportingDatabase.cs";

    private static bool WritesToTheDatabase(string line) => WritingCall().IsMatch(Comment().Replace(line, ""));

    private static bool Unfinished(string line) => UnfinishedWork().IsMatch(line);

    [GeneratedRegex(@"\b(SaveChanges|BeginTransaction|ExecuteUpdate|ExecuteDelete)(Async)?\(")]
    private static partial Regex WritingCall();

    [GeneratedRegex(@"(//|--).*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|NotImplemented" + @"Exception)\b")]
    private static partial Regex UnfinishedWork();

    [GeneratedRegex(@"::|\b(limit|ilike|returning)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NotPortable();

    [GeneratedRegex(@"\?\.[\w.]+\.Should\(")]
    private static partial Regex AssertsNothingOnNull();
}
