using System.Globalization;
using System.Text;

namespace FundLedger.Domain;

/// <summary>
/// The one gate for text: what both engines can store and give back unchanged. What people write is refused when it does not
/// pass; what a bank writes is cleaned, for nobody can ask the bank to write it again.
/// </summary>
public static class StorableText
{
    /// <summary>
    /// No control character but tab and line ends, no half of a surrogate pair, and neither U+FFFE nor U+FFFF, which are no
    /// characters: XML cannot hold them, and normalization fails.
    /// </summary>
    public static bool Is(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogatePair(text, index)) index++;
            else if (!Storable(text[index])) return false;
        }

        return true;
    }

    /// <summary>The text without the characters that <see cref="Is"/> does not accept.</summary>
    public static string Clean(string text)
    {
        if (Is(text)) return text;
        var clean = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogatePair(text, index)) clean.Append(text[index++]).Append(text[index]);
            else if (Storable(text[index])) clean.Append(text[index]);
        }

        return clean.ToString();
    }

    /// <summary>As many whole characters, with their combining marks, as fit into so many UTF-16 code units.</summary>
    public static string Cut(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        if (text.Length <= length) return text;
        var kept = 0;
        while (kept + StringInfo.GetNextTextElementLength(text, kept) is var next && next <= length) kept = next;
        if (kept > 0) return text[..kept];
        // One character with more marks than there is room for.
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    private static bool Storable(char character) =>
        !char.IsSurrogate(character) && character < '\uFFFE' && (!char.IsControl(character) || character is '\t' or '\r' or '\n');
}
