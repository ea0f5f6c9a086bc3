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

    /// <summary>Of ten characters of Chinese text, hardly three are rare or stand alone.</summary>
    private const int LeastOfTen = 7;

    /// <summary>
    /// Null when the bytes began as UTF-8 and went wrong later. Refused:
    /// <see cref="StatementRefusals.StatementEncodingDoubtful"/>, and as <see cref="StatementText"/> decodes.
    /// </summary>
    public static Result<string>? Decode(ReadOnlySpan<byte> content)
    {
        var text = StatementText.Decode(content, StatementText.Big5);
        if (LooksChinese(content)) return text.IsRefused ? null : text;
        var first = content.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (Rune.DecodeFromUtf8(content[first..], out _, out _) == System.Buffers.OperationStatus.Done) return null;
        var looksLike = content.ContainsAnyInRange((byte)0x80, (byte)0x9F)
            ? "CP437, CP850, CP852, Windows-1252, GB18030, Shift_JIS"
            : "ISO-8859-1, ISO-8859-2, GB2312, Big5";
        return StatementRefusals.StatementEncodingDoubtful(content[..first].Count((byte)'\n') + 1, looksLike);
    }

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
