using System.Text;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>What spreadsheets and input methods do to cells.</summary>
internal static class CsvCell
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
}
