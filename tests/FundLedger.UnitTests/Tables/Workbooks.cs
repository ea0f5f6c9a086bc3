using System.IO.Compression;
using System.Text;

namespace FundLedger.UnitTests.Tables;

/// <summary>Workbooks made by hand, so that every kind of cell can stand in one.</summary>
internal static class Workbooks
{
    /// <param name="rows">The sheet's rows as XML.</param>
    /// <param name="book">Properties of the workbook as XML.</param>
    public static byte[] Of(string rows, string book = "") => Zip(
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml",
            "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">" + book
            + "<sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"b\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId2\" Target=\"worksheets/other.xml\"/>"
            + "<Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/sharedStrings.xml",
            "<sst><si><t>代碼</t></si><si><r><t>日</t></r><r><t>期</t></r><rPh><t>ひづけ</t></rPh></si></sst>"),
        ("xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-404]e/m/d\"/>"
            + "<numFmt numFmtId=\"171\" formatCode=\"0&quot;日&quot;\"/></numFmts>"
            + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/></cellXfs></styleSheet>"),
        ("xl/worksheets/sheet1.xml", $"<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        ("xl/worksheets/other.xml", "<worksheet><sheetData/></worksheet>"));

    public static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }

    public static string Text(string place, string text) => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";
}
