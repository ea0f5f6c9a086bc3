namespace FundLedger.Domain;

/// <summary>
/// Codes and keys, which identify things. SQL Server treats two texts that differ only in trailing blanks as the same, so
/// none may begin or end with white space; then both engines distinguish what a person distinguishes.
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
