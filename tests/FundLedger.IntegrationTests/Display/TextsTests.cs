using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FundLedger.Domain;

namespace FundLedger.IntegrationTests.Display;

/// <summary>Every text exists in both languages, and everything that asks for a text gets one.</summary>
public sealed partial class TextsTests
{
    private static readonly string Web = Path.GetFullPath(Path.Combine(Here(), "../../../src/FundLedger.Web"));

    [Theory]
    [InlineData("Words")]
    [InlineData("Refusals")]
    public void Texts_ExistInBothLanguagesWithTheSamePlaces(string name)
    {
        var english = Read($"{name}.resx");
        var chinese = Read($"{name}.zh-TW.resx");
        chinese.Keys.Should().BeEquivalentTo(english.Keys);
        foreach (var (key, text) in english) Places(chinese[key]).Should().BeEquivalentTo(Places(text), because: "of the text {0}", key);
    }

    [Theory]
    [InlineData("Words.resx")]
    [InlineData("Words.zh-TW.resx")]
    [InlineData("Refusals.resx")]
    [InlineData("Refusals.zh-TW.resx")]
    public void Texts_AreWrittenOnce(string file) =>
        XDocument.Load(Path.Combine(Web, "Texts", file)).Root!.Elements("data").Select(data => data.Attribute("name")!.Value)
            .Should().OnlyHaveUniqueItems().And.NotBeEmpty();

    [Fact]
    public void Texts_ThatPagesAskFor_Exist()
    {
        var words = Read("Words.resx");
        var asked = Directory.EnumerateFiles(Web, "*.cshtml", SearchOption.AllDirectories)
            .SelectMany(file =>
                Asked().Matches(File.ReadAllText(file)).Select(match => (Key: match.Groups[1].Value, File: Path.GetFileName(file))))
            .ToList();
        asked.Should().NotBeEmpty();
        asked.Where(text => !words.ContainsKey(text.Key)).Should().BeEmpty();
    }

    /// <summary>In badges, cells and headings; inside a sentence <c>TermInside</c> writes them small.</summary>
    [Fact]
    public void StatesAndKinds_InEnglish_AreInSentenceCase()
    {
        var terms = Read("Words.resx").Where(text => Standing().IsMatch(text.Key) && text.Key != "LineField").ToList();
        terms.Should().HaveCountGreaterThan(100);
        terms.Where(term => char.IsLower(term.Value[0])).Should().BeEmpty();
        terms.Where(term => TitleCase().IsMatch(term.Value)).Should().BeEmpty();
    }

    [Fact]
    public void Refusals_OfEveryFeature_HaveAText()
    {
        var sentences = Read("Refusals.resx");
        var assemblies = AppDomain.CurrentDomain.GetAssemblies().Append(typeof(Program).Assembly).Append(typeof(Refusal).Assembly)
            .Where(assembly => assembly.GetName().Name!.StartsWith("FundLedger.", StringComparison.Ordinal)).Distinct();
        var codes = assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsAbstract && type.IsSealed && type.Name.EndsWith("Refusals", StringComparison.Ordinal))
            .SelectMany(type =>
                type.GetMethods().Where(method => method.IsStatic && method.ReturnType == typeof(Refusal) && method.Name != "Of"))
            .Select(method => method.Name).Distinct().ToList();
        codes.Should().Contain("AmountNotReadable");
        codes.Where(code => !sentences.ContainsKey(code)).Should().BeEmpty();
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Web, "Texts", file)).Root!.Elements("data")
            .DistinctBy(data => data.Attribute("name")!.Value)
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex("""\bT\["([^"]+)"[\],]""")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();

    [GeneratedRegex("^(Term(?!Check)|PartKind|Outcome|Line[A-Z]|Return(Due|Awaiting|Received)|Agrees|Passed|Failed|Late|Reversal)")]
    private static partial Regex Standing();

    /// <summary>Two capitalised words beside each other.</summary>
    [GeneratedRegex(@"\b[A-Z][a-z]+ [A-Z][a-z]+")]
    private static partial Regex TitleCase();
}
