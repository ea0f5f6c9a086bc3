using System.Globalization;

namespace FundLedger.UseCases;

/// <summary>By which column a list is sorted; <c>?sort=amount</c>, descending <c>?sort=-amount</c>.</summary>
/// <param name="Column">The column's name in the address.</param>
public sealed record Sorting(string Column, bool Descending)
{
    /// <summary>Reads the address; a column that is not offered gives the list's own order.</summary>
    public static Sorting Read(string? text, Sorting usual, params string[] offered)
    {
        var descending = text?.StartsWith('-') == true;
        var column = descending ? text![1..] : text;
        return column is not null && offered.Contains(column) ? new Sorting(column, descending) : usual;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Descending ? "-" : "")}{Column}");
}
