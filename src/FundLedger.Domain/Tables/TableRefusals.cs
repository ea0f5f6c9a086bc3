namespace FundLedger.Domain.Tables;

/// <summary>Tables that cannot be read as a whole, then cells that hold no value. Codes are the method names.</summary>
public static class TableRefusals
{
    public static Refusal TableFileTooLarge(string fileName, int megabytes) => new(nameof(TableFileTooLarge), fileName, megabytes);

    public static Refusal TableFileEmpty(string fileName) => new(nameof(TableFileEmpty), fileName);

    /// <summary>Excel before 2007, or a workbook with a password.</summary>
    public static Refusal TableFormatOld(string fileName) => new(nameof(TableFormatOld), fileName);

    /// <summary>Begins like a workbook and is none, or is damaged.</summary>
    public static Refusal TableNotReadable(string fileName) => new(nameof(TableNotReadable), fileName);

    public static Refusal TableEncodingWrong(string fileName) => new(nameof(TableEncodingWrong), fileName);

    /// <summary>Unpacked it would be far larger than any table people make.</summary>
    public static Refusal TableUnpacksTooLarge(string fileName) => new(nameof(TableUnpacksTooLarge), fileName);

    public static Refusal TableTooManyRows(string fileName, int limit) => new(nameof(TableTooManyRows), fileName, limit);

    public static Refusal TableTooManyColumns(int row, int limit) => new(nameof(TableTooManyColumns), row, limit);

    /// <summary>A cell with something in it that no heading stands above.</summary>
    public static Refusal TableRowTooWide(int row, int column, int width) => new(nameof(TableRowTooWide), row, column, width);

    public static Refusal TableQuoteOpen(int row) => new(nameof(TableQuoteOpen), row);

    public static Refusal TableCellTooLong(int row, int limit) => new(nameof(TableCellTooLong), row, limit);

    /// <param name="cell">As the spreadsheet names it, e.g. C7.</param>
    public static Refusal CellIsFormula(string cell) => new(nameof(CellIsFormula), cell);

    public static Refusal CellIsError(string cell, string error) => new(nameof(CellIsError), cell, error);

    /// <summary>A spreadsheet keeps fifteen digits of a number; further ones are lost already.</summary>
    public static Refusal CellLostDigits(string cell) => new(nameof(CellLostDigits), cell);
}
