using System.Globalization;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;

namespace FundLedger.UseCases.MasterData;

/// <summary>
/// The funds a dedicated account begins with, made of what is chosen: money of each source for each district and for no place, and
/// central money for each programme and year.
/// </summary>
public static class FundTemplates
{
    private const int MostYears = 20;
    private static readonly (string Source, string Stem, string Chinese, string English)[] BySource =
    [
        ("donation", "DON", "捐贈", "Donations"),
        ("enterprise_investment", "INV", "企業投資", "Enterprise investment"),
        ("returns", "RET", "收益回流", "Returns"),
        ("local_matching", "MAT", "地方配合款", "Local matching"),
    ];

    /// <summary>Sources whose money may be given for a place.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. BySource.Select(row => row.Source)];

    /// <param name="sources">Values of the fund's column "source"; others are passed over.</param>
    /// <param name="general">A fund without designation for each source.</param>
    /// <param name="districts">Rows of districts.</param>
    /// <param name="programmes">Rows of programmes.</param>
    /// <param name="years">Fiscal years, common era.</param>
    public static IReadOnlyList<RowValues> Rows(
        IReadOnlyCollection<string> sources, bool general, IReadOnlyCollection<RowValues> districts,
        IReadOnlyCollection<RowValues> programmes, IReadOnlyCollection<int> years)
    {
        var rows = new List<RowValues>();
        foreach (var (source, stem, chinese, english) in BySource.Where(row => sources.Contains(row.Source)))
        {
            if (general) rows.Add(Row($"{stem}-GENERAL", $"{chinese}－未指定用途", $"{english}, undesignated", ("source", source)));
            rows.AddRange(districts.Select(district => Row(
                $"{stem}-{district["code"]}", $"{chinese}－指定{district["name_zh"]}", $"{english} for {district["name_en"]}",
                ("source", source), (MasterDataKinds.District, district["code"]))));
        }

        foreach (var programme in programmes)
        {
            rows.AddRange(years.Select(year => Row(
                string.Create(CultureInfo.InvariantCulture, $"CEN-{programme["code"]}-{year - RepublicCalendar.YearOffset}"),
                string.Create(CultureInfo.InvariantCulture, $"中央補助－{programme["name_zh"]} {year - RepublicCalendar.YearOffset} 年度"),
                string.Create(CultureInfo.InvariantCulture, $"Central allocation, {programme["name_en"]}, FY{year}"),
                ("source", "central_allocation"), ("programme_year", year.ToString(CultureInfo.InvariantCulture)),
                (MasterDataKinds.Programme, programme["code"]))));
        }

        return rows;
    }

    /// <summary>
    /// Years as people list them: <c>115、116</c>, <c>2026-2030</c>, <c>115 ~ 119</c>; at most twenty. Refused:
    /// <see cref="MasterDataRefusals.CellNotYear"/>.
    /// </summary>
    public static Result<IReadOnlyList<int>> Years(string? text)
    {
        var years = new SortedSet<int>();
        const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var part in (text ?? "").Split([',', '、', ';', '，'], Tidy))
        {
            var ends = part.Split(['-', '~', '～', '–', '至'], StringSplitOptions.TrimEntries);
            var (first, last) = (Year(ends[0]), Year(ends[^1]));
            if (ends.Length > 2 || first is null || last is null || last < first || last - first >= MostYears)
                return MasterDataRefusals.CellNotYear(part);
            years.UnionWith(Enumerable.Range(first.Value, last.Value - first.Value + 1));
        }

        return years.Count <= MostYears ? Result.Of<IReadOnlyList<int>>([.. years]) : MasterDataRefusals.CellNotYear(text ?? "");
    }

    private static int? Year(string text)
    {
        var read = CellText.Read(MasterDataKinds.Get(MasterDataKinds.Fund).Column("programme_year"), text, Currency.Twd);
        return read.IsRefused || read.Value is null ? null : int.Parse(read.Value, CultureInfo.InvariantCulture);
    }

    private static RowValues Row(string code, string chinese, string english, params (string Column, string? Value)[] cells)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["code"] = code,
            ["name_zh"] = chinese,
            ["name_en"] = english,
        };
        foreach (var (column, value) in cells) values[column] = value;
        return new RowValues(values);
    }
}
