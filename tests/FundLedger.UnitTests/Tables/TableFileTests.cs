using System.Globalization;
using System.Text;
using FundLedger.Domain;
using FundLedger.Domain.Tables;

namespace FundLedger.UnitTests.Tables;

public sealed class TableFileTests
{
    [Theory]
    [InlineData("代碼,名稱\r\nA,甲\r\n")]
    [InlineData("\n代碼;名稱\nA;甲")]
    [InlineData("代碼\t名稱\nA\t\"甲\"\n\n  \n")]
    [InlineData("代碼,名稱,\r\nA,甲,\r\n,,\r\n")]
    public void Csv_WithAnySeparator_IsTheTable(string text)
    {
        var table = Read(Encoding.UTF8.GetBytes(text)).Value;
        table.Header.Should().Equal("代碼", "名稱");
        table.Rows.Should().ContainSingle().Which.Cells.Should().Equal("A", "甲");
    }

    [Fact]
    public void Csv_InBig5OrWithAMark_IsReadAlike()
    {
        CodePagesEncodingProvider.Instance.GetEncoding("big5");
        var big5 = CodePagesEncodingProvider.Instance.GetEncoding(950)!;
        foreach (var encoding in new[] { big5, Encoding.UTF8, Encoding.Unicode })
        {
            byte[] content = [.. encoding.Preamble, .. encoding.GetBytes("代碼,名稱\r\nSHIGANG,石岡區\r\n")];
            Read(content).Value.Rows[0].Cells.Should().Equal("SHIGANG", "石岡區");
        }
    }

    [Fact]
    public void Csv_RowsAreNumberedAsAnEditorDoes()
    {
        var table = Read(Encoding.UTF8.GetBytes("code,name\n\nA,\"two\nlines\"\nB,b\n")).Value;
        table.Rows.Select(row => row.Number).Should().Equal(3, 5);
    }

    [Theory]
    [InlineData("", nameof(TableRefusals.TableFileEmpty))]
    [InlineData(" \n,\n", nameof(TableRefusals.TableFileEmpty))]
    [InlineData("code,name\nA,b,c\n", nameof(TableRefusals.TableRowTooWide))]
    [InlineData("code,name\nA,\"b\n", nameof(TableRefusals.TableQuoteOpen))]
    public void Csv_ThatIsNoTable_IsRefused(string text, string code) => Read(Encoding.UTF8.GetBytes(text)).RefusalCode().Should().Be(code);

    [Fact]
    public void Csv_BeyondALimit_IsRefused()
    {
        var rows = string.Concat(Enumerable.Range(0, TableLimits.Rows + 1).Select(row => $"{row}\n"));
        Read(Encoding.UTF8.GetBytes("code\n" + rows)).RefusalCode().Should().Be(nameof(TableRefusals.TableTooManyRows));
        Read(Encoding.UTF8.GetBytes("code\n" + rows[..rows.LastIndexOf('2')])).IsRefused.Should().BeFalse();
        Read(Encoding.UTF8.GetBytes(new string(',', TableLimits.Columns))).RefusalCode()
            .Should().Be(nameof(TableRefusals.TableTooManyColumns));
        Read(Encoding.UTF8.GetBytes(new string(',', TableLimits.Bytes))).RefusalCode()
            .Should().Be(nameof(TableRefusals.TableTooManyColumns));
        Read(Encoding.UTF8.GetBytes("code\n" + new string('x', TableLimits.CellLength + 1))).RefusalCode()
            .Should().Be(nameof(TableRefusals.TableCellTooLong));
        Read(new byte[TableLimits.Bytes + 1]).RefusalCode().Should().Be(nameof(TableRefusals.TableFileTooLarge));
    }

