using System.Text;
using System.Text.Json;
using FundLedger.Domain.Ledger;
using FundLedger.Reports;
using NodaTime;

namespace FundLedger.IntegrationTests.Reports;

public sealed class ReportTableTests
{
    private static readonly ReportTable Table = new(
        new ReportColumn("sample", "樣本", "Sample"),
        [new ReportFact("as_of", "截至", "As of", new LocalDate(2026, 3, 1)), new ReportFact("balanced", "平衡", "Balanced", true)],
        [new ReportColumn("name", "名稱", "Name"), new ReportColumn("amount", "金額", "Amount", ColumnKind.Amount), new ReportColumn(
            "lines", "行數", "Lines", ColumnKind.Number)],
        [["石岡", Money.Twd(-1_200), 3], ["=HYPERLINK(\"x\")", new Money(1_234, new Currency("EUR", 2)), 4L]],
        [[null, Money.Twd(34), null]]);

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("  =1")]
    [InlineData("＝1+1")]
    [InlineData("　@x")]
    public void Safe_TextThatASpreadsheetWouldRun_GetsAnApostrophe(string text) => ReportCsv.Safe(text).Should().Be("'" + text);

    [Theory]
    [InlineData("")]
    [InlineData("石岡")]
    [InlineData("2026-01-01")]
    [InlineData("a=b")]
    [InlineData("1101.01")]
    public void Safe_OrdinaryText_StaysAsItIs(string text) => ReportCsv.Safe(text).Should().Be(text);

    [Fact]
    public void Write_Csv_KeepsFiguresAndDisarmsFormulas()
    {
        using var output = new StringWriter();
        ReportCsv.Write(Table, output);

        output.ToString().Should().Be("name,amount,lines\r\n石岡,-1200,3\r\n\"'=HYPERLINK(\"\"x\"\")\",12.34,4\r\n,34,\r\n");
    }

    [Fact]
    public void Write_Json_GivesAmountsAsExactDecimalStrings()
    {
        using var output = new MemoryStream();
        ReportJson.Write(Table, output);

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(output.ToArray()));
        json.RootElement.GetProperty("as_of").GetString().Should().Be("2026-03-01");
        json.RootElement.GetProperty("balanced").GetBoolean().Should().BeTrue();
        json.RootElement.GetProperty("rows")[0].GetProperty("amount").GetString().Should().Be("-1200");
        json.RootElement.GetProperty("rows")[1].GetProperty("amount").GetString().Should().Be("12.34");
        json.RootElement.GetProperty("totals")[0].GetProperty("name").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public void Write_Text_AlignsChineseByItsWidth()
    {
        using var output = new StringWriter { NewLine = "\n" };
        ReportText.Write(Table, output, Headings.Chinese);

        output.ToString().Should().Be(string.Join('\n',
            "樣本", "截至: 2026-03-01", "平衡: true", "",
            "名稱              金額  行數",
            "---------------  -----  ----",
            "石岡             -1200     3",
            "=HYPERLINK(\"x\")  12.34     4",
            "---------------  -----  ----",
            "                    34", ""));
    }
}
