using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Banking;

/// <summary>
/// The structured creditor reference of ISO 11649: <c>RF</c>, two check digits (ISO 7064 mod 97-10), then our own
/// part: a letter for the kind of document and its number. A bank line that carries it is matched without guessing.
/// </summary>
public static partial class PaymentReference
{
    /// <summary>A line with more than one is for a person; that there are several is all that is kept.</summary>
    public const int MostKept = 8;

    private static readonly Dictionary<DocumentKind, char> Letters = new()
    {
        [DocumentKind.Contribution] = 'C',
        [DocumentKind.Disbursement] = 'D',
        [DocumentKind.ExpectedReturn] = 'R',
    };

    /// <summary>The reference of a document, e.g. <c>RF47C000000000123</c>.</summary>
    public static string Of(DocumentReference document) =>
        WithCheckDigits(Letters[document.Kind] + document.Id.ToString("D12", CultureInfo.InvariantCulture));

    /// <summary>Any creditor reference with <c>RF</c> and its check digits in front.</summary>
    /// <param name="body">1 to 21 capital letters and digits.</param>
    public static string WithCheckDigits(string body) =>
        string.Create(CultureInfo.InvariantCulture, $"RF{98 - Remainder(body + "RF00"):D2}{body}");

    /// <summary>All valid references anywhere in the text; spaces and case do not matter, wrong check digits do.</summary>
    public static IReadOnlyList<DocumentReference> FindIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Most lines have none, and normalizing is slow; full-width letters are not ASCII.
        if (Ascii.IsValid(text) && !text.Contains('R', StringComparison.OrdinalIgnoreCase)) return [];
        var compact = string.Concat(text.Normalize(NormalizationForm.FormKC).Where(character => !char.IsWhiteSpace(character)))
            .ToUpperInvariant();
        return Pattern().Matches(compact)
            .Where(match => Remainder(match.Groups["body"].Value + "RF" + match.Groups["check"].Value) == 1)
            .Select(match => new DocumentReference(
                Letters.Single(pair => pair.Value == match.Groups["body"].Value[0]).Key,
                long.Parse(match.Groups["body"].ValueSpan[1..], NumberStyles.None, CultureInfo.InvariantCulture)))
            .Distinct()
            .ToArray();
    }

    /// <summary>The valid references anywhere in these texts, as one text of at most <see cref="MostKept"/>.</summary>
    public static string Gather(params IEnumerable<string?> texts) => string.Join(
        ' ', FindIn(string.Join(' ', texts)).Take(MostKept).Select(Of));

    private static int Remainder(string text)
    {
        var digits = string.Concat(text.Select(character => char.IsAsciiDigit(character)
            ? character.ToString()
            : (character - 'A' + 10).ToString(CultureInfo.InvariantCulture)));
        return (int)(BigInteger.Parse(digits, CultureInfo.InvariantCulture) % 97);
    }

    [GeneratedRegex("RF(?<check>[0-9]{2})(?<body>[CDR][0-9]{12})", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
