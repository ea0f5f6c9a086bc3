using System.Text;
using System.Text.RegularExpressions;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>What spreadsheets and input methods do to cells.</summary>
internal static partial class CsvCell
{
    /// <summary>
    /// <c>="0123"</c> and <c>'0123</c> are how banks keep spreadsheets from eating leading zeros; what is meant is 0123.
    /// </summary>
    public static string WithoutSpreadsheetQuotes(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith('\'')) return trimmed[1..];
        return trimmed.Length > 3 && trimmed.StartsWith("=\"", StringComparison.Ordinal) && trimmed[^1] == '"' ? trimmed[2..^1] : trimmed;
    }

    /// <summary>Numbers and references: half width, tidy.</summary>
    public static string Identifier(string text) => StatementText.Tidy(WithoutSpreadsheetQuotes(text).Normalize(NormalizationForm.FormKC));

    /// <summary>
    /// The number in a cell that may also have the kind of account or the holder's name; the whole cell if there is no
    /// number of at least five letters and digits in it.
    /// </summary>
    public static string AccountNumber(string text)
    {
        var identifier = Identifier(text);
        if (identifier.All(character => char.IsAsciiLetterOrDigit(character) || character is ' ' or '-')) return identifier;
        var numbers = Number().Matches(identifier);
        return numbers.Count == 0 ? identifier : numbers.MaxBy(number => number.Length)!.Value;
    }

    /// <summary>A label and a value that stand in one cell with only a space, or nothing, between them.</summary>
    public static (string Label, string Value) Divide(string cell)
    {
        var match = LabelAndValue().Match(cell.Normalize(NormalizationForm.FormKC));
        return match.Success ? (match.Groups["label"].Value, match.Groups["value"].Value) : (cell, "");
    }

    [GeneratedRegex(@"[0-9A-Za-z](?:[0-9A-Za-z]|[ -](?=[0-9])){3,}[0-9A-Za-z]")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s*(?<label>[^0-9:]+?)\s*(?<value>[-(]?(?:NT\$)?[0-9].*)$")]
    private static partial Regex LabelAndValue();
}
