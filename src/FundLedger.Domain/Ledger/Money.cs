using System.Globalization;

namespace FundLedger.Domain.Ledger;

/// <summary>
/// An exact amount: an integer count of the currency's minor unit (see <see cref="Currency.Exponent"/>).
/// Arithmetic is checked: overflow and mixed currencies are bugs and throw.
/// </summary>
public readonly record struct Money(long MinorUnits, Currency Currency) : IComparable<Money>
{
    public bool IsZero => MinorUnits == 0;

    public bool IsNegative => MinorUnits < 0;

    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>Whole New Taiwan dollars.</summary>
    public static Money Twd(long dollars) => new(dollars, Currency.Twd);

    public static Money operator +(Money left, Money right) =>
        new(checked(left.MinorUnits + right.SameCurrency(left).MinorUnits), left.Currency);

    public static Money operator -(Money left, Money right) =>
        new(checked(left.MinorUnits - right.SameCurrency(left).MinorUnits), left.Currency);

    public static Money operator -(Money amount) => new(checked(-amount.MinorUnits), amount.Currency);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    public int CompareTo(Money other) => MinorUnits.CompareTo(other.SameCurrency(this).MinorUnits);

    /// <summary>
    /// Reads a plain decimal such as <c>1200</c>, <c>-35</c> or <c>12.50</c>: ASCII digits, no grouping.
    /// Refused: <see cref="LedgerRefusals.AmountNotReadable"/>, <see cref="LedgerRefusals.AmountTooLarge"/>, and
    /// <see cref="LedgerRefusals.AmountHasFraction"/> when there are digits other than zero beyond the currency's exponent.
    /// </summary>
    public static Result<Money> Parse(string? text, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        if (text is null || !IsPlainDecimal(text))
        {
            return LedgerRefusals.AmountNotReadable(text ?? "");
        }

        if (!decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            return LedgerRefusals.AmountTooLarge(text);
        }

        // Beyond 28 digits decimal rounds without saying so: the digits themselves tell whether there is a fraction.
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? 0 : text.AsSpan(point + 1).TrimEnd('0').Length;
        return FromDecimal(amount, currency).Then<Money>(money =>
            fraction > currency.Exponent ? LedgerRefusals.AmountHasFraction(text, currency.Code) : money);
    }

    /// <summary>Takes an exact decimal amount in major units; refusals as for <see cref="Parse"/>.</summary>
    public static Result<Money> FromDecimal(decimal amount, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        var limit = new decimal(long.MaxValue) / PowerOfTen(currency.Exponent);
        if (amount > limit || amount < -limit)
        {
            return LedgerRefusals.AmountTooLarge(amount.ToString(CultureInfo.InvariantCulture));
        }

        var scaled = amount * PowerOfTen(currency.Exponent);
        return decimal.Truncate(scaled) == scaled
            ? new Money((long)scaled, currency)
            : LedgerRefusals.AmountHasFraction(amount.ToString(CultureInfo.InvariantCulture), currency.Code);
    }

    /// <summary>
    /// Splits the amount by integer weights so that the parts sum to it exactly (largest remainder;
    /// equal remainders go to the earlier part). Weights must be non-negative with a positive sum.
    /// </summary>
    public IReadOnlyList<Money> Split(IReadOnlyList<long> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var total = weights.Aggregate(Int128.Zero, (sum, weight) => weight < 0
            ? throw new ArgumentOutOfRangeException(nameof(weights), "A weight is negative.")
            : sum + weight);
        if (total == 0) throw new ArgumentOutOfRangeException(nameof(weights), "The weights sum to zero.");

        var sign = MinorUnits < 0 ? -1 : 1;
        var magnitude = Int128.Abs(MinorUnits);
        var parts = weights.Select(weight => (Quotient: magnitude * weight / total, Remainder: magnitude * weight % total)).ToArray();
        var left = (int)(magnitude - parts.Aggregate(Int128.Zero, (sum, part) => sum + part.Quotient));
        var extra = parts
            .Select((part, index) => (part.Remainder, Index: index))
            .OrderByDescending(part => part.Remainder).ThenBy(part => part.Index)
            .Take(left).Select(part => part.Index).ToHashSet();
        var currency = Currency;
        return parts.Select((part, index) => new Money(checked((long)(sign * (part.Quotient + (extra.Contains(index) ? 1 : 0)))), currency))
            .ToArray();
    }

    /// <summary>Plain decimal with exactly the currency's digits, e.g. <c>-1200</c> or <c>12.50</c>; culture-free.</summary>
    public override string ToString()
    {
        if (Currency is null) return MinorUnits.ToString(CultureInfo.InvariantCulture);
        var digits = Int128.Abs(MinorUnits).ToString(CultureInfo.InvariantCulture).PadLeft(Currency.Exponent + 1, '0');
        var whole = digits[..^Currency.Exponent];
        var text = Currency.Exponent == 0 ? whole : $"{whole}.{digits[^Currency.Exponent..]}";
        return MinorUnits < 0 ? "-" + text : text;
    }

    private static bool IsPlainDecimal(string text)
    {
        var digits = text.StartsWith('-') ? text.AsSpan(1) : text.AsSpan();
        var point = digits.IndexOf('.');
        return point < 0
            ? IsDigits(digits)
            : IsDigits(digits[..point]) && IsDigits(digits[(point + 1)..]);
    }

    private static bool IsDigits(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character)) return false;
        }

        return !text.IsEmpty;
    }

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++) power *= 10m;
        return power;
    }

    private Money SameCurrency(Money other) => Currency == other.Currency
        ? this
        : throw new InvalidOperationException($"Currencies differ: {Currency} and {other.Currency}.");
}
