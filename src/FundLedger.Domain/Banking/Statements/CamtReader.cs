using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// ISO 20022 bank-to-customer statements, camt.053.001.02 to .13, read element by element so that a large file needs
/// little memory. Document types, and with them entities, are refused.
/// </summary>
internal static class CamtReader
{
    private const string IsoNamespace = "urn:iso:std:iso:20022:tech:xsd:";
    private const string StatementMessage = "camt.053.001.";
    private const int FirstVersion = 2;
    private const int LastVersion = 13;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    public static Result<StatementFile> Read(string text, string fileName)
    {
        using var characters = new StringReader(text);
        using var reader = XmlReader.Create(characters, Settings);
        try
        {
            return Read(reader, fileName);
        }
        catch (XmlException problem)
        {
            return Explain(problem, text);
        }
    }

    private static Result<StatementFile> Read(XmlReader reader, string fileName)
    {
        reader.MoveToContent();
        XNamespace iso = reader.NamespaceURI;
        var message = reader.NamespaceURI.StartsWith(IsoNamespace, StringComparison.Ordinal) ? reader.NamespaceURI[IsoNamespace.Length..] : "";
        if (reader.LocalName != "Document" || message.Length == 0)
        {
            var root = reader.LocalName;
            while (reader.Read()) { }
            return StatementRefusals.StatementFormatUnknown(fileName, $"XML <{root}>");
        }

        if (!IsAccepted(message)) return StatementRefusals.StatementVersionNotAccepted(message);

        var problems = new FirstRefusal();
        var statements = new List<BankStatement>();
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.Depth != 2 || reader.LocalName != "Stmt" || reader.NamespaceURI != iso.NamespaceName) continue;
            if (ReadStatement(reader, iso, problems) is { } statement) statements.Add(statement);
        }

        if (problems.Refusal is not null) return problems.Refusal;
        return statements.Count == 0 ? StatementRefusals.StatementFileHasNoStatement(fileName) : new StatementFile(message, statements);
    }

    private static BankStatement? ReadStatement(XmlReader reader, XNamespace iso, FirstRefusal problems)
    {
        var statement = new CamtStatement(iso, problems);
        var depth = reader.Depth;
        if (!reader.IsEmptyElement)
        {
            reader.Read();
            while (reader.Depth > depth)
            {
                if (reader.NodeType == XmlNodeType.Element && reader.NamespaceURI == iso.NamespaceName && CamtStatement.Reads(reader.LocalName))
                {
                    using var part = reader.ReadSubtree();
                    statement.Add(XElement.Load(part, LoadOptions.SetLineInfo));
                    part.Close();
                    reader.Read();
                }
                else if (reader.NodeType == XmlNodeType.Element)
                {
                    reader.Skip();
                }
                else
                {
                    reader.Read();
                }
            }
        }

        return statement.Finish();
    }

    private static bool IsAccepted(string message) =>
        message.StartsWith(StatementMessage, StringComparison.Ordinal)
        && message.Length == StatementMessage.Length + 2
        && int.TryParse(message[StatementMessage.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        && version is >= FirstVersion and <= LastVersion;

    /// <summary>
    /// The file ends too early when the fault lies at its very end, or inside a last tag that was never closed;
    /// anything else is broken in the middle.
    /// </summary>
    private static Refusal Explain(XmlException problem, string text)
    {
        var lines = new LineIndex(text);
        var at = lines.Offset(problem.LineNumber, problem.LinePosition);
        var trimmed = text.AsSpan().TrimEnd();
        var cutFrom = trimmed.EndsWith(">") ? trimmed.Length : trimmed.LastIndexOf('<');
        if (at >= cutFrom) return StatementRefusals.StatementTruncated(problem.LineNumber);
        return text.AsSpan(Math.Max(0, at - 2)).StartsWith("<!DOCTYPE", StringComparison.Ordinal)
            ? StatementRefusals.StatementDocumentTypeForbidden(problem.LineNumber)
            : StatementRefusals.StatementNotWellFormed(problem.LineNumber, problem.LinePosition);
    }

    private readonly ref struct LineIndex(string text)
    {
        private readonly ReadOnlySpan<char> text = text;

        public int Offset(int line, int position)
        {
            var start = 0;
            for (var at = 1; at < line; at++)
            {
                var end = text[start..].IndexOf('\n');
                if (end < 0) break;
                start += end + 1;
            }

            return start + Math.Max(0, position - 1);
        }
    }
}
