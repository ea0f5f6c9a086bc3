using System.Text;
using System.Text.RegularExpressions;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// The text behind a line: free, or in sub-fields that begin with a sign (mostly a question mark) and two digits. A sign that
/// is followed by no known code is text.
/// </summary>
internal static partial class Mt940Text
{
    /// <summary>The entry with everything the texts say; only bank code, account and keys are looked at and not kept.</summary>
    public static StatementEntry Describe(StatementEntry entry, IReadOnlyList<string> texts)
    {
        var described = entry;
        foreach (var text in texts) described = Describe(described, text);
        return described with
        {
            PaymentReferences = PaymentReference.Gather(
                [entry.PaymentReferences, .. texts.Select(Unwrapped), described.Reference, described.BankReference, described.Description]),
        };
    }

    private static StatementEntry Describe(StatementEntry entry, string text)
    {
        var joined = Unwrapped(text).TrimStart();
        var structured = Structured().Match(joined);
        if (!structured.Success)
            return entry with { Description = StatementText.Tidy($"{entry.Description} {text.Replace('\n', ' ')}") };
        var parts = Parts(joined[structured.Groups["code"].Length..].TrimStart(), structured.Groups["sign"].Value[0]);
        var name = StatementText.Tidy(Text(parts, "32", "33"));
        var counterparty = name.Length > 0 ? name : StatementText.Tidy(Text(parts, "31"));
        string[] description =
        [
            entry.Description, Text(parts, "00"), Text(parts, [.. Codes(20, 29), .. Codes(60, 63)]),
            .. Codes(35, 38).Concat(Codes(70, 79)).Select(code => Text(parts, code)),
        ];
        return entry with
        {
            Counterparty = counterparty.Length > 0 ? counterparty : entry.Counterparty,
            Description = StatementText.Tidy(string.Join(' ', description)),
        };
    }

    /// <summary>Lines are wrapped anywhere, so they are put together without a space.</summary>
    private static string Unwrapped(string text) => text.Replace("\n", "", StringComparison.Ordinal);

    private static List<(string Code, string Text)> Parts(string text, char sign)
    {
        var parts = new List<(string Code, string Text)>();
        var value = new StringBuilder();
        var code = "";
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == sign && at + 2 < text.Length && IsCode(text.AsSpan(at + 1, 2)))
            {
                if (code.Length > 0) parts.Add((code, value.ToString()));
                code = text.Substring(at + 1, 2);
                value.Clear();
                at += 2;
            }
            else
            {
                value.Append(text[at]);
            }
        }

        if (code.Length > 0) parts.Add((code, value.ToString()));
        return parts;
    }

    private static bool IsCode(ReadOnlySpan<char> code) =>
        code is "00" or "10" || code[0] == '2' && char.IsAsciiDigit(code[1])
        || code[0] == '3' && code[1] is >= '0' and <= '8' || code[0] == '6' && code[1] is >= '0' and <= '3'
        || code[0] == '7' && char.IsAsciiDigit(code[1]);

    private static string Text(List<(string Code, string Text)> parts, params IReadOnlyList<string> codes) =>
        string.Concat(parts.Where(part => codes.Contains(part.Code)).Select(part => part.Text));

    private static IEnumerable<string> Codes(int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(code => code.ToString("00", System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^(?<code>[0-9]{3})\s*(?<sign>[^0-9A-Za-z\s,.:-])(?:00|10|2[0-9]|3[0-8]|6[0-3]|7[0-9])")]
    private static partial Regex Structured();
}
