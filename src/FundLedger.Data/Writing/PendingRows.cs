using FundLedger.Data.Engines;
using FundLedger.Data.Model;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>
/// The rows that accepted entries make, gathered until the decisions have ended and then appended table by table,
/// each table in one statement: first the head, then the series, then entries, postings, lots, their uses, the projections.
/// </summary>
/// <param name="expected">So many entries will probably come.</param>
internal sealed class PendingRows(long accountId, int expected)
{
    private readonly RequestColumns requests = new(expected);
    private readonly TextColumns texts = new(expected);
    private readonly LeafColumns leaves = new(expected);
    private readonly AuditColumns events = new(expected: 1);
    private readonly EntryColumns entries = new(expected);
    private readonly PostingColumns postings = new(3 * expected);
    private readonly LotColumns lots = new(expected);
    private readonly LotUseColumns lotUses = new(expected);

    /// <summary>How many numbers this write takes in each fiscal year; the series is locked, so counting is enough.</summary>
    private readonly SortedDictionary<int, long> numbers = [];
    private readonly Dictionary<(int Year, int Period, long Account, long Fund), (long Debit, long Credit)> periodBalances = [];
    private readonly Dictionary<long, (long Spendable, long Encumbered)> fundBalances = [];
    private readonly Dictionary<long, (long Used, long Encumbered)> lotChanges = [];

    public void Add(AnsweredRequest request) => requests.Add(accountId, request);

    public void Add(SideText text) => texts.Add(accountId, text);

    public void Add(LogLeaf leaf) => leaves.Add(accountId, leaf);

    public void Add(AuditEvent happened) => events.Add(accountId, happened);

    public void Add(AcceptedEntry entry, Instant recordedAt, long actorId, long textId, byte[] commitment, long leafIndex)
    {
        numbers[entry.Reference.FiscalYear] = numbers.GetValueOrDefault(entry.Reference.FiscalYear) + 1;
        entries.Add(accountId, entry, recordedAt, actorId, textId, commitment, leafIndex);
        foreach (var posting in entry.Postings) Add(entry, posting);
        foreach (var lot in entry.LotsOpened) lots.Add(accountId, entry.Reference, lot);
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
        new MovedHead($"{LedgerDb.Schema}.series_head", from, to),
        Amounts("entry_series", ["dedicated_account_id", "fiscal_year"], ["last_number"],
            numbers.Select(pair => new[] { accountId, pair.Key, pair.Value }), insertMissing: true),
        texts.Rows,
        leaves.Rows,
        entries.Rows,
        postings.Rows,
        lots.Rows,
        Amounts("lot", ["dedicated_account_id", "id"], ["used", "encumbered", "remaining"],
            lotChanges.OrderBy(pair => pair.Key)
                .Select(pair => new[] { accountId, pair.Key, pair.Value.Used, pair.Value.Encumbered, -pair.Value.Used - pair.Value.Encumbered })),
        lotUses.Rows,
        Amounts("fund_balance", ["dedicated_account_id", "fund_id"], ["spendable", "encumbered"],
            fundBalances.OrderBy(pair => pair.Key)
                .Select(pair => new[] { accountId, pair.Key, pair.Value.Spendable, pair.Value.Encumbered })),
        Amounts("period_balance",
            ["dedicated_account_id", "fiscal_year", "period", "ledger_account_id", "fund_id"], ["debit", "credit"],
            periodBalances.OrderBy(pair => pair.Key).Select(pair => new[]
            {
                accountId, pair.Key.Year, pair.Key.Period, pair.Key.Account, pair.Key.Fund, pair.Value.Debit, pair.Value.Credit,
            }),
            insertMissing: true),
        events.Rows,
        requests.Rows,
    ];

    private static AddedAmounts Amounts(string table, string[] keys, string[] amounts, IEnumerable<long[]> rows, bool insertMissing = false) =>
        new($"{LedgerDb.Schema}.{table}", keys, amounts, rows.ToArray(), insertMissing);

    private void Add(AcceptedEntry entry, AcceptedPosting posting)
    {
        postings.Add(accountId, entry, posting);
        var key = (entry.Reference.FiscalYear, entry.Period, posting.Account.Id, posting.Fund.Id);
        var sofar = periodBalances.GetValueOrDefault(key);
        periodBalances[key] = posting.Amount > 0
            ? (sofar.Debit + posting.Amount, sofar.Credit)
            : (sofar.Debit, sofar.Credit - posting.Amount);
    }

    private void Add(AcceptedEntry entry, LotMovement movement, int line)
    {
        lotUses.Add(accountId, entry, movement, line);
        var sofar = lotChanges.GetValueOrDefault(movement.LotId);
        lotChanges[movement.LotId] = (sofar.Used + movement.Used, sofar.Encumbered + movement.Encumbered);
    }
}
