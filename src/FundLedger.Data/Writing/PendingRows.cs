using System.Data.Common;
using FundLedger.Data.Engines;
using FundLedger.Data.Model;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>
/// The rows that accepted entries make, gathered until the decision has ended and then appended table by table,
/// each table in one statement: first the series, then entries, postings, lots, their uses, the projections.
/// </summary>
internal sealed class PendingRows(long accountId)
{
    private readonly List<object?[]> entries = [];
    private readonly List<object?[]> postings = [];
    private readonly List<object?[]> lots = [];
    private readonly List<object?[]> lotUses = [];
    private readonly List<object?[]> texts = [];
    private readonly List<object?[]> leaves = [];
    /// <summary>How many numbers this write takes in each fiscal year; the series is locked, so counting is enough.</summary>
    private readonly SortedDictionary<int, long> numbers = [];
    private readonly SortedDictionary<(int Year, int Period, long Account, long Fund), (long Debit, long Credit)> periodBalances = [];
    private readonly SortedDictionary<long, (long Spendable, long Encumbered)> fundBalances = [];
    private readonly SortedDictionary<long, (long Used, long Encumbered)> lotChanges = [];

    public void Add(LogLeaf leaf) => leaves.Add(
        [leaf.DedicatedAccountId, leaf.LeafIndex, (int)leaf.Kind, leaf.Reference, leaf.Hash, Utc(leaf.RecordedAt)]);

    public void Add(SideText text) => texts.Add([text.DedicatedAccountId, text.Id, text.Salt, text.Text]);

    public void Add(AcceptedEntry entry, Instant recordedAt, long actorId, long textId, byte[] commitment, long leafIndex)
    {
        var (year, number) = entry.Reference;
        var draft = entry.Draft;
        numbers[year] = numbers.GetValueOrDefault(year) + 1;
        entries.Add(
        [
            accountId, year, number, (int)draft.Kind, entry.Period, draft.BookingDate.ToDateOnly(), draft.ValueDate.ToDateOnly(),
            Utc(recordedAt), actorId, (int?)draft.Document?.Kind, draft.Document?.Id,
            draft.Reverses?.FiscalYear, draft.Reverses?.Number, textId, commitment, entry.Postings.Count, leafIndex,
        ]);
        foreach (var posting in entry.Postings) Add(entry, posting);
        foreach (var lot in entry.LotsOpened)
        {
            lots.Add(
            [
                accountId, lot.LotId, lot.Fund.Id, (int)lot.Origin.Kind, lot.Origin.DocumentId, lot.ParentLotId,
                year, number, lot.Amount, 0L, 0L, lot.Amount,
            ]);
        }

        for (var index = 0; index < entry.LotMovements.Count; index++) Add(entry, entry.LotMovements[index], index + 1);
        foreach (var change in entry.FundChanges.Where(change => change.Spendable != 0 || change.Encumbered != 0))
        {
            var sofar = fundBalances.GetValueOrDefault(change.Fund.Id);
            fundBalances[change.Fund.Id] = (sofar.Spendable + change.Spendable, sofar.Encumbered + change.Encumbered);
        }
    }

    public async Task Flush(DatabaseEngine engine, DbTransaction transaction, CancellationToken stop)
    {
        await AddAmounts("entry_series", ["dedicated_account_id", "fiscal_year"], ["last_number"],
            numbers.Select(pair => new[] { accountId, pair.Key, pair.Value }), insertMissing: true);
        await Append("side_text", ["dedicated_account_id", "id", "salt", "text"], texts);
        await Append("log_leaf", ["dedicated_account_id", "leaf_index", "kind", "reference", "hash", "recorded_at"], leaves);
        await Append("entry",
            ["dedicated_account_id", "fiscal_year", "number", "kind", "period", "booking_date", "value_date", "recorded_at", "actor_id",
             "document_kind", "document_id", "reverses_fiscal_year", "reverses_number", "text_id", "description_commitment", "posting_count", "leaf_index"],
            entries);
        await Append("posting",
            ["dedicated_account_id", "fiscal_year", "number", "line", "booking_date", "ledger_account_id", "fund_id", "amount", "party_id", "venture_id"],
            postings);
        await Append("lot",
            ["dedicated_account_id", "id", "fund_id", "kind", "document_id", "parent_lot_id", "fiscal_year", "number", "amount", "used", "encumbered", "remaining"],
            lots);
        await AddAmounts("lot", ["dedicated_account_id", "id"], ["used", "encumbered", "remaining"],
            lotChanges.Select(pair => new[] { accountId, pair.Key, pair.Value.Used, pair.Value.Encumbered, -pair.Value.Used - pair.Value.Encumbered }));
        await Append("lot_use",
            ["dedicated_account_id", "fiscal_year", "number", "line", "lot_id", "used", "encumbered", "document_kind", "document_id"], lotUses);
        await AddAmounts("fund_balance", ["dedicated_account_id", "fund_id"], ["spendable", "encumbered"],
            fundBalances.Select(pair => new[] { accountId, pair.Key, pair.Value.Spendable, pair.Value.Encumbered }));
        await AddAmounts("period_balance",
            ["dedicated_account_id", "fiscal_year", "period", "ledger_account_id", "fund_id"], ["debit", "credit"],
            periodBalances.Select(pair => new[]
            {
                accountId, pair.Key.Year, pair.Key.Period, pair.Key.Account, pair.Key.Fund, pair.Value.Debit, pair.Value.Credit,
            }),
            insertMissing: true);

        Task Append(string table, string[] columns, List<object?[]> rows) => rows.Count == 0
            ? Task.CompletedTask
            : engine.AppendAsync(transaction, new AppendBatch($"{LedgerDb.Schema}.{table}", columns, rows), stop);

        Task AddAmounts(string table, string[] keys, string[] amounts, IEnumerable<long[]> changes, bool insertMissing = false)
        {
            var rows = changes.ToArray();
            return rows.Length == 0
                ? Task.CompletedTask
                : engine.AddAmountsAsync(transaction, new AmountBatch($"{LedgerDb.Schema}.{table}", keys, amounts, rows, insertMissing), stop);
        }
    }

    private static DateTime Utc(Instant instant) => instant.ToDateTimeUtc();

    private void Add(AcceptedEntry entry, AcceptedPosting posting)
    {
        var (year, number) = entry.Reference;
        postings.Add(
        [
            accountId, year, number, posting.Line, entry.Draft.BookingDate.ToDateOnly(), posting.Account.Id, posting.Fund.Id,
            posting.Amount, posting.PartyId, posting.VentureId,
        ]);
        var key = (year, entry.Period, posting.Account.Id, posting.Fund.Id);
        var sofar = periodBalances.GetValueOrDefault(key);
        periodBalances[key] = posting.Amount > 0
            ? (sofar.Debit + posting.Amount, sofar.Credit)
            : (sofar.Debit, sofar.Credit - posting.Amount);
    }

    private void Add(AcceptedEntry entry, LotMovement movement, int line)
    {
        var (year, number) = entry.Reference;
        lotUses.Add(
        [
            accountId, year, number, line, movement.LotId, movement.Used, movement.Encumbered,
            (int?)entry.Draft.Document?.Kind, entry.Draft.Document?.Id,
        ]);
        var sofar = lotChanges.GetValueOrDefault(movement.LotId);
        lotChanges[movement.LotId] = (sofar.Used + movement.Used, sofar.Encumbered + movement.Encumbered);
    }
}
