namespace FundLedger.Domain;

/// <summary>
/// Codes and keys, by which things are told apart. SQL Server takes two texts for the same that differ only in blanks at
/// their end, so none may begin or end with white space; then both engines tell apart what a person tells apart.
/// </summary>
public static class CodeText
{
    /// <summary>Whether the code begins or ends with white space of any kind.</summary>
    public static bool IsPadded(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length > 0 && (char.IsWhiteSpace(code[0]) || char.IsWhiteSpace(code[^1]));
    }
}
