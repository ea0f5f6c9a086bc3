using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Domain.MasterData;

/// <summary>
/// From what people write into a cell to the one form in which values are compared, exported and shown in forms: dates
/// <c>2026-11-26</c>, years common, amounts plain digits, flags <c>yes</c> and <c>no</c>. What is in that form reads as itself.
/// </summary>
public static partial class CellText
{
    public const string Yes = "yes";
    public const string No = "no";
    public const int EarliestYear = 1912;
    public const int LatestYear = 2199;
    /// <summary>
    /// The value; null for a cell without text. Refused: the refusals of <see cref="MasterDataRefusals"/> that begin with
    /// "Cell", and those of <see cref="Money.FromDecimal"/>.
    /// </summary>
    public static Result<string?> Read(MasterDataColumn column, string? text, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(currency);
        if (text is null || string.IsNullOrWhiteSpace(text)) return Result.Of<string?>(null);
        if (!IsWellFormed(text)) return MasterDataRefusals.CellNotText(column.Name);
        var tidy = StatementText.Tidy(Unquoted(text).Normalize(NormalizationForm.FormC));
        if (tidy.Length == 0) return Result.Of<string?>(null);
        if (tidy.Length > column.MaximumLength) return MasterDataRefusals.CellTooLong(tidy.Length, column.MaximumLength);
        var plain = tidy.Normalize(NormalizationForm.FormKC).Trim();
        return column.Type switch
        {
            ColumnType.Code => Code(tidy),
            ColumnType.Digits => Digits(plain),
            ColumnType.Number => Number(plain, int.MaxValue),
            ColumnType.Year => Year(plain),
            ColumnType.Amount => Amount(plain, currency),
            ColumnType.BasisPoints => BasisPoints(plain),
            ColumnType.Flag => Flag(plain),
            ColumnType.Date => Date(plain),
            ColumnType.Choice => Choice(column, plain),
            _ => tidy,
        };
    }

    /// <summary>
    /// For a file that a spreadsheet opens: a text that begins like a formula gets an apostrophe in front, and reading takes it
    /// off again.
    /// </summary>
    public static string Quoted(string text) => FormulaLike().IsMatch(text) ? "'" + text : text;

    private static string Unquoted(string text) => text.StartsWith('\'') && FormulaLike().IsMatch(text) ? text[1..] : text;

    private static bool IsWellFormed(string text) => StorableText.Is(text.Replace('\v', ' ').Replace('\f', ' '));

    private static Result<string?> Code(string text) => text.Any(char.IsWhiteSpace) ? MasterDataRefusals.CellHasBlank(text) : text;

    private static Result<string?> Digits(string text)
    {
        var digits = text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return digits.Length > 0 && digits.All(char.IsAsciiDigit) ? digits : MasterDataRefusals.CellNotDigits(text);
    }

    private static Result<string?> Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number.ToString(CultureInfo.InvariantCulture)
            : MasterDataRefusals.CellNotNumber(text, most);

    /// <summary>Up to three digits are a year of the Republic.</summary>
    private static Result<string?> Year(string text)
    {
        var match = WrittenYear().Match(text);
        if (!match.Success) return MasterDataRefusals.CellNotYear(text);
        var digits = match.Groups["year"].Value;
        var year = int.Parse(digits, CultureInfo.InvariantCulture) + (digits.Length < 4 ? RepublicCalendar.YearOffset : 0);
        return year is >= EarliestYear and <= LatestYear
            ? year.ToString(CultureInfo.InvariantCulture)
            : MasterDataRefusals.CellNotYear(text);
    }

    private static Result<string?> Amount(string text, Currency currency)
    {
        var unit = text.TrimEnd('元', '圓', ' ') is [.., var last] ? last switch
        {
            '億' => 100_000_000m,
            '萬' => 10_000m,
            '千' => 1_000m,
            _ => 1m,
        }
        : 1m;
        var figure = unit == 1m ? text : text.TrimEnd('元', '圓', ' ')[..^1];
        var read = AmountText.ReadWritten(figure, 0, "");
        if (read.IsRefused || read.Value < 0) return MasterDataRefusals.CellNotAmount(text);
        return Money.FromDecimal(read.Value * unit, currency).Select<string?>(money => money.ToString());
    }

    private static Result<string?> BasisPoints(string text)
    {
        const int Whole = 10_000;
        if (!text.EndsWith('%')) return Number(text, Whole);
        var percent = decimal.TryParse(
            text[..^1].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value * 100 : -1;
        return percent is >= 0 and <= Whole && decimal.Truncate(percent) == percent
            ? percent.ToString("0", CultureInfo.InvariantCulture)
            : MasterDataRefusals.CellNotNumber(text, Whole);
    }

    private static Result<string?> Flag(string text) => text.ToLowerInvariant() switch
    {
        "是" or "有" or "y" or Yes or "true" or "1" or "v" or "✓" => Yes,
        "否" or "無" or "n" or No or "false" or "0" => No,
        _ => MasterDataRefusals.CellNotFlag(text),
    };

    /// <summary>As <see cref="DateText"/> reads dates; five digits are the day as a spreadsheet counts it.</summary>
    private static Result<string?> Date(string text)
    {
        var serial = text.Length == 5 && text.All(char.IsAsciiDigit)
            ? Tables.XlsxSheet.SerialDay(decimal.Parse(text, CultureInfo.InvariantCulture))
            : null;
        var read = serial is { } day ? day : DateText.ReadWritten(text, 0, "");
        return read.IsRefused || read.Value.Year is < EarliestYear or > LatestYear
            ? MasterDataRefusals.CellNotDate(text)
            : LocalDatePattern.Iso.Format(read.Value);
    }

    private static Result<string?> Choice(MasterDataColumn column, string text)
    {
        var folded = MasterDataColumn.Fold(text);
        var chosen = column.Choices.FirstOrDefault(choice => folded == MasterDataColumn.Fold(choice.Value)
            || folded == MasterDataColumn.Fold(choice.Chinese) || folded == MasterDataColumn.Fold(choice.English));
        return chosen?.Value is { } value
            ? value
            : MasterDataRefusals.CellNotChoice(
                text, string.Join("、", column.Choices.Select(choice => $"{choice.Chinese} ({choice.Value})")));
    }

    [GeneratedRegex("^'*[=+\\-@\t\r]")]
    private static partial Regex FormulaLike();

    [GeneratedRegex("^(?:民國)?\\s*(?<year>[0-9]{2,4})\\s*(?:年度|年)?$")]
    private static partial Regex WrittenYear();
}
