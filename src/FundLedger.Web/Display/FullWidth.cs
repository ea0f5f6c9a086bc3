namespace FundLedger.Web.Display;

/// <summary>Chinese input methods type full-width figures and signs; they mean the plain ones.</summary>
internal static class FullWidth
{
    private const int Offset = 0xFEE0;

    public static string ToAscii(string? text) => text is null ? "" : string.Create(text.Length, text, (ascii, typed) =>
    {
        for (var i = 0; i < typed.Length; i++)
        {
            ascii[i] = typed[i] switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(typed[i] - Offset),
                '\u3000' => ' ',
                '\u2212' => '-',
                '\u3001' => ',',
                _ => typed[i],
            };
        }
    });
}
