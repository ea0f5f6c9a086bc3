using System.Reflection;
using System.Text.RegularExpressions;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;

namespace FundLedger.IntegrationTests.Architecture;

/// <summary>
/// What the database holds as a number or a code has its name in the domain. SQL cannot use the name, so it says it beside
/// the number, <c>state = 8 /* DisbursementState.Paid */</c>, and is held to it here; C# uses the name itself.
/// </summary>
public sealed partial class StoredNumberTests
{
    private static readonly Dictionary<string, Type> Enumerations = typeof(Refusal).Assembly.GetTypes()
        .Where(type => type.IsEnum).ToDictionary(type => type.Name, StringComparer.Ordinal);

    private static readonly HashSet<string> Codes = ChartOfAccounts.Seed.Select(account => account.Code).ToHashSet(StringComparer.Ordinal);

    [Fact]
    public void Sql_ThatComparesAStoredEnumeration_SaysTheValuesName() =>
        (from file in SourceTree.Files(".sql", "src", "reports", "migrations")
         from line in file.Lines
         where LacksName(line)
         select $"{file.Path}: {line.Trim()}").Should().BeEmpty();

    [Fact]
    public void Sql_ThatNamesANumberOrACode_NamesTheRightOne()
    {
        var named = SourceTree.Files(".sql", "src", "reports", "migrations")
            .SelectMany(file => file.Lines.SelectMany(line => Named().Matches(line).Select(match => (file.Path, match)))).ToArray();
        named.Length.Should().BeGreaterThan(60, "reports and guards name many");
        named.Where(found => !IsRight(found.match)).Select(found => $"{found.Path}: {found.match.Value}").Should().BeEmpty();
    }

    [Theory]
    [InlineData("where entry.document_kind = 8", true)]
    [InlineData("where entry.document_kind = 8 /* DocumentKind.DesignationChange */", false)]
    [InlineData("and line.state <> 1 order by 1", true)]
    [InlineData("disbursement.state in (7 /* DisbursementState.Released */, 8)", true)]
    [InlineData("disbursement.state in (7 /* DisbursementState.Released */, 8 /* DisbursementState.Paid */)", false)]
    [InlineData("document_kind between 1 /* DocumentKind.Contribution */ and 4", true)]
    [InlineData("account.code = '9101'", true)]
    [InlineData("account.code like '1101.%'", true)]
    [InlineData("account.code = '9101' /* ChartOfAccounts.Encumbrances */", false)]
    [InlineData("DECLARE @years nvarchar(max) = N'2000'", false)]
    [InlineData("-- a comment may say state = 1", false)]
    [InlineData("WHERE document_kind IS DISTINCT FROM 5", true)]
    [InlineData("IF NEW.state NOT BETWEEN 0 AND 2 /* PeriodState.Closed */ THEN", true)]
    [InlineData("having count(*) > 1 and period = 14 and kind = @kind", false)]
    public void LacksName_AsItIsWritten_IsSeen(string line, bool lacks) => LacksName(line).Should().Be(lacks);

    [Theory]
    [InlineData("8 /* DocumentKind.DesignationChange */", true)]
    [InlineData("7 /* DocumentKind.DesignationChange */", false)]
    [InlineData("8 /* DocumentKind.NoSuchKind */", false)]
    [InlineData("8 /* NoSuchEnumeration.Paid */", false)]
    [InlineData("'9101' /* ChartOfAccounts.Encumbrances */", true)]
    [InlineData("'1101.%' /* ChartOfAccounts.CashAtBank */", true)]
    [InlineData("'9102' /* ChartOfAccounts.Encumbrances */", false)]
    public void IsRight_ANameBesideItsNumber_IsCompared(string text, bool right) => IsRight(Named().Match(text)).Should().Be(right);

