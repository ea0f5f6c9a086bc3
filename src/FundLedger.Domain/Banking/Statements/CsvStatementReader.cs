using NodaTime;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>Reads one statement from a CSV file by a profile's names of columns and facts.</summary>
internal sealed class CsvStatementReader
{
    private readonly CsvTable table;
    private readonly CsvProfile profile;
    private readonly FirstRefusal problems = new();
    private readonly CsvFacts facts;
    private readonly List<Line> lines = [];

    private CsvStatementReader(CsvTable table, CsvProfile profile)
    {
        this.table = table;
        this.profile = profile;
        facts = new CsvFacts(profile, problems);
    }

    private sealed record Line(int Number, StatementEntry Entry, decimal? Balance);

    public static Result<StatementFile> Read(string text, string fileName, CsvProfile? profile)
    {
        foreach (var candidate in profile is null ? CsvProfiles.BuiltIn : [profile])
        {
            if (CsvTable.Find(text, candidate) is { } table) return new CsvStatementReader(table, candidate).Read();
        }

        return StatementRefusals.StatementFormatUnknown(fileName, "CSV");
    }

    private Result<StatementFile> Read()
    {
        foreach (var row in table.Preamble) facts.TakeFrom(row);
        foreach (var row in table.Body) ReadRow(row);
        if (table.EndsInsideRecord && LastRowIsALine())
            return StatementRefusals.StatementTruncated(table.Body.Count > 0 ? table.Body[^1].Line : table.Header.Line);
        if (problems.Refusal is not null) return problems.Refusal;
        if (string.IsNullOrEmpty(facts.Account)) return StatementRefusals.StatementAccountMissing();
        if (facts.LineCount is { } stated && stated != lines.Count) return StatementRefusals.StatementLineCountDiffers(stated, lines.Count);

        PutInBookingOrder();
        var opening = facts.Opening ?? OpeningFromRunningBalance();
        if (opening is null) return StatementRefusals.StatementOpeningMissing(facts.Account);
        if (RunningBalanceProblem(opening.Value) is { } differs) return differs;
        var closing = facts.Closing ?? ClosingFromRunningBalance(opening.Value);
        if (closing is null) return StatementRefusals.StatementClosingMissing(facts.Account);

        var entries = lines.Select(line => line.Entry).ToList();
        var statement = new BankStatement(
            facts.Account,
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
        CsvColumn[] amounts = [CsvColumn.Debit, CsvColumn.Credit, CsvColumn.Amount];
        var balance = table.Cell(row, CsvColumn.Balance);
        if (label.Fact is null || balance.Length == 0
            || !amounts.All(column => AmountText.IsBlank(table.Cell(row, column)) || IsZero(row, column))) return false;
        facts.Take(label.Fact.Value, balance, row.Line, label.Cell);
        return true;
    }

    private bool IsZero(CsvRow row, CsvColumn column) =>
        AmountText.ReadWritten(table.Cell(row, column), row.Line, "") is { IsRefused: false, Value: 0 };

    private void ReadLine(CsvRow row)
    {
        if (table.Has(CsvColumn.Account) && table.Cell(row, CsvColumn.Account) is { Length: > 0 } account)
            facts.TakeAccount(account, row.Line);
        if (table.Has(CsvColumn.Currency) && table.Cell(row, CsvColumn.Currency) is { Length: > 0 } currency)
            facts.TakeCurrency(currency, row.Line, table.Name(CsvColumn.Currency));

        // A value beyond the last column was pushed there by an unquoted comma: the figures are under the wrong names.
        var width = table.Header.Cells.Count;
        if (row.Cells.Skip(width).Any(cell => !string.IsNullOrWhiteSpace(cell)))
            problems.Note(StatementRefusals.StatementLineTooWide(row.Line, width, row.Cells.Count));

        var bookingDate = Date(row, CsvColumn.BookingDate);
        var valueDate = table.Cell(row, CsvColumn.ValueDate).Length > 0 ? Date(row, CsvColumn.ValueDate) : bookingDate;
        var balanceText = table.Cell(row, CsvColumn.Balance);
        decimal? balance = balanceText.Length > 0 ? Figure(row, CsvColumn.Balance) : null;
        var bankReference = CsvCell.Identifier(table.Cell(row, CsvColumn.BankReference));
        var reference = CsvCell.Identifier(table.Cell(row, CsvColumn.Reference));
        var description = table.Columns.TryGetValue(CsvColumn.Description, out var columns)
            ? string.Join(' ', columns.Select(at => row[at])) : "";
        var entry = new StatementEntry(
            bookingDate,
            valueDate,
            Amount(row),
            reference.Length > 0 ? reference : bankReference,
            StatementText.Tidy(table.Cell(row, CsvColumn.Counterparty)),
            StatementText.Tidy(description),
            bankReference.Length > 0 ? bankReference : null);
        lines.Add(new Line(row.Line, entry, balance));
    }

    private decimal Amount(CsvRow row)
    {
        if (!table.Has(CsvColumn.Debit) || !table.Has(CsvColumn.Credit)) return SignedAmount(row);
        var debitIsBlank = AmountText.IsBlank(table.Cell(row, CsvColumn.Debit));
        var creditIsBlank = AmountText.IsBlank(table.Cell(row, CsvColumn.Credit));
        if (debitIsBlank && creditIsBlank)
            problems.Note(StatementRefusals.StatementAmountNotReadable(row.Line, table.Name(CsvColumn.Debit), ""));
        var debit = debitIsBlank ? 0 : Figure(row, CsvColumn.Debit);
        var credit = creditIsBlank ? 0 : Figure(row, CsvColumn.Credit);
        if (debit != 0 && credit != 0) problems.Note(StatementRefusals.StatementLineHasTwoAmounts(row.Line));
        return credit - debit;
    }

    private decimal SignedAmount(CsvRow row)
    {
        var amount = Figure(row, CsvColumn.Amount);
        if (!table.Has(CsvColumn.Direction)) return amount;
        var written = table.Cell(row, CsvColumn.Direction);
        var word = CsvTable.Fold(written);
        if (profile.CreditWords.Contains(word) && amount >= 0) return amount;

        // A bank that has the column may also write the sign: minus money out is still money out. Minus money in is anyone's guess.
        if (profile.DebitWords.Contains(word)) return -Math.Abs(amount);
        problems.Note(StatementRefusals.StatementDirectionNotReadable(row.Line, table.Name(CsvColumn.Direction), written));
        return amount;
    }

    private LocalDate Date(CsvRow row, CsvColumn column) =>
        problems.Take(
            DateText.ReadWritten(CsvCell.WithoutSpreadsheetQuotes(table.Cell(row, column)), row.Line, table.Name(column)), default);

    private decimal Figure(CsvRow row, CsvColumn column) =>
        problems.Take(AmountText.ReadWritten(CsvCell.WithoutSpreadsheetQuotes(table.Cell(row, column)), row.Line, table.Name(column)), 0);

    /// <summary>Some banks list the newest line first: the running balance tells, and where it does not the dates do.</summary>
    private void PutInBookingOrder()
    {
        if (lines.Count < 2 || Chains(lines)) return;
        if (lines[0].Entry.BookingDate > lines[^1].Entry.BookingDate || Chains(lines.AsEnumerable().Reverse().ToList())) lines.Reverse();
    }

    private static bool Chains(List<Line> ordered) =>
        ordered.Zip(ordered.Skip(1))
            .All(pair => pair.Second.Balance is { } balance && pair.First.Balance + pair.Second.Entry.Amount == balance);

    private decimal? OpeningFromRunningBalance() => lines.Count > 0 ? lines[0].Balance - lines[0].Entry.Amount : null;

    private decimal? ClosingFromRunningBalance(decimal opening)
    {
        if (lines.Count == 0) return table.Has(CsvColumn.Balance) ? opening : null;
        return lines[^1].Balance;
    }

    private Refusal? RunningBalanceProblem(decimal opening)
    {
        var expected = opening;
        foreach (var line in lines)
        {
            expected += line.Entry.Amount;
            if (line.Balance is { } stated && stated != expected)
                return StatementRefusals.StatementRunningBalanceDiffers(line.Number, expected, stated);
        }

        return null;
    }

    /// <summary>Sums and remarks under the table may be shorter than the table is wide; a line may not.</summary>
    private bool LastRowIsALine() => table.Body.Count == 0 || lines.Count > 0 && lines[^1].Number == table.Body[^1].Line;
}
