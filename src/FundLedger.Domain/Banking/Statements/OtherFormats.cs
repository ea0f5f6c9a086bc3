namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// What banks also offer and people take for a statement: recognised, and refused by its right name with what to bring instead.
/// </summary>
internal static class OtherFormats
{
    private const int BytesToLookAt = 4096;

    /// <summary>By the ISO 20022 message; null for one that is none of these.</summary>
    public static Refusal? OfMessage(string message, string fileName) => message switch
    {
        _ when message.StartsWith("camt.052.", StringComparison.Ordinal) => StatementRefusals.StatementIsIntraday(fileName, message),
        _ when message.StartsWith("camt.054.", StringComparison.Ordinal) => StatementRefusals.StatementIsNotification(fileName, message),
        _ when message.StartsWith("pain.002.", StringComparison.Ordinal) => StatementRefusals.StatementIsPaymentStatus(fileName, message),
        _ => null,
    };

    /// <summary>By the beginning of a text file; null for one that is none of these.</summary>
    public static Refusal? OfText(string text, string fileName)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, BytesToLookAt)).TrimStart();
        if (start.StartsWith("!Type:", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("!Account", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("!Option:", StringComparison.OrdinalIgnoreCase))
        {
            return StatementRefusals.StatementIsPersonalFinance(fileName, "QIF");
        }

        return IsInterimReport(start) ? StatementRefusals.StatementIsIntraday(fileName, "MT942") : null;
    }

    /// <summary>MT942 has the floor limit and the time of the report where MT940 has an opening balance.</summary>
    private static bool IsInterimReport(ReadOnlySpan<char> start)
    {
        if (start.Contains("{2:O942", StringComparison.Ordinal) || start.Contains("{2:I942", StringComparison.Ordinal)) return true;
        var hasLimit = false;
        foreach (var line in start.EnumerateLines())
        {
            if (line.StartsWith(":60F:") || line.StartsWith(":60M:")) return false;
            hasLimit |= line.StartsWith(":34F:") || line.StartsWith(":13D:") || line.StartsWith(":90D:") || line.StartsWith(":90C:");
        }

        return hasLimit;
    }
}
