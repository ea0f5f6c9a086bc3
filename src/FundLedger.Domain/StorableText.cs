namespace FundLedger.Domain;

/// <summary>What both engines can store and give back unchanged.</summary>
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
            var character = text[index];
            if (char.IsSurrogate(character))
            {
                if (!char.IsSurrogatePair(text, index)) return false;
                index++;
            }
            else if (character >= '\uFFFE' || (char.IsControl(character) && character is not ('\t' or '\r' or '\n')))
            {
                return false;
            }
        }

        return true;
    }
}