    [Fact]
    public void CSharp_NamesAccountsByTheirNamesOfTheChart() =>
        (from extension in new[] { ".cs", ".cshtml" }
         from file in SourceTree.Files(extension, "src", "reports")
         where !file.Path.EndsWith($"/{nameof(ChartOfAccounts)}.cs", StringComparison.Ordinal)
         from line in file.Lines
         where HasAccountCode(line)
         select $"{file.Path}: {line.Trim()}").Should().BeEmpty("codes of the chart are written once, in ChartOfAccounts");

    [Theory]
    [InlineData("var account = \"5102\";", true)]
    [InlineData("new(\"MAIN\", \"1101.02\")", true)]
    [InlineData("account: \"5203\", fund: \"A\"", true)]
    [InlineData("new(\"plan\", \"6018\")", false)]
    [InlineData("/// <summary>Dr 1101 Cr 4101</summary>", false)]
    public void HasAccountCode_AsItIsWritten_IsSeen(string line, bool has) => HasAccountCode(line).Should().Be(has);

    private static bool HasAccountCode(string line) => QuotedCode().Matches(line).Select(match => match.Groups["code"].Value)
        .Any(IsAccount);

    private static bool IsAccount(string code) => Codes.Contains(code) || ChartOfAccounts.IsCashAtBank(code);

    private static bool LacksName(string line)
    {
        var sql = LineComment().Replace(line, "");
        return Compared().Matches(sql).Any(match => !Named().IsMatch(match.Groups["value"].Value))
            || Listed().Matches(sql).SelectMany(match => match.Groups["list"].Value.Split(','))
                .Any(item => item.TrimStart() is [>= '0' and <= '9', ..] && !Named().IsMatch(item))
            || Ranged().Matches(sql).SelectMany(match => new[] { match.Groups["from"], match.Groups["to"] })
                .Any(end => !Named().IsMatch(end.Value))
            || Code().Matches(sql).Any(match => IsAccount(match.Groups["code"].Value) && !Named().IsMatch(match.Value));
    }

    private static bool IsRight(Match named)
    {
        var (type, name, number) = (named.Groups["type"].Value, named.Groups["name"].Value, named.Groups["number"].Value);
        if (type == nameof(ChartOfAccounts))
        {
            var code = typeof(ChartOfAccounts).GetField(name, BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string;
            return code is not null && (number == $"'{code}'" || number == $"'{code}.%'");
        }

        return Enumerations.TryGetValue(type, out var enumeration) && Enum.TryParse(enumeration, name, out var value)
            && number == ((Enum)value!).ToString("D");
    }

    [GeneratedRegex(@"(?<number>\d+|'[\d.%]+') /\* (?<type>\w+)\.(?<name>\w+) \*/")]
    private static partial Regex Named();

    [GeneratedRegex(Column + @"\s*(=|<>|<=|>=|<|>|is\s+(not\s+)?distinct\s+from)\s*(?<value>\d+( /\*[^*]*\*/)?)", RegexOptions.IgnoreCase)]
    private static partial Regex Compared();

    [GeneratedRegex(Column + @"\s+(not\s+)?in\s*\((?<list>[^)]*)\)", RegexOptions.IgnoreCase)]
    private static partial Regex Listed();

    [GeneratedRegex(
        Column + @"\s+(not\s+)?between\s+(?<from>\d+( /\*[^*]*\*/)?)\s+and\s+(?<to>\d+( /\*[^*]*\*/)?)", RegexOptions.IgnoreCase)]
    private static partial Regex Ranged();

    [GeneratedRegex(@"'(?<code>[1-9]\d{3}(\.\d{2})?)(\.%)?'( /\*[^*]*\*/)?")]
    private static partial Regex Code();

    [GeneratedRegex("\"(?<code>[1-9][0-9]{3}(\\.[0-9]{2})?)\"")]
    private static partial Regex QuotedCode();

    [GeneratedRegex("--.*$")]
    private static partial Regex LineComment();

    private const string Column = @"\b(\w+_)?(kind|state|type|duty|designation|source|instrument|trigger)\b";
}
