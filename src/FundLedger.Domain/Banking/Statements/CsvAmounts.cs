namespace FundLedger.Domain.Banking.Statements;

/// <summary>Reads what a row moves: money out and in side by side, one signed column, or one column beside a direction.</summary>
internal sealed class CsvAmounts(CsvTable table, CsvProfile profile, FirstRefusal problems)
{
    private static readonly CsvColumn[] Columns = [CsvColumn.Debit, CsvColumn.Credit, CsvColumn.Amount];

    public bool MovesNothing(CsvRow row) => Columns.All(
        column => AmountText.IsBlank(table.Cell(row, column))
            || AmountText.ReadWritten(table.Cell(row, column), row.Line, "") is { IsRefused: false, Value: 0 });

    public decimal Figure(CsvRow row, CsvColumn column)
    {
        var text = CsvCell.WithoutSpreadsheetQuotes(table.Cell(row, column));
        return problems.TakeAmount(AmountText.ReadWritten(text, row.Line, table.Name(column)), row.Line, table.Name(column), text);
    }

    /// <summary>The amount in both meanings of a minus among money out, see <see cref="CsvLine"/>.</summary>
    public (decimal Signed, decimal Unsigned, string Column, string Text) Of(CsvRow row) =>
        table.Has(CsvColumn.Debit) && table.Has(CsvColumn.Credit) ? SideBySide(row) : InOneColumn(row);

    private (decimal Signed, decimal Unsigned, string Column, string Text) SideBySide(CsvRow row)
    {
        var text = table.Cell(row, CsvColumn.Debit);
        var debitIsBlank = AmountText.IsBlank(text);
        var creditIsBlank = AmountText.IsBlank(table.Cell(row, CsvColumn.Credit));
        if (debitIsBlank && creditIsBlank)
            problems.Note(StatementRefusals.StatementAmountNotReadable(row.Line, table.Name(CsvColumn.Debit), ""));
        var debit = debitIsBlank ? 0 : Figure(row, CsvColumn.Debit);
        var credit = creditIsBlank ? 0 : Figure(row, CsvColumn.Credit);
        if (debit != 0 && credit != 0) problems.Note(StatementRefusals.StatementLineHasTwoAmounts(row.Line));
        return (credit - debit, credit - Math.Abs(debit), table.Name(CsvColumn.Debit), text);
    }

    private (decimal Signed, decimal Unsigned, string Column, string Text) InOneColumn(CsvRow row)
    {
        var (amount, column, text) = (Figure(row, CsvColumn.Amount), table.Name(CsvColumn.Amount), table.Cell(row, CsvColumn.Amount));
        if (!table.Has(CsvColumn.Direction)) return (amount, amount, column, text);
        var written = table.Cell(row, CsvColumn.Direction);
        var word = CsvTable.Fold(written);
        if (profile.CreditWords.Contains(word) && amount >= 0) return (amount, amount, column, text);
        if (profile.DebitWords.Contains(word)) return (-amount, -Math.Abs(amount), column, text);

        // Minus money in is anyone's guess.
        problems.Note(StatementRefusals.StatementDirectionNotReadable(row.Line, table.Name(CsvColumn.Direction), written));
        return (amount, amount, column, text);
    }
}
