using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace FundLedger.Domain.Tables;

/// <summary>What the cells of a sheet refer to.</summary>
/// <param name="SheetPart">Where the first sheet lies in the archive.</param>
/// <param name="Texts">Shared strings.</param>
/// <param name="DateStyles">For each cell style, whether it shows a number as a date.</param>
/// <param name="From1904">Days are counted from 1904-01-01, as old workbooks from a Mac do.</param>
internal sealed partial record XlsxWorkbook(
    string SheetPart, IReadOnlyList<string> Texts, IReadOnlyList<bool> DateStyles, bool From1904)
{
    /// <summary>Built-in number formats that show a date (ECMA-376, 18.8.30; 27 to 36 and 50 to 58 in East Asian versions).</summary>
    private static bool IsBuiltInDate(int format) => format is (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58);

    /// <summary>Null when the archive is no workbook.</summary>
    public static XlsxWorkbook? Read(Func<string, XmlReader?> open)
    {
        var (sheet, from1904) = (default(string), false);
        using (var book = open("xl/workbook.xml"))
        {
            if (book is null) return null;
            while (book.Read())
            {
                if (book.NodeType != XmlNodeType.Element) continue;
                if (book.LocalName == "workbookPr") from1904 = book.GetAttribute("date1904") is "1" or "true";
                if (book.LocalName == "sheet") sheet ??= Attribute(book, "id");
            }
        }

        if (sheet is null || Target(open, sheet) is not { } part) return null;
        return new XlsxWorkbook(part, Strings(open), Styles(open), from1904);
    }

    private static string? Target(Func<string, XmlReader?> open, string relation)
    {
        using var relations = open("xl/_rels/workbook.xml.rels");
        while (relations is not null && relations.Read())
        {
            if (relations.NodeType != XmlNodeType.Element || relations.LocalName != "Relationship") continue;
            if (relations.GetAttribute("Id") != relation || relations.GetAttribute("Target") is not { } target) continue;
            return target.StartsWith('/') ? target[1..] : "xl/" + target;
        }

        return null;
    }

    private static List<string> Strings(Func<string, XmlReader?> open)
    {
        var texts = new List<string>();
        using var strings = open("xl/sharedStrings.xml");
        while (strings is not null && strings.Read())
        {
            if (strings.NodeType == XmlNodeType.Element && strings.LocalName == "si") texts.Add(Text(strings));
        }

        return texts;
    }

    private static List<bool> Styles(Func<string, XmlReader?> open)
    {
        var (own, styles, inCells) = (new HashSet<int>(), new List<bool>(), false);
        using var reader = open("xl/styles.xml");
        while (reader is not null && reader.Read())
        {
            if (reader.LocalName == "cellXfs") inCells = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "numFmt" && ShowsDate().IsMatch(Quoted().Replace(reader.GetAttribute("formatCode") ?? "", "")))
                own.Add(Number(reader.GetAttribute("numFmtId")));
            if (inCells && reader.LocalName == "xf")
            {
                var format = Number(reader.GetAttribute("numFmtId"));
                styles.Add(IsBuiltInDate(format) || own.Contains(format));
            }
        }

        return styles;
    }

    /// <summary>The text of an element's runs; not how it is to be pronounced, which East Asian workbooks add.</summary>
    public static string Text(XmlReader reader)
    {
        var text = new StringBuilder();
        using var part = reader.ReadSubtree();
        var (inText, inPhonetic) = (false, false);
        while (part.Read())
        {
            if (part.LocalName == "rPh") inPhonetic = part.NodeType == XmlNodeType.Element && !part.IsEmptyElement;
            else if (part.LocalName == "t") inText = part.NodeType == XmlNodeType.Element && !part.IsEmptyElement;
            else if (inText && !inPhonetic && part.HasValue) text.Append(part.Value);
        }

        return Unescaped(text.ToString());
    }

    /// <summary>Workbooks write characters that they do not want in XML by their code: <c>_x000D_</c> (ECMA-376, 22.9.2.19).</summary>
    public static string Unescaped(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, code => ((char)Convert.ToUInt16(code.Groups[1].Value, 16)).ToString())
        : text;

    private static string? Attribute(XmlReader reader, string localName)
    {
        if (!reader.MoveToFirstAttribute()) return null;
        string? found = null;
        do
        {
            if (reader.LocalName == localName && reader.NamespaceURI.Length > 0) found = reader.Value;
        }
        while (reader.MoveToNextAttribute());
        reader.MoveToElement();
        return found;
    }

    private static int Number(string? digits) =>
        int.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]")]
    private static partial Regex Quoted();

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();

    [GeneratedRegex("[ymdYMDeE]")]
    private static partial Regex ShowsDate();
}
