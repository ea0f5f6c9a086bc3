using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Reports;

/// <summary>What a column holds; decides alignment and how a cell is written.</summary>
public enum ColumnKind
{
    Text = 1,
    Date = 2,
    Number = 3,

    /// <summary>Money, right-aligned.</summary>
    Amount = 4,
}

/// <summary>In which words a table's headings are written.</summary>
public enum Headings
{
    /// <summary>Stable English keys, for programs.</summary>
    Keys = 0,
    Chinese = 1,
    English = 2,
}

/// <param name="Key">Stable name, used in JSON and as the CSV heading for programs.</param>
public sealed record ReportColumn(string Key, string Chinese, string English, ColumnKind Kind = ColumnKind.Text)
{
    public bool AlignsRight => Kind is ColumnKind.Number or ColumnKind.Amount;

    public string Heading(Headings headings) => headings switch
    {
        Headings.Chinese => Chinese,
        Headings.English => English,
        _ => Key,
    };
}

/// <summary>Something said about the whole table: the date, the fund, whether it ties. The value is a cell.</summary>
public sealed record ReportFact(string Key, string Chinese, string English, object? Value)
{
    public string Heading(Headings headings) => new ReportColumn(Key, Chinese, English).Heading(headings);
}

/// <summary>
/// What every report can become, so that the command line, CSV, JSON and pages show the same figures.
/// A cell is null, text, a whole number, <see cref="Money"/>, <see cref="LocalDate"/> or a truth value.
/// </summary>
/// <param name="Totals">Rows of sums below the table, cells in column order.</param>
public sealed record ReportTable(
    ReportColumn Title,
    IReadOnlyList<ReportFact> Facts,
    IReadOnlyList<ReportColumn> Columns,
    IReadOnlyList<IReadOnlyList<object?>> Rows,
    IReadOnlyList<IReadOnlyList<object?>> Totals);

/// <summary>Cells as text, the same whatever the culture: ISO dates, plain digits.</summary>
public static class ReportCell
{
    /// <summary>An instant as a cell: UTC to the microsecond.</summary>
    public static string? Of(NodaTime.Instant? instant) =>
        instant is { } known ? NodaTime.Text.InstantPattern.ExtendedIso.Format(known) : null;

    public static string Text(object? cell) => cell switch
    {
        null => "",
        string text => text,
        Money amount => amount.ToString(),
        LocalDate date => NodaTime.Text.LocalDatePattern.Iso.Format(date),
        bool truth => truth ? "true" : "false",
        int number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        long number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A report cell cannot hold {cell.GetType().Name}."),
    };
}
