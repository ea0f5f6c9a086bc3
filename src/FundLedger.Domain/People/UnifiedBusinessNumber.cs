namespace FundLedger.Domain.People;

/// <summary>
/// 統一編號: eight digits with a check rule (Fiscal Information Agency, rule in force since April 2023): digits times
/// 1, 2, 1, 2, 1, 2, 4, 1, digit sums added; the sum is divisible by five. A seventh digit 7 gives 28, whose digits sum
/// to 10 and may count as 0 or as 1.
/// </summary>
public static class UnifiedBusinessNumber
{
    private const int Length = 8;
    private const int SpecialPlace = 6;
    private static readonly int[] Weights = [1, 2, 1, 2, 1, 2, 4, 1];

    /// <summary>Refused: <see cref="PartyRefusals.BusinessNumberNotValid"/>.</summary>
    public static Refusal? Check(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        if (number.Length != Length || !number.All(char.IsAsciiDigit)) return PartyRefusals.BusinessNumberNotValid(number);
        var sum = number.Select((digit, place) => DigitSum((digit - '0') * Weights[place])).Sum();
        var valid = sum % 5 == 0 || (number[SpecialPlace] == '7' && (sum + 1) % 5 == 0);
        return valid ? null : PartyRefusals.BusinessNumberNotValid(number);
    }

    private static int DigitSum(int product) => (product / 10) + (product % 10);
}
