using FundLedger.Data.Engines;
using FundLedger.Data.Model;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>
/// The rows that accepted entries make, gathered until the decisions have ended and then appended table by table,
/// each table (or part of it) in one statement: first the head, then the series, then entries, postings, lots, the
/// projections, the lots' uses.
/// </summary>
/// <param name="expected">Expected number of entries; a capacity hint.</param>
internal sealed class PendingRows(DatabaseEngine engine, long accountId, int expected)
{
    private readonly AppendedRows requests = Rows(engine, accountId, "request", expected, "request_key", "content_hash", "answer");

    private readonly AppendedRows texts = Rows(engine, accountId, "erasable_text", expected, "id", "salt", "text");

    private readonly AppendedRows leaves = Rows(
        engine, accountId, "log_leaf", expected, "leaf_index", "kind", "reference", "hash", "recorded_at");

    private readonly AppendedRows events = Rows(
        engine, accountId, "audit_event", 1, "id", "recorded_at", "actor_id", "code", "arguments",
        RecordLeaf.RevisionColumn, RecordLeaf.LeafColumn, RecordLeaf.SaltColumn);

    private readonly RowsByYear entries = ByYear(
        engine, accountId, "entry", expected,
        "fiscal_year", "number", "kind", "period", "booking_date", "value_date", "recorded_at", "actor_id",
        "document_kind", "document_id", "reverses_fiscal_year", "reverses_number", "text_id", "description_commitment",
        "posting_count", "leaf_index", "approver_id");

    private readonly RowsByYear postings = ByYear(
        engine, accountId, "posting", 3 * expected,
        "fiscal_year", "number", "line", "booking_date", "ledger_account_id", "fund_id", "amount", "party_id", "venture_id");

    private readonly AppendedRows lots = Rows(
        engine, accountId, "lot", expected, "id", "fund_id", "kind", "document_id", "parent_lot_id", "fiscal_year", "number", "amount",
        "used", "encumbered", "remaining");

    private readonly AppendedRows lotUses = Rows(
        engine, accountId, "lot_use", expected,
        "fiscal_year", "number", "line", "lot_id", "used", "encumbered", "document_kind", "document_id");

    /// <summary>How many numbers this write takes in each fiscal year; the series is locked, so counting is enough.</summary>
    private readonly SortedDictionary<int, long> numbers = [];
    private readonly Dictionary<(int Year, int Period, long Account, long Fund), (long Debit, long Credit)> periodBalances = [];
    private readonly Dictionary<long, (long Spendable, long Encumbered)> fundBalances = [];
    private readonly Dictionary<long, (long Used, long Encumbered)> lotChanges = [];

    public void Add(AnsweredRequest request) =>
        requests.Text(request.RequestKey).Bytes(request.ContentHash).Text(request.Answer);

    public void AddText(long id, byte[] salt, string text) => texts.Number(id).Bytes(salt).Text(text);

    public void AddLeaf(long index, LeafKind kind, string reference, byte[] hash, Instant recordedAt) =>
        leaves.Number(index).Integer((int)kind).Text(reference).Bytes(hash).Instant(recordedAt);

    public void Add(AuditEvent audit, byte[] salt, long leafIndex) =>
        events.Number(audit.Id).Instant(audit.RecordedAt).Number(audit.ActorId).Text(audit.Code).Text(audit.Arguments)
            .Integer(1).Number(leafIndex).Bytes(salt);

    public void Add(AcceptedEntry entry, Instant recordedAt, long actorId, long textId, byte[] commitment, long leafIndex)
    {
        var (draft, reference) = (entry.Draft, entry.Reference);
        numbers[reference.FiscalYear] = numbers.GetValueOrDefault(reference.FiscalYear) + 1;
        entries.Of(reference.FiscalYear).Integer(reference.FiscalYear).Number(reference.Number).Integer((int)draft.Kind)
            .Integer(entry.Period)
            .Date(draft.BookingDate).Date(draft.ValueDate).Instant(recordedAt).Number(actorId)
            .Integer((int?)draft.Document?.Kind).Number(draft.Document?.Id)
            .Integer(draft.Undoes?.FiscalYear).Number(draft.Undoes?.Number)
            .Number(textId).Bytes(commitment).Integer(entry.Postings.Count).Number(leafIndex).Number(draft.ApproverId);
        foreach (var posting in entry.Postings) Add(entry, posting);
        foreach (var lot in entry.LotsOpened) Add(reference, lot);
        for (var index = 0; index < entry.LotMovements.Count; index++) Add(entry, entry.LotMovements[index], index + 1);
        foreach (var change in entry.FundChanges)
        {
            if (change.Spendable == 0 && change.Encumbered == 0) continue;
            var sofar = fundBalances.GetValueOrDefault(change.Fund.Id);
            fundBalances[change.Fund.Id] = (sofar.Spendable + change.Spendable, sofar.Encumbered + change.Encumbered);
        }
    }

