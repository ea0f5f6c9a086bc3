using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Ledger;

/// <summary>Books in memory: a snapshot that accepted entries are applied to, and what a reversal has to read back.</summary>
internal sealed class PureBooks
{
    private readonly Dictionary<EntryReference, PostedEntry> posted = [];
    private long lastFundId;

    public PureBooks(LocalDate? today = null) => Snapshot = new LedgerSnapshot(
        Currency.Twd, today ?? Today, ChartOfAccounts.Seed.Select((account, index) => account with { Id = index + 1 })
            .ToDictionary(account => account.Code));

    public static LocalDate Today { get; } = new(2026, 7, 1);

    public LedgerSnapshot Snapshot { get; }

    public static DocumentReference Document(long id) => new(DocumentKind.Disbursement, id);

    public string AddFund(string code)
    {
        var fund = new Fund(++lastFundId, code, "測試基金", "Test fund", SourceKind.Donation, null, DesignationKind.None, null);
        Snapshot.Funds[code] = new FundState(fund, 0, 0);
        return code;
    }

    /// <summary>A fund with one lot for each amount.</summary>
    public string AddFundHolding(string code, params long[] gifts)
    {
        AddFund(code);
        foreach (var dollars in gifts) _ = Post(Drafts.Gift(code, dollars, Snapshot.Today)).Value;
        return code;
    }

    public Result<AcceptedEntry> Post(EntryDraft draft)
    {
        var accepted = EntryRules.Accept(Snapshot, draft);
        if (accepted.IsRefused) return accepted;

        var entry = accepted.Value;
        Snapshot.Apply(entry);
        posted[entry.Reference] = new PostedEntry(
            entry.Reference, draft.Kind, draft.BookingDate, draft.ValueDate, draft.Document, draft.Undoes,
            draft.Postings, entry.LotsOpened, entry.LotMovements)
        {
            Period = entry.Period,
        };
        return accepted;
    }

    public Result<AcceptedEntry> Reverse(EntryReference entry, LocalDate? bookingDate = null, string reason = "wrong") =>
        Reversal.Of(posted[entry], bookingDate ?? Snapshot.Today, reason).Then(Post);

    /// <summary>Reverses an opening on the day it was booked.</summary>
    public Result<AcceptedEntry> ReverseOpening(EntryReference entry) =>
        Reversal.Of(posted[entry], posted[entry].BookingDate, "wrong").Then(draft => Post(draft with { Opening = true }));

    public Result<AcceptedEntry> Correct(EntryReference entry, LocalDate? bookingDate = null, string reason = "wrong") =>
        Correction.Of(posted[entry], bookingDate ?? Snapshot.Today, reason, Snapshot.Accounts).Then(Post);

    public Result<PeriodState> MovePeriod(int month, PeriodMove move)
    {
        var year = Snapshot.Today.Year;
        var states = Snapshot.Periods.Where(pair => pair.Key.FiscalYear == year).ToDictionary(pair => pair.Key.Period, pair => pair.Value);
        var moved = new FiscalYearPeriods(year, states).Move(month, move, Snapshot.Today, "reason");
        if (!moved.IsRefused) Snapshot.Periods[(year, month)] = moved.Value;
        return moved;
    }

    public FundState Fund(string code) => Snapshot.Funds[code];

    /// <summary>Used, encumbered and remaining of each lot of the fund, in lot order.</summary>
    public (long Used, long Encumbered, long Remaining)[] Lots(string fund) =>
        Snapshot.Funds[fund].Lots.Select(lot => (lot.Used, lot.Encumbered, lot.Remaining)).ToArray();
}
