using FundLedger.Domain;
using FundLedger.Domain.MasterData;
using FundLedger.Domain.Tables;

namespace FundLedger.UseCases.MasterData;

/// <summary>A file's table as rows under known columns.</summary>
public static class MasterDataTable
{
    /// <summary>The rows of a kind.</summary>
    public static Result<IReadOnlyList<GivenRow>> Read(MasterDataKind kind, ReadOnlyMemory<byte> content, string fileName)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Read(kind.Columns, content, fileName);
    }

    /// <summary>
    /// Headings may be a column's name or its Chinese or English heading, in any order; columns may be left out. Refused:
    /// MasterDataColumnUnknown, MasterDataColumnTwice, MasterDataNoRows, and what <see cref="TableFile.Read"/> refuses.
    /// </summary>
    public static Result<IReadOnlyList<GivenRow>> Read(
        IReadOnlyList<MasterDataColumn> known, ReadOnlyMemory<byte> content, string fileName)
    {
        ArgumentNullException.ThrowIfNull(known);
        var table = TableFile.Read(content, fileName);
        if (table.IsRefused) return table.Refusal;
        var columns = new List<string>();
        foreach (var heading in table.Value.Header)
        {
            if (known.FirstOrDefault(column => column.IsNamed(heading)) is not { } column)
                return MasterDataRefusals.MasterDataColumnUnknown(heading, string.Join("、", known.Select(one => one.Chinese)));
            if (columns.Contains(column.Name)) return MasterDataRefusals.MasterDataColumnTwice(heading);
            columns.Add(column.Name);
        }

        if (table.Value.Rows.Count == 0) return MasterDataRefusals.MasterDataNoRows(fileName);
        return Result.Of<IReadOnlyList<GivenRow>>([.. table.Value.Rows.Select(row => new GivenRow(
            row.Number,
            columns.Zip(row.Cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal),
            row.Faults?.ToDictionary(fault => columns[fault.Key], fault => fault.Value, StringComparer.Ordinal)))]);
    }
}
