using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.UseCases.MasterData;

/// <summary>
/// One row of master data by column name, each value in the form of <see cref="CellText"/>; null where it has none. All kinds are
/// compared, exported and shown by these.
/// </summary>
public sealed class RowValues(IReadOnlyDictionary<string, string?> values)
{
    public IReadOnlyDictionary<string, string?> All => values;

    /// <summary>Null also for a column that is not there.</summary>
    public string? this[string column] => values.GetValueOrDefault(column);

    public string Text(string column) => this[column] ?? "";

    public int? Number(string column) => this[column] is { } digits ? int.Parse(digits, CultureInfo.InvariantCulture) : null;

    public bool Flag(string column) => this[column] == CellText.Yes;

    /// <summary>Minor units.</summary>
    public long? Amount(string column, Currency currency) =>
        this[column] is { } amount ? Money.Parse(amount, currency).Value.MinorUnits : null;

    public LocalDate Date(string column) => LocalDatePattern.Iso.Parse(Text(column)).Value;

    public T Choice<T>(EnumChoices<T> choices, string column) where T : struct, Enum => choices.Of(Text(column));

    public RowValues With(string column, string? value) => new(new Dictionary<string, string?>(values) { [column] = value });
}

/// <summary>The values of an enumeration as a column's choices.</summary>
public sealed class EnumChoices<T>(params (T Value, string Name, string Chinese, string English)[] table) where T : struct, Enum
{
    public IReadOnlyList<ColumnChoice> Columns { get; } =
        [.. table.Select(row => new ColumnChoice(row.Name, row.Chinese, row.English))];

    public T Of(string name) => table.Single(row => row.Name == name).Value;

    public string Name(T value) => table.Single(row => row.Value.Equals(value)).Name;
}
