using System.Data.Common;
using System.Globalization;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.Workflow;

namespace FundLedger.Reports;

/// <summary>
/// What the steps of documents are about, made again from the rows there are. Each kind of document has a statement of its own,
/// <c>Checks/subject-&lt;workflow&gt;.sql</c>: the document's id, then the values by the names its <c>Subject</c> gives. A document
/// with lines selects a row for each, its number as <c>line</c> and its values as <c>line.amount</c>, which become <c>2.amount</c>.
/// </summary>
internal static class StoredSubjects
{
    private const string Line = "line", OfLine = "line.";

    /// <summary>The subjects of the documents of one kind with ids from the first to before the last.</summary>
    public static async Task<IReadOnlyDictionary<long, ApprovalSubject>> Read(
        Snapshot snapshot, IWorkflow workflow, long account, long first, long before)
    {
        await using var rows = await snapshot.Stream($"Checks.subject-{workflow.Name}", new { account, first, before });
        var names = Enumerable.Range(0, rows.FieldCount).Select(rows.GetName).ToArray();
        var line = Array.IndexOf(names, Line);
        var columns = new Dictionary<long, List<RecordColumn>>();
        while (snapshot.Next(rows))
        {
            var begins = !columns.TryGetValue(rows.GetInt64(0), out var found);
            if (found is null) columns[rows.GetInt64(0)] = found = [];
            for (var index = 1; index < names.Length; index++)
            {
                var name = names[index];
                if (!name.StartsWith(OfLine, StringComparison.Ordinal) && (!begins || index == line)) continue;
                if (name.StartsWith(OfLine, StringComparison.Ordinal))
                {
                    if (rows.IsDBNull(line)) continue;
                    name = string.Create(CultureInfo.InvariantCulture, $"{rows.GetInt32(line)}.{name[OfLine.Length..]}");
                }

                found.Add(new RecordColumn(name, Value(rows, index)));
            }
        }

        return columns.ToDictionary(document => document.Key, document => new ApprovalSubject(document.Value));
    }

    /// <summary>The engines' drivers disagree about dates alone.</summary>
    private static object? Value(DbDataReader row, int index) =>
        row.IsDBNull(index) ? null
        : row.GetDataTypeName(index) == "date" ? DateOnly.FromDateTime(row.GetDateTime(index))
        : row.GetValue(index);
}
