using FundLedger.Data;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.MasterData;

namespace FundLedger.UseCases.MasterData;

/// <summary>
/// What an import would do to the books as one context sees them. Whatever the number of rows, the books are asked once for the
/// kind's rows and once for each kind they refer to.
/// </summary>
internal sealed class ImportPlan
{
    private readonly MasterDataKind kind;
    private readonly CheckContext context;
    private readonly ReferredRows referred;
    private readonly ILookup<string, StoredRow> known;
    private readonly Dictionary<(string Column, string Value), string> taken = [];
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);
    private readonly List<PlannedRow> rows = [];

    private ImportPlan(MasterDataKind kind, CheckContext context, ReferredRows referred, IReadOnlyList<StoredRow> stored)
    {
        (this.kind, this.context, this.referred) = (kind, context, referred);
        known = stored.SelectMany(row => kind.Identities(row.Values), (row, identity) => (row, identity))
            .ToLookup(pair => pair.identity, pair => pair.row, StringComparer.Ordinal);
        foreach (var row in stored) Take(row.Values);
    }

    public static async Task<ImportPlan> Of(
        LedgerDb db, MasterDataKind kind, IReadOnlyList<GivenRow> given, CheckContext context, CancellationToken stop)
    {
        var referred = await ReferredRows.Of(db, kind.Columns, stop);
        var plan = new ImportPlan(kind, context, referred, await kind.Load(db, referred, context.Currency, stop));
        foreach (var row in given) plan.rows.Add(plan.Decide(row));
        return plan;
    }

    public ImportReport Report(bool written) => new([.. rows.Select(row => row.Reported)], written);

    public async Task Write(WriteSession session, CancellationToken stop)
    {
        foreach (var row in rows)
        {
            if (row.Reported.Outcome == RowOutcome.Added) await kind.Add(session, row.Values!, referred, stop);
            if (row.Reported.Outcome == RowOutcome.Changed) kind.Change(session, row.Stored!, row.Values!, referred);
        }
    }

    private PlannedRow Decide(GivenRow given)
    {
        var refusals = new List<CellRefusal>();
        var values = Read(given, refusals);
        if (refusals.Count > 0) return Refused(given, "", refusals);
        var row = new RowValues(values);
        var stored = Recognise(row);
        if (stored.IsRefused) return Refused(given, kind.KeyOf(row), [stored.Refusal]);
        var identity = stored.Value is { } there
            ? $"id:{there.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)}"
            : kind.Identities(row).FirstOrDefault();
        if (identity is not null && !seen.TryAdd(identity, given.Number))
            return Refused(given, kind.KeyOf(row), [new CellRefusal(null, MasterDataRefusals.MasterDataRowTwice(seen[identity]))]);

        row = Filled(values, stored.Value);
        if (stored.Value is null) row = kind.Complete(row, Taken);
        var changes = Changes(stored.Value, row);
        refusals.AddRange(Problems(stored.Value, row, changes));
        if (refusals.Count > 0) return Refused(given, kind.KeyOf(row), refusals);
        if (changes.Count > 0) Take(row);
        var outcome = stored.Value is null ? RowOutcome.Added : changes.Count > 0 ? RowOutcome.Changed : RowOutcome.Unchanged;
        return new PlannedRow(new ReportedRow(given.Number, kind.KeyOf(row), outcome, changes, []), row, stored.Value);
    }

    /// <summary>The cells that are given, read; what refers to another row says it by that row's key.</summary>
    private Dictionary<string, string?> Read(GivenRow given, List<CellRefusal> refusals)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var column in kind.Columns)
        {
            if (given.Faults?.GetValueOrDefault(column.Name) is { } fault) refusals.Add(new CellRefusal(column.Name, fault));
            if (!given.Cells.TryGetValue(column.Name, out var text)) continue;
            var read = CellText.Read(column, text, context.Currency);
            if (column.RefersTo is { } other) read = read.Then(key => key is null ? read : referred.Find(other, key));
            if (read.IsRefused) refusals.Add(new CellRefusal(column.Name, read.Refusal));
            else values[column.Name] = read.Value;
        }

        return values;
    }

    /// <summary>The row of the books that is meant; null for a new one.</summary>
    private Recognised Recognise(RowValues row)
    {
        foreach (var column in kind.Columns.Where(column => column.IsGivenCode))
        {
            if (row[column.Name] is not { } code) continue;
            var meant = known[kind.Identities(row).First()].FirstOrDefault();
            return meant is null ? new(null, new(column.Name, MasterDataRefusals.MasterDataRowNotFound(code))) : new(meant, null);
        }

        var found = kind.Identities(row).Take(1).SelectMany(identity => known[identity]).Take(2).ToArray();
        return found.Length > 1
            ? new(null, new(null, MasterDataRefusals.MasterDataRowAmbiguous(kind.KeyOf(row))))
            : new(found.FirstOrDefault(), null);
    }

    private RowValues Filled(Dictionary<string, string?> given, StoredRow? stored)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var column in kind.Columns)
        {
            var isGiven = given.TryGetValue(column.Name, out var value) && (value is not null || !column.GivenByBooks);
            values[column.Name] = isGiven ? value : stored?.Values[column.Name];
            if (column.Type == ColumnType.Flag) values[column.Name] ??= CellText.No;
        }

        return new RowValues(values);
    }

    private List<ColumnChange> Changes(StoredRow? stored, RowValues row) =>
    [
        .. kind.Columns.Where(column => row[column.Name] != stored?.Values[column.Name])
            .Select(column => new ColumnChange(column.Name, stored?.Values[column.Name], row[column.Name])),
    ];

    private IEnumerable<CellRefusal> Problems(StoredRow? stored, RowValues row, List<ColumnChange> changes)
    {
        var missing = kind.Columns.Where(column => column.Required && row[column.Name] is null).ToList();
        foreach (var column in missing) yield return new CellRefusal(column.Name, MasterDataRefusals.CellMissing());
        if (missing.Count > 0 || (stored is not null && changes.Count == 0)) yield break;
        foreach (var change in stored is null ? [] : changes)
        {
            var column = kind.Column(change.Column);
            if (!column.Changeable && !(column.GivenOnce && change.From is null))
                yield return new CellRefusal(column.Name, kind.Fixed(column, change.From, change.To));
        }

        foreach (var (column, refusal) in kind.Check(row, stored is null, context)) yield return new CellRefusal(column, refusal);
        // What must be unique never changes.
        foreach (var unique in stored is null ? kind.Uniques(row) : [])
        {
            if (taken.TryGetValue((unique.Column, unique.Value), out var holder))
                yield return new CellRefusal(unique.Column, unique.Taken(holder));
        }
    }

    private void Take(RowValues row)
    {
        foreach (var unique in kind.Uniques(row)) taken.TryAdd((unique.Column, unique.Value), kind.KeyOf(row));
    }

    private HashSet<string> Taken(string column) =>
        taken.Keys.Where(key => key.Column == column).Select(key => key.Value).ToHashSet(StringComparer.Ordinal);

    private static PlannedRow Refused(GivenRow given, string key, IReadOnlyList<CellRefusal> refusals) =>
        new(new ReportedRow(given.Number, key, RowOutcome.Refused, [], refusals), null, null);

    private sealed record PlannedRow(ReportedRow Reported, RowValues? Values, StoredRow? Stored);

    private sealed record Recognised(StoredRow? Value, CellRefusal? Refused)
    {
        public bool IsRefused => Refused is not null;

        public CellRefusal Refusal => Refused ?? throw new InvalidOperationException("Nothing was refused.");
    }
}
