using System.Globalization;
using System.Text;
using NodaTime;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>Reads one statement from a CSV file by a profile's names of columns and facts.</summary>
internal sealed class CsvStatementReader
{
    private readonly CsvTable table;
    private readonly CsvProfile profile;
    private readonly FirstRefusal problems = new();
    private readonly CsvFacts facts;
    private readonly CsvAmounts amounts;
    private readonly List<CsvLine> lines = [];

    private CsvStatementReader(CsvTable table, CsvProfile profile)
    {
        this.table = table;
        this.profile = profile;
        facts = new CsvFacts(profile, problems);
        amounts = new CsvAmounts(table, profile, problems);
    }

    public static Result<StatementFile> Read(string text, string fileName, CsvProfile? profile)
    {
        if (CsvTable.TooWide(text) is { } refusal) return refusal;
        foreach (var candidate in profile is null ? CsvProfiles.BuiltIn : [profile])
        {
            var table = CsvTable.Find(text, candidate);
            if (table.IsRefused) return table.Refusal;
            if (table.Value is not null) return new CsvStatementReader(table.Value, candidate).Read();
        }

        return StatementRefusals.StatementFormatUnknown(fileName, "CSV");
    }

    private Result<StatementFile> Read()
    {
        foreach (var row in table.Preamble) facts.TakeFrom(row);
        foreach (var row in table.Body) ReadRow(row);
        if (table.EndsInsideRecord && LastRowIsALine())
            return StatementRefusals.StatementTruncated(table.Body.Count > 0 ? table.Body[^1].Line : table.Header.Line);
        problems.DecideDoubt(facts.Currency ?? profile.DefaultCurrency);
        if (problems.Refusal is not null) return problems.Refusal;
        if (facts.LineCount is { } stated && stated != lines.Count) return StatementRefusals.StatementLineCountDiffers(stated, lines.Count);
        var ordered = new CsvLines(lines, facts.Opening, facts.Closing).InOrder();
        return ordered.IsRefused ? ordered.Refusal : Finish(ordered.Value);
    }

    private Result<StatementFile> Finish(List<(int Number, StatementEntry Entry, decimal? Balance)> ordered)
    {
        // A download without a number is of the account it was chosen for.
        var account = facts.Account ?? "";
        var opening = facts.Opening ?? (ordered.Count > 0 ? ordered[0].Balance - ordered[0].Entry.Amount : null);
        if (opening is null) return StatementRefusals.StatementOpeningMissing(account);
        if (RunningBalanceProblem(ordered, opening.Value) is { } differs) return differs;
        var closing = facts.Closing
            ?? (ordered.Count > 0 ? ordered[^1].Balance : table.Has(CsvColumn.Balance) ? opening : null);
        if (closing is null) return StatementRefusals.StatementClosingMissing(account);

        var entries = ordered.Select(line => line.Entry).ToList();
        var statement = new BankStatement(
            account,
            facts.Currency ?? profile.DefaultCurrency,
            opening.Value,
            closing.Value,
            facts.From ?? (entries.Count == 0 ? null : entries.Min(entry => entry.BookingDate)),
            facts.To ?? (entries.Count == 0 ? null : entries.Max(entry => entry.BookingDate)),
            facts.SequenceNumber,
            entries);
        return new StatementFile($"csv:{profile.Name}", [statement]);
    }

    private void ReadRow(CsvRow row)
    {
        if (row.IsBlank || table.IsHeader(row)) return;
        var date = table.Cell(row, CsvColumn.BookingDate);
        var isLine = date.Length > 0 && facts.LabelIn(date.Split(':', ':')[0]) is null && !facts.IsTotal(date);
        if (!isLine)
        {
            if (facts.TakeFrom(row) || row.Cells.Any(facts.IsTotal)) return;
        }
        else if (IsRemark(row) || TakeBalanceRow(row))
        {
            return;
        }

        ReadLine(row);
    }

    /// <summary>A sentence under the table: one cell that begins with no figure.</summary>
    private static bool IsRemark(CsvRow row) =>
        row.Cells.Where(cell => !string.IsNullOrWhiteSpace(cell)).Take(2).ToList() is [var only] && !char.IsDigit(only.Trim()[0]);

