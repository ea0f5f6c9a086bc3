using System.Data.Common;
using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.Reports.Checks;

/// <summary>Designation changes as their leaves cover them, by leaf index.</summary>
internal static class DesignationLeaves
{
    public static Task<DbDataReader> Stream(Snapshot snapshot, long account, long first = 0, long before = long.MaxValue) =>
        snapshot.Stream("Checks.leaf-designations", new { account, first, before });

    public static (long LeafIndex, DesignationChangeLeafFacts Facts) Read(DbDataReader row) => (
        row.GetInt64(12),
        new DesignationChangeLeafFacts(
            row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? "?" : row.GetString(3), row.IsDBNull(4) ? "?"
                : row.GetString(4),
            row.GetInt64(5), new EntryReference(row.GetInt32(6), row.GetInt64(7)), row.Date(8), row.GetFieldValue<byte[]>(9), row.GetInt64(
                10), row.Instant(11)));

    /// <summary>Makes every leaf again and compares it and the consent with what is stored.</summary>
    public static async Task Check(Snapshot snapshot, ReportBooks books, Findings findings)
    {
        await using var rows = await Stream(snapshot, books.Id);
        while (snapshot.Next(rows))
        {
            findings.Examined++;
            var (index, facts) = Read(rows);
            var reference = string.Create(CultureInfo.InvariantCulture, $"designation-change/{facts.ChangeId}");
            var hash = DesignationChangeLeaf.Hash(books.LogName, facts);
            if (StoredLeaf.Read(rows, index, 15).Problem(LeafKind.DesignationChange, reference, hash, facts.RecordedAt) is { } problem)
                findings.Add(problem);
            if (!StoredText.Read(rows, 13).Keeps(facts.ConsentCommitment))
                findings.Add($"The consent is not the one committed to: {reference}");
        }
    }
}
