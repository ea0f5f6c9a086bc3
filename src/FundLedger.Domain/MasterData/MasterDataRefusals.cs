namespace FundLedger.Domain.MasterData;

/// <summary>The file as a whole, then its rows, then single cells. Codes are the method names.</summary>
public static class MasterDataRefusals
{
    public static Refusal MasterDataKindUnknown(string kind, string kinds) => new(nameof(MasterDataKindUnknown), kind, kinds);

    public static Refusal MasterDataColumnUnknown(string heading, string columns) => new(nameof(MasterDataColumnUnknown), heading, columns);

    public static Refusal MasterDataColumnTwice(string heading) => new(nameof(MasterDataColumnTwice), heading);

    public static Refusal MasterDataNoRows(string fileName) => new(nameof(MasterDataNoRows), fileName);

    public static Refusal MasterDataRowsRefused(int refused, int rows) => new(nameof(MasterDataRowsRefused), refused, rows);

    /// <summary>The books are not as they were when the preview was made.</summary>
    public static Refusal MasterDataChangedSincePreview() => new(nameof(MasterDataChangedSincePreview));

    public static Refusal MasterDataRowTwice(int firstRow) => new(nameof(MasterDataRowTwice), firstRow);

    public static Refusal MasterDataRowAmbiguous(string text) => new(nameof(MasterDataRowAmbiguous), text);

    /// <summary>Codes that the books give name rows that are there.</summary>
    public static Refusal MasterDataRowNotFound(string text) => new(nameof(MasterDataRowNotFound), text);

    /// <summary>What documents and entries rely on stays what it was.</summary>
    public static Refusal MasterDataColumnFixed(string held, string given) => new(nameof(MasterDataColumnFixed), held, given);

    public static Refusal CellMissing() => new(nameof(CellMissing));

    public static Refusal CellNotText(string column) => new(nameof(CellNotText), column);

    public static Refusal CellTooLong(int length, int limit) => new(nameof(CellTooLong), length, limit);

    public static Refusal CellHasBlank(string text) => new(nameof(CellHasBlank), text);

    public static Refusal CellNotDigits(string text) => new(nameof(CellNotDigits), text);

    public static Refusal CellNotNumber(string text, int most) => new(nameof(CellNotNumber), text, most);

    public static Refusal CellNotYear(string text) => new(nameof(CellNotYear), text);

    public static Refusal CellNotAmount(string text) => new(nameof(CellNotAmount), text);

    public static Refusal CellNotFlag(string text) => new(nameof(CellNotFlag), text);

    public static Refusal CellNotDate(string text) => new(nameof(CellNotDate), text);

    public static Refusal CellNotChoice(string text, string choices) => new(nameof(CellNotChoice), text, choices);

    public static Refusal ReferenceNotFound(string text) => new(nameof(ReferenceNotFound), text);

    public static Refusal ReferenceAmbiguous(string text) => new(nameof(ReferenceAmbiguous), text);
}
