using System.Globalization;
using System.Text;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.MasterData;
using FundLedger.Web.Display;
using MiniExcelLibs;

namespace FundLedger.IntegrationTests.MasterData;

/// <summary>What is exported can be sent back, and what cannot be read is refused as a whole.</summary>
public sealed class MasterDataFileTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Theory]
    [InlineData("csv", "zh-TW")]
    [InlineData("csv", "en")]
    [InlineData("xlsx", "zh-TW")]
    [InlineData("xlsx", "en")]
    public async Task Export_OfEveryKind_SentBackChangesNothing(string format, string language)
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        await desk.FillIn();
        await desk.Enter("party", "name|kind", "=1+1|大學", "'@單位|大學", "\"引號\", 逗號|大學", "-5|大學");
        foreach (var kind in MasterDataKinds.All)
        {
            var stored = await desk.Stored(kind.Name);
            var file = In(language, () => MasterDataFile.Write(format, kind, stored.Select(row => row.Values)));
            var rows = MasterDataTable.Read(kind, file, $"export.{format}");
            rows.Refusal.Should().BeNull();
            var report = (await desk.Run(kind.Name, rows.Value)).Value;
            report.Rows.SelectMany(row => row.Refusals).Should().BeEmpty("of {0}", kind.Name);
            (report.Unchanged, report.Written).Should().Be((stored.Count, false), "of {0}", kind.Name);
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public void File_OfAnyTexts_GivesThemBack(string format)
    {
        const string letters = "ab字é '\"=+-@,;\t\n|&<>1０。𝔸 　_x0041_%";
        var random = new Random(20260701);
        var kind = MasterDataKinds.Find("party").Value;
        var runes = letters.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        var names = Enumerable.Range(0, 2_000)
            .Select(_ => string.Concat(random.GetItems(runes, random.Next(1, 12)))).Append("𠮷")
            .Select(text => CellText.Read(kind.Column("name"), text, Currency.Twd).Value).OfType<string>().ToList();
        var rows = names.Select(name => new RowValues(new Dictionary<string, string?> { ["name"] = name, ["kind"] = "person" }));

        var read = MasterDataTable.Read(kind, MasterDataFile.Write(format, kind, rows), "file").Value;

        var given = read.Select(row => CellText.Read(kind.Column("name"), row.Cells["name"], Currency.Twd).Value);
        given.Zip(names).Where(pair => pair.First != pair.Second).Should().BeEmpty();
        read.Should().HaveCount(names.Count);
    }

    [Theory]
    [InlineData("Words.resx")]
    [InlineData("Words.zh-TW.resx")]
    public void Words_OfEveryKindColumnAndOutcome_AreThere(string file)
    {
        var words = File.ReadAllText(Path.Combine(SourceTree.Root, "src/FundLedger.Web/Texts", file));
        var asked = MasterDataKinds.All.SelectMany(kind => new[] { kind.Word, kind.Word + "Hint", kind.Word + "Empty" })
            .Concat(Enum.GetNames<ColumnType>().Select(type => "ColumnHint" + type))
            .Concat(Enum.GetNames<RowOutcome>().Select(outcome => "Outcome" + outcome));
        asked.Should().OnlyContain(word => words.Contains($"name=\"{word}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task Template_OfEveryKind_FilledAsItsExampleIsTaken(string format)
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        await desk.Enter("programme", "code|ministry|name_zh|name_en", "NDC|國發會|工作項目|Item");
        foreach (var kind in MasterDataKinds.All)
        {
            var file = In("zh-TW", () => MasterDataFile.Write(format, kind, MasterDataFile.Example(kind)));
            var rows = MasterDataTable.Read(kind, file, "template");
            rows.Refusal.Should().BeNull();
            var report = (await desk.Run(kind.Name, rows.Value)).Value;
            report.Rows.SelectMany(row => row.Refusals).Should().BeEmpty("of {0}", kind.Name);
            report.Added.Should().Be(1, "of {0}", kind.Name);
        }
    }

    [Fact]
    public async Task Workbook_ThatExcelWouldWrite_IsReadWithItsNumbersAndDates()
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        using var file = new MemoryStream();
        file.SaveAs(new[]
        {
            new Dictionary<string, object>
            {
                ["編號"] = 7,
                ["案名"] = "計畫",
                ["地區"] = "石岡區",
                ["提案單位"] = "公所",
                ["提送日期"] = new DateTime(2019, 6, 20, 0, 0, 0, DateTimeKind.Unspecified),
            },
        });
        var rows = MasterDataTable.Read(MasterDataKinds.Find("proposal").Value, file.ToArray(), "提案.xlsx").Value;
        (await desk.Run("proposal", rows)).Value.Added.Should().Be(1);
        var stored = (await desk.Stored("proposal")).Should().ContainSingle().Which.Values;
        (stored["number"], stored["filed_on"]).Should().Be(("7", "2019-06-20"));
    }

    [Theory]
    [InlineData("代碼,顏色\nA,紅\n", nameof(MasterDataRefusals.MasterDataColumnUnknown))]
    [InlineData("代碼,code\nA,A\n", nameof(MasterDataRefusals.MasterDataColumnTwice))]
    [InlineData("代碼,中文名稱\n", nameof(MasterDataRefusals.MasterDataNoRows))]
    public void File_WithOtherColumnsOrNoRows_IsRefused(string text, string code) =>
        MasterDataTable.Read(MasterDataKinds.Find("district").Value, Encoding.UTF8.GetBytes(text), "file.csv").RefusalCode()
            .Should().Be(code);

    [Fact]
    public void Columns_OfEveryKind_HaveNamesThatNoOtherColumnOfTheKindHas()
    {
        foreach (var kind in MasterDataKinds.All)
        {
            foreach (var column in kind.Columns)
            {
                foreach (var heading in new[] { column.Name, column.Chinese, column.English })
                    kind.Columns.Where(other => other.IsNamed(heading)).Should().ContainSingle("{0} of {1}", heading, kind.Name);
            }
        }
    }

    [Theory]
    [InlineData("", new int[0])]
    [InlineData("115", new[] { 2026 })]
    [InlineData("115、117, 2030", new[] { 2026, 2028, 2030 })]
    [InlineData("115-117", new[] { 2026, 2027, 2028 })]
    [InlineData("115 至 116", new[] { 2026, 2027 })]
    public void Years_AsPeopleListThem_AreRead(string text, int[] years) => FundTemplates.Years(text).Value.Should().Equal(years);

    [Theory]
    [InlineData("117-115")]
    [InlineData("115-116-117")]
    [InlineData("明年")]
    [InlineData("115-135")]
    public void Years_ThatAreNone_AreRefused(string text) =>
        FundTemplates.Years(text).RefusalCode().Should().Be(nameof(MasterDataRefusals.CellNotYear));

    [Fact]
    public async Task FundTemplates_OfSixDistrictsAndElevenProgrammes_AreFundsThatAreTaken()
    {
        var desk = await MasterDataDesk.Open(fixture.Database);
        await desk.Enter(
            "district", ["code|name_zh|name_en", .. Enumerable.Range(1, 6).Select(number => $"D{number}|第{number}區|D{number}")]);
        await desk.Enter("programme",
            ["code|ministry|name_zh|name_en", .. Enumerable.Range(1, 11).Select(number => $"P{number}|部|計畫{number}|P{number}")]);
        var made = FundTemplates.Rows(
            FundTemplates.Sources.ToList(), general: true, [.. (await desk.Stored("district")).Select(row => row.Values)],
            [.. (await desk.Stored("programme")).Select(row => row.Values)], FundTemplates.Years("115-119").Value);
        made.Should().HaveCount((4 * 7) + (11 * 5));
        var rows = made.Select((row, index) => new GivenRow(
            index, row.All.ToDictionary(cell => cell.Key, cell => cell.Value ?? "", StringComparer.Ordinal))).ToList();
        (await desk.Run("fund", rows)).Value.Added.Should().Be(made.Count);
        (await fixture.Database.FailedChecks(desk.Books.AccountId)).Should().BeEmpty();
    }

    private static T In<T>(string language, Func<T> write)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return write();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