    /// <summary>All changes in the order the guards expect; projections ascending by key, so that locks are taken in one order.</summary>
    public IReadOnlyList<TableChange> Changes(SeriesHead from, SeriesHead to) =>
    [
        new HeadAdvance($"{LedgerDb.Schema}.series_head", from, to),
        Amounts("entry_series", ["fiscal_year"], ["last_number"],
            numbers.Select(pair => new[] { pair.Key, pair.Value }), MissingRows.Inserted),
        texts,
        leaves,
        .. entries.Parts,
        .. postings.Parts,
        lots,
        Amounts("lot", ["id"], ["used", "encumbered", "remaining"],
            lotChanges.OrderBy(pair => pair.Key)
                .Select(pair => new[] { pair.Key, pair.Value.Used, pair.Value.Encumbered, -pair.Value.Used - pair.Value.Encumbered })),
        Amounts("fund_balance", ["fund_id"], ["spendable", "encumbered"],
            fundBalances.OrderBy(pair => pair.Key)
                .Select(pair => new[] { pair.Key, pair.Value.Spendable, pair.Value.Encumbered })),
        Amounts("period_balance",
            ["fiscal_year", "period", "ledger_account_id", "fund_id"], ["debit", "credit"],
            periodBalances.OrderBy(pair => pair.Key).Select(pair => new[]
            {
                pair.Key.Year, pair.Key.Period, pair.Key.Account, pair.Key.Fund, pair.Value.Debit, pair.Value.Credit,
            }),
            MissingRows.Inserted),
        events,
        lotUses,
        requests,
    ];

    private static AppendedRows Rows(DatabaseEngine engine, long accountId, string table, int expected, params string[] columns) =>
        engine.Rows($"{LedgerDb.Schema}.{table}", accountId, columns, expected);

    private static RowsByYear ByYear(DatabaseEngine engine, long accountId, string table, int expected, params string[] columns) =>
        new(engine, $"{LedgerDb.Schema}.{table}", accountId, columns, expected);

    private AddedAmounts Amounts(
        string table, string[] keys, string[] amounts, IEnumerable<long[]> rows, MissingRows missing = MissingRows.Refused) =>
        new($"{LedgerDb.Schema}.{table}", accountId, keys, amounts, rows.ToArray(), missing);

    private void Add(AcceptedEntry entry, AcceptedPosting posting)
    {
        postings.Of(entry.Reference.FiscalYear).Integer(entry.Reference.FiscalYear).Number(entry.Reference.Number).Integer(posting.Line)
            .Date(entry.Draft.BookingDate).Number(posting.Account.Id).Number(posting.Fund.Id).Number(posting.Amount)
            .Number(posting.PartyId).Number(posting.VentureId);
        var key = (entry.Reference.FiscalYear, entry.Period, posting.Account.Id, posting.Fund.Id);
        var sofar = periodBalances.GetValueOrDefault(key);
        periodBalances[key] = posting.Amount > 0
            ? (sofar.Debit + posting.Amount, sofar.Credit)
            : (sofar.Debit, sofar.Credit - posting.Amount);
    }

    private void Add(EntryReference opener, LotOpening lot) => lots
        .Number(lot.LotId).Number(lot.Fund.Id).Integer((int)lot.Origin.Kind).Number(lot.Origin.DocumentId)
        .Number(lot.ParentLotId).Integer(opener.FiscalYear).Number(opener.Number).Number(lot.Amount).Number(0).Number(0).Number(lot.Amount);

    private void Add(AcceptedEntry entry, LotMovement movement, int line)
    {
        lotUses.Integer(entry.Reference.FiscalYear).Number(entry.Reference.Number).Integer(line)
            .Number(movement.LotId).Number(movement.Used).Number(movement.Encumbered)
            .Integer((int?)entry.Draft.Document?.Kind).Number(entry.Draft.Document?.Id);
        var sofar = lotChanges.GetValueOrDefault(movement.LotId);
        lotChanges[movement.LotId] = (sofar.Used + movement.Used, sofar.Encumbered + movement.Encumbered);
    }
}
