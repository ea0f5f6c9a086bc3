using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// Amounts as banks write them, to exact decimals. At most 16 digits before and 5 after the point (ISO 20022 allows
/// 18 in all and 5): so the sum of any file we accept still fits a decimal without rounding.
/// </summary>
internal static partial class AmountText
{
    private const int MaxWholeDigits = 16;
    private const int MaxDecimals = 5;

    /// <summary>
    /// ASCII digits with at most one point and no sign, as XML schema and our own figures have them.
    /// Refused: <see cref="StatementRefusals.StatementAmountNotReadable"/>, <see cref="StatementRefusals.StatementAmountTooLarge"/>.
    /// </summary>
    public static Result<decimal> ReadPlain(string text, int line, string column, char point = '.')
    {
        var trimmed = text.AsSpan().Trim();
        var at = trimmed.IndexOf(point);
        var whole = at < 0 ? trimmed : trimmed[..at];
        var decimals = at < 0 ? default : trimmed[(at + 1)..];
        if (!IsDigits(whole) || !IsDigits(decimals) || (whole.IsEmpty && decimals.IsEmpty))
        {
            return StatementRefusals.StatementAmountNotReadable(line, column, text);
        }

        if (whole.TrimStart('0').Length > MaxWholeDigits || decimals.Length > MaxDecimals)
        {
            return StatementRefusals.StatementAmountTooLarge(line, column, text);
        }

        return decimal.Parse(
            decimals.IsEmpty ? $"0{whole}" : $"0{whole}.{decimals}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A figure from a table made for people: full-width digits, thousands separators in groups of three, NT$ or 元,
    /// a sign before or after, or parentheses for minus. Refused as <see cref="ReadPlain"/>.
    /// </summary>
    public static Result<decimal> ReadWritten(string text, int line, string column)
    {
        var match = Written().Match(text.Normalize(NormalizationForm.FormKC));
        var sign = match.Groups["before"].Value + match.Groups["after"].Value;
        var parentheses = match.Groups["open"].Success;
        if (!match.Success || parentheses != match.Groups["close"].Success || sign.Length + (parentheses ? 1 : 0) > 1)
        {
            return StatementRefusals.StatementAmountNotReadable(line, column, text);
        }

        var figure = ReadPlain(match.Groups["figure"].Value.Replace(",", "", StringComparison.Ordinal), line, column);
        return figure.Select<decimal>(amount => parentheses || sign is "-" or "−" or "–" ? -amount : amount);
    }

    /// <summary>
    /// Three digits behind the point: in a currency without decimals these are thousands, or a mistake. Read, the value keeps
    /// them.
    /// </summary>
    public static bool MayBeThousands(decimal amount) => amount.Scale == 3;

    /// <summary>An empty cell, or one of the dashes that mean nothing.</summary>
    public static bool IsBlank(string text) => text.AsSpan().Trim().Trim("-－—–").IsEmpty;

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    [GeneratedRegex(
        @"^\s*(?<open>\()?\s*(?<before>[-+−–])?\s*(?:NT\$|TWD|NTD|\$)?\s*(?<before>[-+−–])?\s*"
        + @"(?<figure>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
        + @"\s*元?\s*(?<after>[-+−–])?\s*(?<close>\))?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Written();
}
