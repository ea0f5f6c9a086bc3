using System.Globalization;
using FundLedger.Data;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;
using FundLedger.UseCases.Access;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.UseCases.MasterData;

/// <summary>A row that is there.</summary>
public sealed record StoredRow(long Id, RowValues Values, object Entity);

/// <summary>How rows of other kinds refer to a row.</summary>
/// <param name="Key">What files and exports say.</param>
/// <param name="Label">What a person reads beside it.</param>
/// <param name="OtherNames">What files may say in its place, as far as only one row is called so.</param>
public sealed record RowName(long Id, string Key, string Label, IReadOnlyList<string> OtherNames);

/// <summary>A value that only one row of the kind may have.</summary>
/// <param name="Taken">The refusal, given the key of the row that has it.</param>
internal sealed record UniqueValue(string Column, string Value, Func<string, Refusal> Taken);

/// <summary>What a check may need beside the row.</summary>
internal sealed record CheckContext(Currency Currency, LocalDate Today);

/// <summary>
/// A noun of master data: its columns, how a row is recognised, and what to check, add and change. Files, forms, lists, commands
/// and the demonstration know no more of it; a further noun is one more such class in <see cref="MasterDataKinds"/>.
/// </summary>
public abstract class MasterDataKind
{
    /// <summary>In addresses and commands, permanent.</summary>
    public abstract string Name { get; }

    /// <summary>Key of its name among the words.</summary>
    public abstract string Word { get; }

    /// <summary>Who may enter it.</summary>
    public virtual AnyOf Policy => Policies.ManageMasterData;

    /// <summary>Whether gifts that are open are screened again when it has changed.</summary>
    public virtual bool Screens => false;

    public abstract IReadOnlyList<MasterDataColumn> Columns { get; }

    public MasterDataColumn Column(string name) => Columns.Single(column => column.Name == name);

    /// <summary>What a person calls the row.</summary>
    public abstract string KeyOf(RowValues row);

    /// <summary>
    /// By what a row is recognised, in this order: the first that the row has decides. What two rows of the books share
    /// recognises neither.
    /// </summary>
    internal abstract IEnumerable<string> Identities(RowValues row);

    /// <summary>All rows, in the order of the list.</summary>
    internal abstract Task<IReadOnlyList<StoredRow>> Load(LedgerDb db, ReferredRows referred, Currency currency, CancellationToken stop);

    /// <summary>How many rows there are.</summary>
    internal abstract Task<int> Count(LedgerDb db, CancellationToken stop);

    /// <summary>How other kinds refer to the rows; empty where none does.</summary>
    internal virtual Task<IReadOnlyList<RowName>> Names(LedgerDb db, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<RowName>>([]);

    /// <summary>Gives a new row what the books give it, as far as it must be known before it is written.</summary>
    internal virtual RowValues Complete(RowValues row, Func<string, IReadOnlySet<string>> taken) => row;

    /// <summary>Why a row that is added or changed may not be so.</summary>
    internal virtual IEnumerable<(string Column, Refusal Refusal)> Check(RowValues row, bool added, CheckContext context) => [];

    internal virtual IEnumerable<UniqueValue> Uniques(RowValues row) => [];

    /// <summary>Why a value stays what it is.</summary>
    internal virtual Refusal Fixed(MasterDataColumn column, string? held, string? given) =>
        MasterDataRefusals.MasterDataColumnFixed(held ?? "", given ?? "");

    internal abstract Task Add(WriteSession session, RowValues row, ReferredRows referred, CancellationToken stop);

    internal abstract void Change(WriteSession session, StoredRow stored, RowValues row, ReferredRows referred);

    protected static RowValues Row(params ReadOnlySpan<(string Column, string? Value)> cells)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (column, value) in cells) values[column] = string.IsNullOrEmpty(value) ? null : value;
        return new RowValues(values);
    }

    protected static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    protected static string? Text(long? minorUnits, Currency currency) =>
        minorUnits is { } amount ? new Money(amount, currency).ToString() : null;

    protected static string Text(bool flag) => flag ? CellText.Yes : CellText.No;

    protected static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);

    protected static MasterDataColumn CodeColumn(string example) => new("code", "代碼", "Code", ColumnType.Code)
    {
        Required = true,
        MaximumLength = 50,
        Example = example,
    };

    /// <summary>A code that the books give, which no person would think of.</summary>
    protected static MasterDataColumn GivenCode { get; } = new("code", "系統代碼", "Code", ColumnType.Code) { GivenByBooks = true };

    protected static MasterDataColumn NameZh(string example) => new("name_zh", "中文名稱", "Name (Chinese)", ColumnType.Text)
    {
        Required = true,
        Changeable = true,
        Example = example,
    };

    protected static MasterDataColumn NameEn(string example) => new("name_en", "英文名稱", "Name (English)", ColumnType.Text)
    {
        Required = true,
        Changeable = true,
        Example = example,
    };
}
