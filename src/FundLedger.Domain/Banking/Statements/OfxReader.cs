using System.Net;
using System.Text.RegularExpressions;
using System.Xml;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// OFX and QFX bank statements: 1.x, which is SGML whose elements need no end, and 2.x, which is XML. What is read is a list of
/// transactions with the balance at their end; the opening balance follows from it.
/// </summary>
internal sealed partial class OfxReader
{
    private const string Root = "OFX";
    private const int CharactersToLookAt = 4096;

    private readonly FirstRefusal problems = new();
    private readonly List<BankStatement> statements = [];
    private OfxStatement? statement;

    public static bool Recognises(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, CharactersToLookAt));
        return start.TrimStart().StartsWith("OFXHEADER", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<OFX>", StringComparison.OrdinalIgnoreCase) || start.Contains("<?OFX", StringComparison.OrdinalIgnoreCase);
    }

    public static Result<StatementFile> Read(string text, string fileName)
    {
        var reader = new OfxReader();
        var isXml = text.AsSpan().TrimStart().StartsWith("<?xml", StringComparison.OrdinalIgnoreCase);
        return isXml ? reader.ReadXml(text, fileName) : reader.ReadSgml(text, fileName);
    }

    private Result<StatementFile> ReadXml(string text, string fileName)
    {
        try
        {
            using var xml = XmlReader.Create(new StringReader(text), CamtReader.Settings);
            var name = "";
            while (xml.Read() && problems.Refusal is null)
            {
                var line = ((IXmlLineInfo)xml).LineNumber;
                if (xml.NodeType == XmlNodeType.Element) Begin(name = xml.LocalName.ToUpperInvariant(), line);
                else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) Value(name, xml.Value, line);
                else if (xml.NodeType == XmlNodeType.EndElement) End(xml.LocalName.ToUpperInvariant());
            }
        }
        catch (XmlException problem)
        {
            return CamtReader.Explain(problem, text);
        }

        return Finish(fileName);
    }

    private Result<StatementFile> ReadSgml(string text, string fileName)
    {
        var (line, counted) = (1, 0);
        var isWhole = false;
        foreach (var match in Element().EnumerateMatches(text))
        {
            line += text.AsSpan(counted, match.Index - counted).Count('\n');
            counted = match.Index;
            var element = text.AsSpan(match.Index, match.Length);
            var close = element.IndexOf('>');
            var name = element[1..close].Trim().ToString().ToUpperInvariant();
            var value = element[(close + 1)..].Trim();
            if (value.Length > StatementLimits.FieldLength)
                return StatementRefusals.StatementFieldTooLong(line, StatementLimits.FieldLength);
            if (name.StartsWith('/')) End(name[1..]);
            else Begin(name, line);
            if (!value.IsEmpty && !name.StartsWith('/')) Value(name, WebUtility.HtmlDecode(value.ToString()), line);
            isWhole |= name == "/" + Root;
            if (problems.Refusal is not null) return problems.Refusal;
        }

        return isWhole ? Finish(fileName) : StatementRefusals.StatementTruncated(text.AsSpan().Count('\n') + 1);
    }

    private void Begin(string name, int line)
    {
        if (name is "STMTRS" or "CCSTMTRS") statement = new OfxStatement(problems);
        statement?.Begin(name, line);
    }

    private void Value(string name, string value, int line) => statement?.Value(name, value, line);

    private void End(string name)
    {
        statement?.End(name);
        if (name is not ("STMTRS" or "CCSTMTRS")) return;
        if (statement?.Finish() is { } finished) statements.Add(finished);
        statement = null;
    }

    private Result<StatementFile> Finish(string fileName)
    {
        if (problems.Refusal is not null) return problems.Refusal;
        return statements.Count == 0 ? StatementRefusals.StatementFileHasNoStatement(fileName) : new StatementFile("ofx", statements);
    }

    [GeneratedRegex("<(?<name>/?[A-Za-z0-9._ ]{1,64})>(?<value>[^<]*)")]
    private static partial Regex Element();
}
