using System.Globalization;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.Workflow;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Makes every leaf again from what is stored and compares: entries with their postings and lots, workflow steps,
/// statement files; and every text that is not erased against its commitment. Entries are read block by block, so
/// memory stays flat.
/// </summary>
internal static class LeafHashes
{
    private const long EntriesPerBlock = 4_000;

    public static async Task Run(Snapshot snapshot, long account, Findings findings, CancellationToken stop)
    {
        var books = await ReportBooks.Read(snapshot, account);
        await Run(snapshot, books, findings, new EntryProof(books));
    }

    /// <summary>Also gathers what the entries show beyond their leaves.</summary>
    public static async Task Run(Snapshot snapshot, ReportBooks books, Findings findings, EntryProof proof)
    {
        var block = new EntryBlock(snapshot, books);
        foreach (var year in await snapshot.Rows<Year>("Checks.leaf-years", new { account = books.Id }))
        {
            for (var first = year.FirstNumber; first <= year.LastNumber; first += EntriesPerBlock)
            {
                await block.Read(year.FiscalYear, first, first + EntriesPerBlock - 1, entry => entry.Check(proof, findings));
            }

            await proof.EndYear(snapshot, year.FiscalYear);
        }

        await Steps(snapshot, books, findings);
        await DesignationLeaves.Check(snapshot, books, findings);
        await Files(snapshot, books, findings);
        await Orphans(snapshot, books.Id, findings);
    }

    private static async Task Steps(Snapshot snapshot, ReportBooks books, Findings findings)
    {
        await using var rows = await snapshot.Stream("Checks.leaf-steps", new { account = books.Id });
        while (snapshot.Next(rows))
        {
            findings.Examined++;
            var step = StoredStep.Read(rows);
            if (Workflows.Find(step.DocumentKind) is not { } workflow || StoredStep.Facts(rows, step) is not { } facts)
            {
                findings.Add(string.Create(
                    CultureInfo.InvariantCulture,
                        $"The step's document is missing: kind {(int)step.DocumentKind}, id {step.DocumentId}, step {step.Sequence}"));
                continue;
            }

            var reference = StepFacts.Reference(workflow, step);
            var leaf = StoredLeaf.Read(rows, step.LeafIndex, StoredStep.Columns + 2);
            if (leaf.Problem(LeafKind.Approval, reference, ApprovalLeaf.Hash(books.LogName, facts), step.RecordedAt) is { } problem)
                findings.Add(problem);
            if (!StoredText.Read(rows, StoredStep.Columns).Keeps(step.ReasonCommitment))
                findings.Add($"The reason is not the one committed to: {reference}");
        }
    }

    private static async Task Files(Snapshot snapshot, ReportBooks books, Findings findings)
    {
        await using var rows = await snapshot.Stream("Checks.leaf-files", new { account = books.Id });
        while (snapshot.Next(rows))
        {
            findings.Examined++;
            var (id, recordedAt) = (rows.GetInt64(0), rows.Instant(4));
            var hash = StatementFileLeaf.Hash(
                books.LogName, id, rows.GetFieldValue<byte[]>(1), rows.GetInt64(2), rows.GetInt64(3), recordedAt);
            var reference = string.Create(CultureInfo.InvariantCulture, $"statement-file/{id}");
            if (StoredLeaf.Read(rows, rows.GetInt64(5), 6).Problem(LeafKind.StatementFile, reference, hash, recordedAt) is { } problem)
                findings.Add(problem);
        }
    }

    /// <summary>
    /// Everything has a leaf that names it, so two things never share one; leaves left over are found by counting, and
    /// only then looked for.
    /// </summary>
    private static async Task Orphans(Snapshot snapshot, long account, Findings findings)
    {
        var kinds = await snapshot.Rows<Kinds>("Checks.leaf-kinds", new { account });
        if (kinds.All(kind => kind.Leaves == kind.Subjects)) return;
        await using var rows = await snapshot.Stream("Checks.leaf-orphans", new { account });
        while (snapshot.Next(rows))
        {
            findings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The leaf stands for nothing in the books: leaf {rows.GetInt64(0)}, "
                + $"{(LeafKind)rows.GetInt32(1)} {rows.GetString(2)}"));
        }
    }

    private sealed record Year(int FiscalYear, long FirstNumber, long LastNumber);

    private sealed record Kinds(int Kind, long Leaves, long Subjects);
}
