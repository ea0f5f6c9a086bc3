using System.Collections.Frozen;
using System.Text;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// Text in Big5, and how sure that is. Nearly all bytes that are text in a European encoding are also pairs of Big5, so a file is
/// only taken for Big5 when it looks like Chinese: characters of the frequent part that stand side by side.
/// </summary>
internal static class Big5Text
{
    /// <summary>The first bytes of punctuation and of the 5,401 frequent characters.</summary>
    private const byte FirstFrequent = 0xA1;
    private const byte LastFrequent = 0xC6;

    private const char FirstPrivate = '\uE000';
    private const char LastPrivate = '\uF8FF';

    /// <summary>
    /// What code page 950 leaves to private use in C6A1–C6BE and C6E0–C875, and Eten's extension, Unicode-at-on and HKSCS all name
    /// alike: numbers in circles and brackets, small Roman numerals, kana, Cyrillic.
    /// </summary>
    private static readonly FrozenDictionary<char, char> Extension = Run('\uF6B1', "①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ")
        .Concat(Run('\uF6F0', $"々〆〇ー［］✽{From('ぁ', 'ん')}{From('ァ', 'ヶ')}"))
        .Concat(Run('\uF7A0', $"{From('А', 'Е')}Ё{From('Ж', 'Я')}{From('а', 'е')}ё{From('ж', 'я')}"))
        .ToFrozenDictionary(pair => pair.Private, pair => pair.Named);

    /// <summary>Of ten characters of Chinese text, hardly three are rare or stand alone.</summary>
    private const int LeastOfTen = 7;

    /// <summary>
    /// Null when the bytes began as UTF-8 and went wrong later. Refused:
    /// <see cref="StatementRefusals.StatementEncodingDoubtful"/>, and as <see cref="StatementText"/> decodes.
    /// </summary>
    public static Result<string>? Decode(ReadOnlySpan<byte> content)
    {
        var text = StatementText.Decode(content, StatementText.Big5);
        if (LooksChinese(content))
            return text.Refusal is { Code: not nameof(StatementRefusals.StatementBig5CharacterUnknown) } ? null : text;
        var first = content.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (Rune.DecodeFromUtf8(content[first..], out _, out _) == System.Buffers.OperationStatus.Done) return null;
        var looksLike = content.ContainsAnyInRange((byte)0x80, (byte)0x9F)
            ? "CP437, CP850, CP852, Windows-1252, GB18030, Shift_JIS"
            : "ISO-8859-1, ISO-8859-2, GB2312, Big5";
        return StatementRefusals.StatementEncodingDoubtful(content[..first].Count((byte)'\n') + 1, looksLike);
    }

    /// <summary>
    /// The text of these bytes with the extension that everybody reads alike. What else lies beyond code page 950 is one character in
    /// Hong Kong (HKSCS), another in Unicode-at-on, and another at each bank that has its own. Refused:
    /// <see cref="StatementRefusals.StatementBig5CharacterUnknown"/>.
    /// </summary>
    /// <param name="text">As code page 950 decodes it, what it lacks as characters of private use.</param>
    public static Result<string> WithExtension(ReadOnlySpan<byte> content, string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstPrivate, LastPrivate)) return text;
        var read = string.Create(text.Length, text, static (named, text) =>
        {
            for (var at = 0; at < text.Length; at++) named[at] = Extension.GetValueOrDefault(text[at], text[at]);
        });
        var unknown = read.AsSpan().IndexOfAnyInRange(FirstPrivate, LastPrivate);
        if (unknown < 0) return read;
        var offset = OffsetOf(content, unknown);
        var before = content[..offset];
        return StatementRefusals.StatementBig5CharacterUnknown(
            before.Count((byte)'\n') + 1, offset - before.LastIndexOf((byte)'\n'),
            Convert.ToHexString(content.Slice(offset, Math.Min(2, content.Length - offset))));
    }

    /// <summary>Where the bytes of a character begin; every one of two bytes is one of the basic plane.</summary>
    private static int OffsetOf(ReadOnlySpan<byte> content, int character)
    {
        var offset = 0;
        for (var index = 0; index < character; index++) offset += content[offset] is > 0x80 and < 0xFF ? 2 : 1;
        return offset;
    }

    private static IEnumerable<(char Private, char Named)> Run(char first, string named) =>
        named.Select((character, index) => ((char)(first + index), character));

    private static string From(char first, char last) =>
        string.Concat(Enumerable.Range(first, last - first + 1).Select(code => (char)code));

    private static bool LooksChinese(ReadOnlySpan<byte> content)
    {
        int all = 0, surely = 0, run = 0;
        for (var at = 0; at < content.Length; at++)
        {
            var isFrequent = content[at] is >= FirstFrequent and <= LastFrequent && at + 1 < content.Length;
            run = isFrequent ? run + 1 : 0;
            // The second of a run vouches for the first.
            if (run >= 2) surely += run == 2 ? 2 : 1;
            if (content[at] < 0x80) continue;
            all++;
            at++;
        }

        return surely > 0 && 10 * surely >= LeastOfTen * all;
    }
}
