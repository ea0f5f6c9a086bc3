using System.Security.Cryptography;
using System.Text.Json;
using FundLedger.Domain;

namespace FundLedger.UseCases.MasterData;

public enum RowOutcome
{
    Added = 1,
    Changed = 2,
    Unchanged = 3,
    Refused = 4,
}

/// <summary>What becomes of a value.</summary>
/// <param name="Column">Its name.</param>
public sealed record ColumnChange(string Column, string? From, string? To);

/// <summary>What is wrong with a row.</summary>
/// <param name="Column">Name of the column; null when the row as a whole is meant.</param>
public sealed record CellRefusal(string? Column, Refusal Refusal);

/// <summary>What becomes of a row.</summary>
/// <param name="Number">As the file counts its rows.</param>
/// <param name="Key">What a person calls it; empty for a row that cannot be read so far.</param>
/// <param name="Changes">Every value of a row that is added; what differs of one that is changed.</param>
public sealed record ReportedRow(
    int Number, string Key, RowOutcome Outcome, IReadOnlyList<ColumnChange> Changes, IReadOnlyList<CellRefusal> Refusals);

/// <summary>What an import does, or would do.</summary>
/// <param name="Written">Whether it has done so; what is refused in one row, or changes nothing, writes nothing.</param>
public sealed record ImportReport(IReadOnlyList<ReportedRow> Rows, bool Written)
{
    public int Added => Count(RowOutcome.Added);

    public int Changed => Count(RowOutcome.Changed);

    public int Unchanged => Count(RowOutcome.Unchanged);

    public int Refused => Count(RowOutcome.Refused);

    /// <summary>What would be written, as one figure: whoever confirms a preview names it, and nothing else is written.</summary>
    public string Digest { get; } = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        Rows.Select(row => new { row.Number, row.Key, row.Outcome, row.Changes }))));

    private int Count(RowOutcome outcome) => Rows.Count(row => row.Outcome == outcome);
}
