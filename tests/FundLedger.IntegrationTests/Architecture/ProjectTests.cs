using System.Xml.Linq;
using Xunit.Abstractions;

namespace FundLedger.IntegrationTests.Architecture;

/// <summary>What the project files say of each other.</summary>
public sealed class ProjectTests(ITestOutputHelper output)
{
    /// <summary>The graph is printed, and compared with the one that the README of the sources shows.</summary>
    [Fact]
    public void Graph_OfTheProjects_IsTheOneTheReadmeShows()
    {
        var graph = Projects().OrderBy(project => project.Name, StringComparer.Ordinal)
            .Select(project => $"{Short(project.Name)} → {Named(project.File)}".TrimEnd(' ', '→')).ToList();
        foreach (var line in graph) output.WriteLine(line);
        SourceTree.Files(".md", "src").Single(file => file.Path == "src/README.md").Lines
            .SkipWhile(line => line != "## Projects").SkipWhile(line => line != "```").Skip(1).TakeWhile(line => line != "```")
            .Should().Equal(graph);

        static string Named(XDocument project) => string.Join(", ", References(project).Select(Short).Order(StringComparer.Ordinal));

        static string Short(string name) => name["FundLedger.".Length..];
    }

    [Fact]
    public void Projects_CompileOnlyFilesOfTheirOwnFolder() =>
        (from project in Projects()
         from item in project.File.Descendants("Compile")
         let include = (string?)item.Attribute("Include") ?? ""
         where LeavesItsFolder(include)
         select $"{project.Name}: {include}").Should().BeEmpty("what two projects need is a project of its own");

    [Theory]
    [InlineData("../Other/File.cs", true)]
    [InlineData(@"..\Other\File.cs", true)]
    [InlineData("Folder/File.cs", false)]
    public void LeavesItsFolder_AsItIsWritten_IsSeen(string include, bool leaves) => LeavesItsFolder(include).Should().Be(leaves);

    [Fact]
    public void TestProjects_ShareWhatIsInTesting()
    {
        var tests = Projects().Where(project => project.Folder.StartsWith("tests/", StringComparison.Ordinal)).ToList();
        tests.Where(project => project.Name != "FundLedger.Testing" && !References(project.File).Contains("FundLedger.Testing"))
            .Select(project => project.Name).Should().BeEmpty();
        tests.Where(project => References(project.File).Any(name => name.EndsWith("Tests", StringComparison.Ordinal)))
            .Select(project => project.Name).Should().BeEmpty("no test project builds on another");
    }

    [Fact]
    public void UnitTests_SeeTheRulesAndNoDatabase()
    {
        var unit = Projects().Single(project => project.Name == "FundLedger.UnitTests");
        References(unit.File).Should().BeEquivalentTo("FundLedger.Domain", "FundLedger.Testing");
        ((string?)unit.File.Descendants("DisableTransitiveProjectReferences").SingleOrDefault()).Should().Be("true");
        SourceTree.Files(".cs", unit.Folder)
            .Where(file => file.Lines.Any(line => line.StartsWith("using Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
                || line.StartsWith("using Npgsql", StringComparison.Ordinal)))
            .Select(file => file.Path).Should().BeEmpty();
    }

    private static bool LeavesItsFolder(string include) => include.Replace('\\', '/').StartsWith("../", StringComparison.Ordinal);

    private static IEnumerable<string> References(XDocument project) => project.Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));

    private static List<(string Name, string Folder, XDocument File)> Projects() =>
        SourceTree.Files(".csproj", "src", "migrations", "reports", "tests")
            .Select(file => (Path.GetFileNameWithoutExtension(file.Path), Path.GetDirectoryName(file.Path)!, XDocument.Load(
                Path.Combine(SourceTree.Root, file.Path))))
            .ToList();
}
