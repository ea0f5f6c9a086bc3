namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// How much of a statement file is read: the one place for page, command and server. A bank's yearly download is far below; a
/// file that is not, costs little before it is refused.
/// </summary>
public static class StatementLimits
{
    public const int Megabytes = 50;

    public const int Bytes = Megabytes * 1024 * 1024;

    /// <summary>Lines of all statements of a file.</summary>
    public const int Lines = 500_000;

    /// <summary>Cells of one row of a table.</summary>
    public const int Columns = 500;

    /// <summary>Characters of one cell or field.</summary>
    public const int FieldLength = 20_000;

    /// <summary>Elements of one entry; a batch of ten thousand payments has fewer.</summary>
    public const int ElementsOfEntry = 500_000;
}
