namespace FundLedger.Domain;

/// <summary>What both engines can store and give back unchanged.</summary>
public static class StorableText
{
    /// <summary>No control character but tab and line ends, and no half of a surrogate pair.</summary>
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
            else if (char.IsControl(character) && character is not ('\t' or '\r' or '\n'))
            {
                return false;
            }
        }

        return true;
    }
}