    /// <summary>A dated row that moves nothing and gives the opening or closing balance in the balance column.</summary>
    private bool TakeBalanceRow(CsvRow row)
    {
        var label = row.Cells.Select((cell, at) => (Fact: facts.LabelIn(cell), Cell: cell))
            .FirstOrDefault(cell => cell.Fact is CsvFact.Opening or CsvFact.Closing);
        var balance = table.Cell(row, CsvColumn.Balance);
        if (label.Fact is null || balance.Length == 0 || !amounts.MovesNothing(row)) return false;
        facts.Take(label.Fact.Value, balance, row.Line, label.Cell);
        return true;
    }

    private void ReadLine(CsvRow row)
    {
        if (table.Cell(row, CsvColumn.Account) is { Length: > 0 } account) facts.TakeAccount(account, row.Line);
        if (table.Cell(row, CsvColumn.Currency) is { Length: > 0 } currency)
            facts.TakeCurrency(currency, row.Line, table.Name(CsvColumn.Currency));

        // A value beyond the last column was pushed there by an unquoted comma: the figures are under the wrong names.
        var width = table.Header.Cells.Count;
        if (row.Cells.Skip(width).Any(cell => !string.IsNullOrWhiteSpace(cell)))
            problems.Note(StatementRefusals.StatementLineTooWide(row.Line, width, row.Cells.Count));

        var bookingDate = Date(row, CsvColumn.BookingDate);
        var balanceText = table.Cell(row, CsvColumn.Balance);
        decimal? balance = balanceText.Length > 0 ? amounts.Figure(row, CsvColumn.Balance) : null;
        var (signed, unsigned, column, text) = amounts.Of(row);
        lines.Add(new CsvLine(
            row.Line, Entry(row, bookingDate), signed, unsigned, balance, Time(table.Cell(row, CsvColumn.Time)), column, text));
    }

    private StatementEntry Entry(CsvRow row, LocalDate bookingDate)
    {
        var bankReference = CsvCell.Identifier(table.Cell(row, CsvColumn.BankReference));
        var reference = CsvCell.Identifier(table.Cell(row, CsvColumn.Reference));
        var name = StatementText.Tidy(table.Cell(row, CsvColumn.Counterparty));
        var description = table.Columns.TryGetValue(CsvColumn.Description, out var columns)
            ? string.Join(' ', columns.Select(at => row[at])) : "";
        return new StatementEntry(
            bookingDate,
            table.Cell(row, CsvColumn.ValueDate).Length > 0 ? Date(row, CsvColumn.ValueDate) : bookingDate,
            0,
            reference.Length > 0 ? reference : bankReference,
            name.Length > 0 ? name : CsvCell.Identifier(table.Cell(row, CsvColumn.CounterpartyAccount)),
            StatementText.Tidy(description),
            bankReference.Length > 0 ? bankReference : null)
        { PaymentReferences = PaymentReference.Gather(row.Cells) };
    }

    private LocalDate Date(CsvRow row, CsvColumn column) =>
        problems.Take(
            DateText.ReadWritten(CsvCell.WithoutSpreadsheetQuotes(table.Cell(row, column)), row.Line, table.Name(column)), default);

    /// <summary>Only orders the lines of a day; one that cannot be read decides nothing.</summary>
    private static TimeSpan? Time(string text)
    {
        string[] patterns = [@"h\:mm", @"h\:mm\:ss", "hhmmss", "hhmm"];
        return TimeSpan.TryParseExact(
            text.Trim().Normalize(NormalizationForm.FormKC), patterns, CultureInfo.InvariantCulture, out var time) ? time : null;
    }

    private static Refusal? RunningBalanceProblem(
        List<(int Number, StatementEntry Entry, decimal? Balance)> ordered, decimal opening)
    {
        var expected = opening;
        foreach (var (number, entry, balance) in ordered)
        {
            expected += entry.Amount;
            if (balance is { } stated && stated != expected)
                return StatementRefusals.StatementRunningBalanceDiffers(number, expected, stated);
        }

        return null;
    }

    /// <summary>Sums and remarks under the table may be shorter than the table is wide; a line may not.</summary>
    private bool LastRowIsALine() => table.Body.Count == 0 || lines.Count > 0 && lines[^1].Number == table.Body[^1].Line;
}
