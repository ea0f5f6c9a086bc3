using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.UseCases.MasterData;
using FundLedger.Web.Display;
using NodaTime.Text;

namespace FundLedger.Web.Pages.MasterData;

/// <summary>Columns and values as the reader's language writes them.</summary>
internal static class ShownValue
{
    public static string Heading(MasterDataColumn column) => Wording.Name(column.Chinese, column.English);

    public static bool IsFigure(MasterDataColumn column) => column.Type is ColumnType.Amount or ColumnType.BasisPoints;

    /// <summary>Columns that say something to a person; a code that the books gave says nothing.</summary>
    public static IEnumerable<MasterDataColumn> Columns(MasterDataKind kind) =>
        kind.Columns.Where(column => !column.IsGivenCode);

    /// <summary>Empty for no value.</summary>
    public static string Of(MasterDataColumn column, string? value, Currency currency) => column.Type switch
    {
        _ when value is null => "",
        ColumnType.Choice => MasterDataFile.ChoiceWord(column, value),
        ColumnType.Flag => MasterDataFile.FlagWord(value),
        ColumnType.Amount => Wording.Money(Money.Parse(value, currency).Value),
        ColumnType.BasisPoints => Wording.Percent(int.Parse(value, CultureInfo.InvariantCulture)) + "%",
        ColumnType.Year => Wording.Year(int.Parse(value, CultureInfo.InvariantCulture)),
        ColumnType.Date => Wording.Date(LocalDatePattern.Iso.Parse(value).Value),
        _ => value,
    };
}
