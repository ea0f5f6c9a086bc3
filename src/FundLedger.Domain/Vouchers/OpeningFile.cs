using System.Globalization;
using System.Text;
using CsvHelper;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Vouchers;

/// <summary>A row of opening balances, as written.</summary>
/// <param name="Line">The file's line on which it begins, counted from 1.</param>
/// <param name="Amount">Debit positive; null when it could not be read.</param>
/// <param name="Party">Code or unified business number of a party; null for none.</param>
/// <param name="Venture">Code of a venture; null for none.</param>
/// <param name="Unreadable">Why the row cannot be read; null when it can.</param>
public sealed record OpeningRow(
    int Line, string Account, string Fund, Money? Amount, string? Party = null, string? Venture = null, Refusal? Unreadable = null);

/// <summary>
/// Reads opening balances from CSV, or from rows copied out of a spreadsheet: a heading with account, fund and an amount (debit
/// positive, or a column each for debits and credits), in any order, in Chinese or English; party and venture may be left out.
/// </summary>
public static class OpeningFile
{
    public const int Megabytes = 5;

    public const int Bytes = Megabytes * 1024 * 1024;

    /// <summary>The headings of the template, and the beginning of an empty form.</summary>
    public const string Headings = "科目代號,基金別,借方,貸方,往來單位,創生事業";

    private const int LongestCell = 500;

    /// <summary>Columns further to the right belong to something else on the sheet.</summary>
    private const int MostColumns = 50;

    private static readonly char[] Separators = [',', '\t', ';'];

    private static readonly Dictionary<string, string> Columns = new(StringComparer.Ordinal)
    {
        ["科目代號"] = Column.Account,
        ["科目"] = Column.Account,
        ["會計科目"] = Column.Account,
        ["account"] = Column.Account,
        ["基金別"] = Column.Fund,
        ["基金"] = Column.Fund,
        ["基金代號"] = Column.Fund,
        ["fund"] = Column.Fund,
        ["金額"] = Column.Amount,
        ["amount"] = Column.Amount,
        ["借方"] = Column.Debit,
        ["借方金額"] = Column.Debit,
        ["debit"] = Column.Debit,
        ["貸方"] = Column.Credit,
        ["貸方金額"] = Column.Credit,
        ["credit"] = Column.Credit,
        ["往來單位"] = Column.Party,
        ["party"] = Column.Party,
        ["創生事業"] = Column.Venture,
        ["事業"] = Column.Venture,
        ["venture"] = Column.Venture,
    };

    /// <summary>
    /// The rows, those that cannot be read among them. Refused as a whole: too large or empty, of another encoding than it says
    /// (UTF-8, UTF-16 or Big5), without the needed columns, or with more rows than an entry has lines.
    /// </summary>
    /// <param name="content">The whole file.</param>
    public static Result<IReadOnlyList<OpeningRow>> Read(ReadOnlyMemory<byte> content, string fileName, Currency currency)
    {
        return Text(content, fileName).Then(text => Read(text, currency));
    }

    /// <summary>The file's text; refused when it is too large or of another encoding than it says.</summary>
    public static Result<string> Text(ReadOnlyMemory<byte> content, string fileName) => content.Length > Bytes
        ? OpeningRefusals.OpeningFileTooLarge(fileName, Megabytes)
        : StatementText.Decode(content.Span);

