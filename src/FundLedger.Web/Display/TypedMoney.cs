using System.Text.RegularExpressions;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;

namespace FundLedger.Web.Display;

/// <summary>
/// Reads amounts as people type them: <c>1,234,567</c>, <c>NT$1234567</c>, <c>１２３４</c>, <c>300萬</c>, <c>1.5億</c>, <c>300元</c>.
/// Grouping commas must be where they belong, so that a mistyped decimal point is not swallowed.
/// </summary>
internal static partial class TypedMoney
{
    /// <summary>Refused: <see cref="DisplayRefusals.MoneyNotReadable"/> and the refusals of <see cref="Money.FromDecimal"/>.</summary>
    public static Result<Money> Parse(string? text, Currency currency)
    {
        var typed = FullWidth.ToAscii(text).Trim();
        var match = Amount().Match(typed);
        if (!match.Success) return DisplayRefusals.MoneyNotReadable(typed);

        var digits = match.Groups["digits"].Value.Replace(",", "", StringComparison.Ordinal);
        // Longer than any amount the ledger can hold; decimal would throw on the multiplication below.
        if (digits.Length > 19) return LedgerRefusals.AmountTooLarge(typed);
        var amount = decimal.Parse(
            digits, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture);
        amount *= match.Groups["unit"].Value switch { "億" => 100_000_000m, "萬" => 10_000m, "千" => 1_000m, _ => 1m };
        return Money.FromDecimal(match.Groups["sign"].Success ? -amount : amount, currency);
    }

    [GeneratedRegex(
        @"^(?:NT\$|TWD|新臺幣|新台幣|\$)?\s*(?<sign>-)?\s*(?<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
        + @"\s*(?<unit>億|萬|千)?\s*(?:元|圓)?\s*整?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Amount();
}