    [Fact]
    public void File_ThatIsNoText_IsRefused()
    {
        Read([0x63, 0x6F, 0xFF, 0xFE, 0xFD]).RefusalCode().Should().Be(nameof(TableRefusals.TableEncodingWrong));
        Read([0x61, 0, 0x62]).RefusalCode().Should().Be(nameof(TableRefusals.TableEncodingWrong));
        Read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]).RefusalCode().Should().Be(nameof(TableRefusals.TableFormatOld));
        Read([.. "PK"u8, 3, 4, 9, 9, 9]).RefusalCode().Should().Be(nameof(TableRefusals.TableNotReadable));
    }

    [Fact]
    public void Workbook_WithEveryKindOfCell_IsReadAsAPersonSeesIt()
    {
        var table = Read(Workbooks.Of(
            "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c>" + Workbooks.Text("C2", "數") + "</row>"
            + "<row r=\"4\"><c r=\"A4\"><v>999000000011</v></c><c r=\"B4\" s=\"1\"><v>43636</v></c><c r=\"C4\"><v>0.1</v></c></row>"
            + "<row r=\"5\"><c r=\"A5\"><v>1.2E+11</v></c><c r=\"B5\" s=\"2\"><v>43636.75</v></c>"
            + "<c r=\"C5\"><v>0.10000000000000001</v></c></row>"
            + "<row r=\"6\"><c r=\"B6\" s=\"3\"><v>43636</v></c><c r=\"C6\" t=\"b\"><v>1</v></c></row>"
            + "<row r=\"7\"/><row r=\"8\"><c r=\"A8\" s=\"1\"/></row>"
            + "<row r=\"9\"><c r=\"A9\" t=\"str\"><v>_xD842__xDFB7__x005F_x</v></c></row>")).Value;
        table.Header.Should().Equal("代碼", "日期", "數");
        table.Rows.Select(row => $"{row.Number}: {string.Join('|', row.Cells)}").Should().Equal(
            "4: 999000000011|2019-06-20|0.1", "5: 120000000000|2019-06-20|0.1", "6: |43636|true", "9: 𠮷_x||");
    }

    [Fact]
    public void Workbook_ThatCountsDaysFrom1904_HasTheSameDays() => Read(Workbooks.Of(
        "<row r=\"1\">" + Workbooks.Text("A1", "日") + "</row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>42174</v></c></row>",
        "<workbookPr date1904=\"1\"/>")).Value.Rows[0].Cells.Should().Equal("2019-06-20");

    [Fact]
    public void Workbook_WithFormulasErrorsAndLostDigits_NamesTheCells()
    {
        var row = Read(Workbooks.Of(
            "<row r=\"1\">" + Workbooks.Text("A1", "a") + Workbooks.Text("B1", "b") + Workbooks.Text("AB1", "c") + "</row>"
            + "<row r=\"2\"><c r=\"A2\"><f>1+1</f><v>2</v></c><c r=\"B2\" t=\"e\"><v>#REF!</v></c>"
            + "<c r=\"AB2\"><v>1.2345678901234568E+19</v></c></row>")).Value.Rows.Should().ContainSingle().Which;
        row.Faults.Should().BeEquivalentTo(new Dictionary<int, Refusal>
        {
            [0] = TableRefusals.CellIsFormula("A2"),
            [1] = TableRefusals.CellIsError("B2", "#REF!"),
            [27] = TableRefusals.CellLostDigits("AB2"),
        });
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>", nameof(TableRefusals.TableNotReadable))]
    [InlineData("<row r=\"1\"><c r=\"1\"><v>7</v></c></row>", nameof(TableRefusals.TableNotReadable))]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>x</v></c></row>", nameof(TableRefusals.TableNotReadable))]
    [InlineData("<row r=\"1\"><c r=\"A1\"><f>1</f><v>x</v></c></row>", nameof(TableRefusals.CellIsFormula))]
    [InlineData("<row r=\"1\"><c r=\"ZZ1\"><v>1</v></c></row>", nameof(TableRefusals.TableTooManyColumns))]
    [InlineData("<row r=\"1\"><c r=\"ZZZZZZZZ1\"><v>1</v></c></row>", nameof(TableRefusals.TableNotReadable))]
    [InlineData("<row", nameof(TableRefusals.TableNotReadable))]
    [InlineData("", nameof(TableRefusals.TableFileEmpty))]
    public void Workbook_ThatIsDamaged_IsRefused(string rows, string code) => Read(Workbooks.Of(rows)).RefusalCode().Should().Be(code);

    [Fact]
    public void Workbook_WithEntities_IsRefusedUnread() => Read(Workbooks.Zip(
        ("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><workbook>&b;</workbook>")))
        .RefusalCode().Should().Be(nameof(TableRefusals.TableNotReadable));

    [Fact]
    public void Workbook_ThatUnpacksToFarMore_IsRefusedBeforeItIsUnpacked()
    {
        var bomb = Workbooks.Of("<row r=\"1\"/>" + new string(' ', 60 * 1024 * 1024));
        bomb.Length.Should().BeLessThan(TableLimits.Bytes);
        Read(bomb).RefusalCode().Should().Be(nameof(TableRefusals.TableUnpacksTooLarge));
        // The directory of the archive says that the part is small.
        var stated = BitConverter.GetBytes(60 * 1024 * 1024 + "<worksheet><sheetData><row r=\"1\"/></sheetData></worksheet>".Length);
        var lie = bomb.ToArray();
        for (var at = 0; at < lie.Length - 4; at++)
        {
            if (lie.AsSpan(at, 4).SequenceEqual(stated)) BitConverter.GetBytes(1000).CopyTo(lie, at);
        }

        Read(lie).IsRefused.Should().BeTrue("the archive's word is not taken");
    }

    [Fact]
    public void Bytes_OfAnyKind_AreATableOrARefusal()
    {
        var random = new Random(7);
        var book = Workbooks.Of("<row r=\"1\">" + Workbooks.Text("A1", "a") + "</row>");
        for (var round = 0; round < 300; round++)
        {
            var damaged = book.ToArray();
            for (var change = 0; change < 4; change++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            var read = Read(damaged);
            (read.IsRefused || read.Value.Header.Count > 0).Should().BeTrue(round.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static Result<TableFile> Read(byte[] content) => TableFile.Read(content, "file");
}
