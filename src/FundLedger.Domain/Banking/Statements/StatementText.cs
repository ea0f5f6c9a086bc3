using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>From bytes to text, strictly: a byte that does not fit the encoding is a refusal, never a question mark.</summary>
internal static partial class StatementText
{
    private const int LongestCharacter = 4;

    private static readonly SearchValues<char> Unknown = SearchValues.Create(
        [.. Enumerable.Range(0xE000, 0xF900 - 0xE000).Select(code => (char)code), '\uFFFD', '\uFFFE', '\uFFFF']);

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, true);
    private static readonly Encoding StrictUtf16 = new UnicodeEncoding(false, true, true);
    private static readonly Encoding StrictUtf16BigEndian = new UnicodeEncoding(true, true, true);

    /// <summary>Code page 950, what Taiwan's banks and Windows call Big5.</summary>
    public static readonly Encoding Big5 = Strict("big5")!;

    /// <summary>
    /// A byte order mark decides; else the encoding an XML declaration names; else UTF-8, and for anything but XML
    /// Big5. Refused: <see cref="StatementRefusals.StatementEncodingWrong"/>,
    /// <see cref="StatementRefusals.StatementTruncated"/> when only the last character is incomplete, and
    /// <see cref="StatementRefusals.StatementBig5CharacterUnknown"/>.
    /// </summary>
    public static Result<string> Decode(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("\uFEFF"u8)) return Decode(content["\uFEFF"u8.Length..], StrictUtf8);
        if (content.StartsWith(StrictUtf16.Preamble)) return Decode(content[2..], StrictUtf16);
        if (content.StartsWith(StrictUtf16BigEndian.Preamble)) return Decode(content[2..], StrictUtf16BigEndian);

        if (LooksLikeXml(content))
        {
            var declared = XmlDeclaration().Match(Encoding.Latin1.GetString(content[..Math.Min(content.Length, 200)]));
            var encoding = declared.Success ? Strict(declared.Groups["name"].Value) : StrictUtf8;
            return encoding is null ? StatementRefusals.StatementEncodingWrong(1) : Decode(content, encoding);
        }

        // OFX says in its head what it is written in.
        if (content.StartsWith("OFXHEADER"u8) && OfxEncoding(content) is { } stated) return Decode(content, stated);

        var utf8 = Decode(content, StrictUtf8);
        if (!utf8.IsRefused) return utf8;

        // Beyond ASCII it was UTF-8 up to its last character: that is a cut file, not another encoding.
        if (utf8.Refusal.Code == nameof(StatementRefusals.StatementTruncated)
            && content[..Math.Max(0, content.Length - LongestCharacter + 1)].ContainsAnyExceptInRange((byte)0, (byte)127)) return utf8;
        return Big5Text.Decode(content) ?? utf8;
    }

    /// <summary>
    /// Null, or the refusal for a character that says the bytes were not what they were taken for: a replacement character, one
    /// of private use, which every bank may give another shape, or what is no character at all. Refused:
    /// <see cref="StatementRefusals.StatementCharacterUnknown"/>.
    /// </summary>
    public static Refusal? UnknownCharacter(string text)
    {
        var at = text.AsSpan().IndexOfAny(Unknown);
        return at < 0 ? null : StatementRefusals.StatementCharacterUnknown(text.AsSpan(0, at).Count('\n') + 1);
    }

    private static Encoding? OfxEncoding(ReadOnlySpan<byte> content)
    {
        var head = OfxHead().Match(Encoding.Latin1.GetString(content[..Math.Min(content.Length, 400)]));
        return head.Groups["encoding"].Value is "UTF-8" or "UTF8" ? StrictUtf8
            : head.Groups["charset"].Value is { Length: > 0 } charset and not "NONE"
                ? Strict(charset.All(char.IsAsciiDigit) ? "windows-" + charset : charset) ?? CodePage(charset)
                : null;
    }

    private static Encoding? CodePage(string number) =>
        int.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var page)
            ? CodePagesEncodingProvider.Instance.GetEncoding(page, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
            : null;

    public static bool LooksLikeXml(ReadOnlySpan<byte> content)
    {
        var start = content.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && content[start] == '<';
    }

    /// <summary>Storable, trimmed, every run of white space (the ideographic one too) one space.</summary>
    public static string Tidy(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var tidy = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            // A control character stands between words as often as not.
            if (!char.IsWhiteSpace(character) && !char.IsControl(character)) tidy.Append(character);
            else if (tidy.Length > 0 && tidy[^1] != ' ') tidy.Append(' ');
        }

        if (tidy.Length > 0 && tidy[^1] == ' ') tidy.Length--;
        return StorableText.Clean(tidy.ToString());
    }

    /// <summary>
    /// Refused as <see cref="Decode(ReadOnlySpan{byte})"/>, and <see cref="StatementRefusals.StatementBig5CharacterUnknown"/>.
    /// </summary>
    public static Result<string> Decode(ReadOnlySpan<byte> content, Encoding encoding)
    {
        try
        {
            var text = encoding.GetString(content);
            return encoding.CodePage == Big5.CodePage ? Big5Text.WithExtension(content, text) : text;
        }
        catch (DecoderFallbackException)
        {
            var valid = ValidLength(content, encoding);
            var line = content[..valid].Count((byte)'\n') + 1;
            return content.Length - valid < LongestCharacter ? StatementRefusals.StatementTruncated(line)
                : StatementRefusals.StatementEncodingWrong(line);
        }
    }

    /// <summary>
    /// Bytes before the first one that cannot be decoded, by halving: the exception's own index is not to be relied on
    /// (double-byte decoders count from the current buffer).
    /// </summary>
    private static int ValidLength(ReadOnlySpan<byte> content, Encoding encoding)
    {
        int valid = 0, invalid = content.Length;
        while (invalid - valid > 1)
        {
            var middle = valid + (invalid - valid) / 2;
            if (Decodes(content[..middle], encoding)) valid = middle;
            else invalid = middle;
        }

        return valid;
    }

    private static bool Decodes(ReadOnlySpan<byte> content, Encoding encoding)
    {
        try
        {
            // Not flushed: a character cut off by the halving itself is no fault.
            encoding.GetDecoder().GetCharCount(content, false);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Null for a name of no encoding.</summary>
    public static Encoding? Strict(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(
                name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"ENCODING:\s*(?<encoding>[A-Za-z0-9-]+)(?:\s+CHARSET:\s*(?<charset>[A-Za-z0-9-]+))?")]
    private static partial Regex OfxHead();

    [GeneratedRegex("""^\s*<\?xml[^>]*\sencoding\s*=\s*["'](?<name>[A-Za-z0-9._-]+)["']""")]
    private static partial Regex XmlDeclaration();
}
