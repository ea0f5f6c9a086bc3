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
    private const int DeepestElement = 64;
    private const int EntryDepth = 3;

    /// <summary>No document type, no entities, nothing from outside.</summary>
    public static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = true,
    };

    public static Result<StatementFile> Read(string text, string fileName)
    {
        try
        {
            if (TooDeep(text) is { } deep) return deep;
            using var reader = Open(text);
            return Read(reader, fileName);
        }
        catch (XmlException problem)
        {
            return Explain(problem, text);
        }
    }

    /// <summary>
    /// A first pass over the whole file. Building a tree costs time with the square of its depth, so a small file of
    /// deep nests could occupy the program for hours; one entry of millions of elements, its memory; and a file broken at its
    /// end is detected before anything is read.
    /// </summary>
    private static Refusal? TooDeep(string text)
    {
        using var reader = Open(text);
        var elements = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            var line = ((IXmlLineInfo)reader).LineNumber;
            if (reader.Depth > DeepestElement) return StatementRefusals.StatementNestedTooDeeply(line);
            elements = reader.Depth <= EntryDepth ? 0 : elements + 1;
            if (elements > StatementLimits.ElementsOfEntry)
                return StatementRefusals.StatementEntryTooLarge(line, StatementLimits.ElementsOfEntry);
        }

        return null;
    }

    private static XmlReader Open(string text) => XmlReader.Create(new StringReader(text), Settings);

    private static Result<StatementFile> Read(XmlReader reader, string fileName)
    {
        reader.MoveToContent();
        XNamespace iso = reader.NamespaceURI;
        var message = reader.NamespaceURI.StartsWith(IsoNamespace, StringComparison.Ordinal) ? reader.NamespaceURI[IsoNamespace.Length..]
            : "";
        if (reader.LocalName != "Document" || message.Length == 0)
        {
            return StatementRefusals.StatementFormatUnknown(fileName, $"XML <{reader.LocalName}>");
        }

        if (!IsAccepted(message))
            return OtherFormats.OfMessage(message, fileName) ?? StatementRefusals.StatementVersionNotAccepted(message);

        var problems = new FirstRefusal();
        var statements = new List<BankStatement>();
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.Depth != 2 || reader.LocalName != "Stmt"
                || reader.NamespaceURI != iso.NamespaceName) continue;
            if (ReadStatement(reader, iso, problems) is { } statement) statements.Add(statement);
            if (problems.Refusal is not null) break;
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
                if (reader.NodeType == XmlNodeType.Element && reader.NamespaceURI == iso.NamespaceName
                    && CamtStatement.Reads(reader.LocalName))
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
    public static Refusal Explain(XmlException problem, string text)
    {
        if (problem.LineNumber == 0)
        {
            // The parser gives no place for what is wrong before the first element: a document type, or no element at all.
            var documentType = text.IndexOf("<!DOCTYPE", StringComparison.Ordinal);
            return documentType < 0
                ? StatementRefusals.StatementTruncated(LineAt(text, text.Length))
                : StatementRefusals.StatementDocumentTypeForbidden(LineAt(text, documentType));
        }

        var trimmed = text.AsSpan().TrimEnd();
        var cutFrom = trimmed.EndsWith(">") ? trimmed.Length : trimmed.LastIndexOf('<');
        return cutFrom >= 0 && Offset(text, problem.LineNumber, problem.LinePosition) >= cutFrom
            ? StatementRefusals.StatementTruncated(problem.LineNumber)
            : StatementRefusals.StatementNotWellFormed(problem.LineNumber, problem.LinePosition);
    }

    private static int LineAt(string text, int offset) => text.AsSpan(0, offset).Count('\n') + 1;

    private static int Offset(string text, int line, int position)
    {
        var start = 0;
        for (var at = 1; at < line && text.IndexOf('\n', start) is >= 0 and var end; at++) start = end + 1;
        return start + Math.Max(0, position - 1);
    }
}
