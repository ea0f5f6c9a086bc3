using System.Text;

namespace FundLedger.Domain.Ledger;

/// <summary>
/// Amounts in the capital numerals (國字大寫) that receipts and vouchers carry beside the figures, because nobody turns one of them
/// into another with a stroke: 新臺幣壹佰萬零壹元整.
/// </summary>
public static class FormalNumerals
{
    private const string Digits = "零壹貳參肆伍陸柒捌玖";
    private const int GroupLength = 4;

    private static readonly string[] Places = ["", "拾", "佰", "仟"];

    /// <summary>Enough for nineteen digits, the longest there are.</summary>
    private static readonly string[] Groups = ["", "萬", "億", "兆", "京"];

    /// <summary>
    /// The amount in words, 新臺幣 in front and 元整 behind. Only whole New Taiwan dollars above zero are written so: anything else is a
    /// bug, for no receipt is of it.
    /// </summary>
    public static string Of(Money amount)
    {
        if (amount.Currency != Currency.Twd) throw new ArgumentException($"{amount.Currency} has no formal numerals.", nameof(amount));
        ArgumentOutOfRangeException.ThrowIfLessThan(amount.MinorUnits, 1, nameof(amount));
        return $"新臺幣{Number(amount.MinorUnits)}元整";
    }

    /// <summary>Group by group of four digits; zeros before a figure are said once, zeros at the end of a group not at all.</summary>
    private static string Number(long number)
    {
        var digits = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var words = new StringBuilder();
        var (zeros, inGroup) = (false, false);
        for (var index = 0; index < digits.Length; index++)
        {
            var place = digits.Length - 1 - index;
            var digit = digits[index] - '0';
            if (digit == 0)
            {
                zeros = true;
            }
            else
            {
                if (zeros) words.Append(Digits[0]);
                words.Append(Digits[digit]).Append(Places[place % GroupLength]);
                (zeros, inGroup) = (false, true);
            }

            if (place % GroupLength != 0) continue;
            if (inGroup)
            {
                words.Append(Groups[place / GroupLength]);
                zeros = false;
            }

            inGroup = false;
        }

        return words.ToString();
    }
}
