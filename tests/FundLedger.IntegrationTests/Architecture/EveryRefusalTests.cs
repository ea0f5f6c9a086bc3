using System.Text.RegularExpressions;
using FundLedger.Demo;
using FundLedger.Domain;
using FundLedger.Reports;
using FundLedger.UseCases;

namespace FundLedger.IntegrationTests.Architecture;

/// <summary>Every refusal is named by a test, but those that none can reach here; their list may only become shorter.</summary>
public sealed partial class EveryRefusalTests
{
    /// <summary>Refusals that no test names, each with its reason.</summary>
    private static readonly Dictionary<string, string> OutOfReach = new(StringComparer.Ordinal)
    {
        ["EmbeddedNeedsUnix"] = "the tests have an embedded PostgreSQL of their own, so they run on Unix",
    };

    [Fact]
    public void EveryRefusal_IsNamedByATest()
    {
        var named = WordsOfTheTests();
        Codes().Except(OutOfReach.Keys).Where(code => !named.Contains(code)).Should()
            .BeEmpty("a rule that no test asks about may be lost unseen");
    }

    [Fact]
    public void OutOfReach_NamesOnlyRefusalsThatLackATest()
    {
        var named = WordsOfTheTests();
        OutOfReach.Keys.Where(named.Contains).Should().BeEmpty("a test names them now: take them off the list");
        OutOfReach.Keys.Except(Codes()).Should().BeEmpty("there is no such refusal any more");
    }

    private static List<string> Codes() => new[] { typeof(Program), typeof(Refusal), typeof(Feature), typeof(DemoSeed), typeof(
        ReportingDatabase), typeof(Data.LedgerDb), typeof(PostgreSql.PostgreSqlEngine) }
        .SelectMany(type => type.Assembly.GetTypes())
        .Where(type => type.IsAbstract && type.IsSealed && type.Name.EndsWith("Refusals", StringComparison.Ordinal))
        .SelectMany(type =>
            type.GetMethods().Where(method => method.IsStatic && method.ReturnType == typeof(Refusal) && method.Name != "Of"))
        .Select(method => method.Name).Distinct().ToList();

    /// <summary>This file does not count: its list names what is missing.</summary>
    private static HashSet<string> WordsOfTheTests() => SourceTree.Files(".cs", "tests")
        .Where(file => !file.Path.EndsWith($"/{nameof(EveryRefusalTests)}.cs", StringComparison.Ordinal))
        .SelectMany(file => file.Lines).SelectMany(line => Word().Matches(line)).Select(match => match.Value)
            .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