    /// <summary>As <see cref="Read(ReadOnlyMemory{byte},string,Currency)"/>, of text that was typed or pasted.</summary>
    public static Result<IReadOnlyList<OpeningRow>> Read(string text, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (StatementText.UnknownCharacter(text) is { } unknown) return unknown;
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty) return OpeningRefusals.OpeningFileEmpty();
        // The separator is the one that the heading has most of.
        var heading = start[..(start.IndexOfAny('\r', '\n') is var end && end >= 0 ? end : start.Length)].ToString();
        var separator = Separators.MaxBy(candidate => heading.Count(character => character == candidate));
        return Cut(text, separator).Then(cells => Rows(cells, currency));
    }

    private static Result<List<(int Line, string[] Cells)>> Cut(string text, char separator)
    {
        var options = new CsvReaderOptions { Separator = separator, HasHeader = false, TrackLineNumbers = true };
        using var reader = CsvReader.FromText(text, options);
        var rows = new List<(int Line, string[] Cells)>();
        while (reader.Read())
        {
            var line = (int)reader.LineNumber;
            var cells = new string[Math.Min(reader.FieldCount, MostColumns)];
            for (var at = 0; at < cells.Length; at++)
            {
                cells[at] = StatementText.Tidy(CsvCell.WithoutSpreadsheetQuotes(reader.GetString(at)));
                if (cells[at].Length > LongestCell) return OpeningRefusals.OpeningRowTooLong(line, LongestCell);
            }

            if (cells.All(cell => cell.Length == 0)) continue;
            rows.Add((line, cells));
            if (rows.Count > EntryRules.MaximumLines + 1)
                return LedgerRefusals.EntryHasTooManyLines(rows.Count - 1, EntryRules.MaximumLines);
        }

        return rows;
    }

    private static Result<IReadOnlyList<OpeningRow>> Rows(List<(int Line, string[] Cells)> cells, Currency currency)
    {
        if (cells.Count == 0) return OpeningRefusals.OpeningFileEmpty();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var heading = cells[0].Cells;
        for (var at = 0; at < heading.Length; at++)
        {
            if (Columns.TryGetValue(CsvTable.Fold(heading[at]), out var column)) places.TryAdd(column, at);
        }

        var amounts = places.ContainsKey(Column.Amount) || (places.ContainsKey(Column.Debit) && places.ContainsKey(Column.Credit));
        if (!places.ContainsKey(Column.Account) || !places.ContainsKey(Column.Fund) || !amounts)
            return OpeningRefusals.OpeningColumnsMissing(Headings);
        if (cells.Count == 1) return OpeningRefusals.OpeningFileEmpty();
        return Result.Of<IReadOnlyList<OpeningRow>>(
            [.. cells.Skip(1).Select(row => new RowReader(row.Line, row.Cells, heading, places, currency).Read())]);
    }

    private static class Column
    {
        public const string Account = nameof(Account);
        public const string Fund = nameof(Fund);
        public const string Amount = nameof(Amount);
        public const string Debit = nameof(Debit);
        public const string Credit = nameof(Credit);
        public const string Party = nameof(Party);
        public const string Venture = nameof(Venture);
    }

    private sealed class RowReader(
        int line, string[] cells, string[] heading, IReadOnlyDictionary<string, int> places, Currency currency)
    {
        public OpeningRow Read()
        {
            var (account, fund) = (Code(Column.Account), Code(Column.Fund));
            var row = new OpeningRow(line, account, fund, null, Named(Column.Party), Named(Column.Venture));
            if (cells.Skip(heading.Length).Any(cell => cell.Length > 0))
                return row with { Unreadable = OpeningRefusals.OpeningRowTooWide(line) };
            if (account.Length == 0) return row with { Unreadable = OpeningRefusals.OpeningFieldMissing(line, Heading(Column.Account)) };
            if (fund.Length == 0) return row with { Unreadable = OpeningRefusals.OpeningFieldMissing(line, Heading(Column.Fund)) };
            var amount = places.ContainsKey(Column.Amount) ? Figure(Column.Amount) : SideBySide();
            return amount.IsRefused ? row with { Unreadable = amount.Refusal } : row with { Amount = amount.Value };
        }

        private Result<Money> SideBySide()
        {
            var (debit, credit) = (IsBlank(Column.Debit), IsBlank(Column.Credit));
            if (debit && credit) return OpeningRefusals.OpeningAmountMissing(line);
            if (debit) return Figure(Column.Credit).Select(amount => -amount);
            if (credit) return Figure(Column.Debit);
            // A spreadsheet that writes 0 on the other side says the same as an empty cell.
            return Figure(Column.Debit).Then(given => Figure(Column.Credit).Then<Money>(taken =>
                !given.IsZero && !taken.IsZero ? OpeningRefusals.OpeningDebitAndCredit(line) : given - taken));
        }

        private Result<Money> Figure(string column)
        {
            var text = Cell(column);
            if (AmountText.IsBlank(text)) return OpeningRefusals.OpeningAmountMissing(line);
            var read = AmountText.ReadWritten(text, line, Heading(column));
            if (read.IsRefused || AmountText.MayBeThousands(read.Value) || Money.FromDecimal(read.Value, currency).IsRefused)
                return OpeningRefusals.OpeningAmountNotReadable(line, Heading(column), text);
            return Money.FromDecimal(read.Value, currency);
        }

        private bool IsBlank(string column) => AmountText.IsBlank(Cell(column));

        private string Cell(string column) => places.TryGetValue(column, out var at) && at < cells.Length ? cells[at] : "";

        /// <summary>Codes are plain: an input method may have made them full width.</summary>
        private string Code(string column) => Cell(column).Normalize(NormalizationForm.FormKC).Trim();

        private string? Named(string column) => Code(column) is { Length: > 0 } text ? text : null;

        private string Heading(string column) =>
            places.TryGetValue(column, out var at) ? heading[at] : column.ToLower(CultureInfo.InvariantCulture);
    }
}
