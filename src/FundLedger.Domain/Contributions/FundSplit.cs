using System.Globalization;
using System.Text;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;

namespace FundLedger.Domain.Contributions;

/// <summary>What one fund gets of a sum.</summary>
public sealed record SplitPart(string Fund, Money Amount);

/// <summary>
/// How a sum is parted among funds, as people write it into one cell: <c>DON-A</c>, in percent <c>DON-A:50;DON-B:30;DON-C:20</c>, or in
/// amounts <c>DON-A:300000;DON-B:200000</c>. Percentages sum to 100 exactly and are rounded once, on the whole sum.
/// </summary>
public static class FundSplit
{
    public const int MostParts = 50;

    /// <summary>Decimals of a percentage that count: 33.3333 is the finest third.</summary>
    private const int PercentDecimals = 4;
    private const decimal Whole = 100m;

    private static readonly MasterDataColumn Amount = new("amount", "", "", ColumnType.Amount);

    /// <summary>
    /// The parts in the order written; they sum to the total exactly. Figures that sum to 100 are percentages, all others amounts; a
    /// percent sign leaves no choice. Refused: <see cref="SplitRefusals.SplitNotReadable"/>, <see cref="SplitRefusals.SplitFundTwice"/>,
    /// <see cref="SplitRefusals.SplitTooManyParts"/>, <see cref="SplitRefusals.SplitDoesNotSum"/>.
    /// </summary>
    public static Result<IReadOnlyList<SplitPart>> Read(string text, Money total)
    {
        ArgumentNullException.ThrowIfNull(text);
        var written = text.Split([';', '；', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Written.Of).ToArray();
        if (written.Length > MostParts) return SplitRefusals.SplitTooManyParts(written.Length, MostParts);
        if (written is [{ Figure: "", Fund: not "" } only]) return new[] { new SplitPart(only.Fund, total) };
        if (written.Length == 0 || written.FirstOrDefault(part => part.Fund.Length == 0 || part.Figure.Length == 0) is not null)
            return SplitRefusals.SplitNotReadable(text);
        if (written.GroupBy(part => part.Fund).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return SplitRefusals.SplitFundTwice(twice.Key);
        var percents = written.Select(part => part.Percent).ToArray();
        var sum = percents.Sum();
        if (percents.All(percent => percent is > 0) && sum == Whole) return ByPercent(written, [.. percents.Select(Weight)], total);
        return written.Any(part => part.IsPercent)
            ? SplitRefusals.SplitDoesNotSum(Shown(sum) + "%", total)
            : ByAmount(written, text, total);
    }

    /// <summary>The one way in which a split is shown and written again: the amounts.</summary>
    public static string Text(IEnumerable<SplitPart> parts) => string.Join(';', parts.Select(part => $"{part.Fund}:{part.Amount}"));

    /// <summary>The parts of what <see cref="Text"/> has written.</summary>
    public static IEnumerable<SplitPart> Amounts(string text, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Written.Of)
            .Select(part => new SplitPart(part.Fund, Money.Parse(part.Figure, currency).Value));
    }

    private static SplitPart[] ByPercent(Written[] written, long[] weights, Money total) =>
        [.. written.Zip(total.Split(weights), (part, amount) => new SplitPart(part.Fund, amount))];

    private static Result<IReadOnlyList<SplitPart>> ByAmount(Written[] written, string text, Money total)
    {
        var parts = new List<SplitPart>();
        foreach (var part in written)
        {
            var read = CellText.Read(Amount, part.Figure, total.Currency);
            if (read.IsRefused || read.Value is null) return SplitRefusals.SplitNotReadable(text);
            parts.Add(new SplitPart(part.Fund, Money.Parse(read.Value, total.Currency).Value));
        }

        // Typed figures may pass the largest amount together; what is shown is then the largest there is.
        var sum = parts.Aggregate(Int128.Zero, (so, part) => so + part.Amount.MinorUnits);
        var shown = new Money((long)Int128.Min(sum, long.MaxValue), total.Currency);
        return sum == total.MinorUnits ? parts : SplitRefusals.SplitDoesNotSum(shown.ToString(), total);
    }

    private static long Weight(decimal? percent) => (long)(percent!.Value * 10_000m);

    private static string Shown(decimal? percent) => (percent ?? 0).ToString("0.####", CultureInfo.InvariantCulture);

    /// <param name="Figure">Empty where only the fund is named.</param>
    private sealed record Written(string Fund, string Figure)
    {
        public bool IsPercent => Figure.EndsWith('%');

        /// <summary>Null for what cannot be a percentage of a sum.</summary>
        public decimal? Percent => decimal.TryParse(
            Figure.TrimEnd('%').TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent <= Whole && decimal.Round(percent, PercentDecimals) == percent ? percent : null;

        /// <summary>The last sign parts fund and figure: a code may hold one itself.</summary>
        public static Written Of(string text)
        {
            var at = text.LastIndexOfAny([':', '：', '=', '＝']);
            return at < 0
                ? new Written(text, "")
                : new Written(text[..at].Trim(), text[(at + 1)..].Normalize(NormalizationForm.FormKC).Trim());
        }
    }
}

/// <summary>Why a split cannot be used. Codes are the method names.</summary>
public static class SplitRefusals
{
    public static Refusal SplitNotReadable(string text) => new(nameof(SplitNotReadable), text);

    public static Refusal SplitFundTwice(string fund) => new(nameof(SplitFundTwice), fund);

    public static Refusal SplitTooManyParts(int parts, int most) => new(nameof(SplitTooManyParts), parts, most);

    /// <param name="sum">What the figures come to, as written.</param>
    public static Refusal SplitDoesNotSum(string sum, Money total) => new(nameof(SplitDoesNotSum), sum, total);
}
