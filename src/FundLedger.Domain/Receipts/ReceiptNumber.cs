using System.Globalization;
using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Receipts;

/// <summary>Which numbers a receipt may have: one series without a gap for each fiscal year and class.</summary>
public readonly record struct ReceiptSeries(int FiscalYear, TaxClass Class);

/// <summary>A receipt's number, written <c>115-A-000123</c>: year of the Republic, letter of the class, at least six digits.</summary>
public readonly record struct ReceiptNumber(ReceiptSeries Series, long Number)
{
    private const int FewestDigits = 6;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Series.FiscalYear - RepublicCalendar.YearOffset}-{TaxClassTerms.Of(Series.Class).Letter}-{Number:D6}");

    /// <summary>Reads a number as it is written; null for anything else.</summary>
    public static ReceiptNumber? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Trim().Split('-') is not [var year, [var letter], { Length: >= FewestDigits } digits]) return null;
        var terms = TaxClassTerms.All.FirstOrDefault(one => one.Letter == char.ToUpperInvariant(letter));
        return terms is not null
            && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var republicYear)
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && republicYear is > 0 and < 1000
            ? new ReceiptNumber(new ReceiptSeries(republicYear + RepublicCalendar.YearOffset, terms.Class), number)
            : null;
    }
}

/// <summary>Gives out the numbers of the series, each once and without a gap; under the ledger's lock nobody else does.</summary>
/// <param name="last">The last number that a series has given; 0 for none.</param>
public sealed class ReceiptNumbers(Func<ReceiptSeries, Task<long>> last)
{
    private readonly Dictionary<ReceiptSeries, long> taken = [];

    /// <summary>The next number of the series.</summary>
    public async Task<ReceiptNumber> Next(ReceiptSeries series)
    {
        if (!taken.TryGetValue(series, out var number)) number = await last(series);
        taken[series] = ++number;
        return new ReceiptNumber(series, number);
    }
}
