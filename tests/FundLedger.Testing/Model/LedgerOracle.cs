using FundLedger.Domain.Ledger;

namespace FundLedger.Testing.Model;

/// <summary>
/// Predicts, by a few plain sums, whether the ledger accepts a move or with which code it refuses. It knows nothing of
/// entries and postings, so that it can be wrong only in another way than the rules it is compared with.
/// </summary>
public sealed class LedgerOracle
{
    private sealed record Lot(int Fund, long Amount)
    {
        public long Used { get; set; }

        public Dictionary<int, long> Held { get; } = [];

        public long Remaining => Amount - Used - Held.Values.Sum();
    }

    /// <summary>What an accepted move did to lots: opened, and used or held (by which document) of which.</summary>
    private sealed record Done(List<Lot> Opened, List<(Lot Lot, long Used, long Held)> Moved, int Document, bool IsReversal)
    {
        public bool Reversed { get; set; }
    }

    private readonly List<Lot> lots = [];
    private readonly List<Done> history = [];

    /// <summary>How far each month is closed: not, softly, for good.</summary>
    private readonly int[] closed = new int[LedgerMove.Months + 1];

    public long Available(int fund) => lots.Where(lot => lot.Fund == fund).Sum(lot => lot.Remaining);

    /// <summary>
    /// The fund and the position among all lots of the one lot that the accepted move opened; null when it opened
    /// none or several.
    /// </summary>
    public (int Fund, int Lot)? LotOf(int move) => move < history.Count && history[move].Opened is [var only]
        ? (only.Fund, lots.IndexOf(only))
        : null;

    /// <summary>The code of the refusal, or null when the move is accepted (and then taken into account).</summary>
    public string? Play(LedgerMove move) => move switch
    {
        Give give => Closed(give.Month) ?? Take(give),
        Spend spend => Closed(spend.Month) ?? Take(spend.Fund, spend.Dollars, -1, hold: false),
        Hold hold => Closed(hold.Month) ?? Take(hold.Fund, hold.Dollars, hold.Document, hold: true),
        Free free => Loosen(free.Fund, free.Dollars, free.Document, spend: false),
        Release release => Closed(release.Month) ?? Loosen(release.Fund, release.Dollars, release.Document, spend: true),
        Shift shift => Closed(shift.Month) ?? Take(shift),
        Redesignate redesignate => Take(redesignate),
        TakeBack back => Take(back),
        MovePeriod period => Close(period),
        _ => throw new InvalidOperationException($"Unknown move {move}."),
    };

    private string? Closed(int month) => closed[month] switch
    {
        0 => null,
        1 => nameof(LedgerRefusals.PeriodSoftClosed),
        _ => nameof(LedgerRefusals.PeriodClosed),
    };

    /// <summary>Soft, then for good and only in order; back the same way, the last one first.</summary>
    private string? Close(MovePeriod period)
    {
        var now = closed[period.Month];
        switch (period.Step)
        {
            case PeriodMove.SoftClose when now == 0:
            case PeriodMove.Close when now == 1 && period.Month == 1:
            case PeriodMove.Close when now == 1 && closed[period.Month - 1] == 2:
                closed[period.Month]++;
                return null;
            case PeriodMove.Close when now == 1: return nameof(PeriodRefusals.EarlierPeriodOpen);
            case PeriodMove.Reopen when now == 2 && period.Month < LedgerMove.Months && closed[period.Month + 1] == 2:
                return nameof(PeriodRefusals.LaterPeriodClosed);
            case PeriodMove.Reopen when now > 0:
                closed[period.Month]--;
                return null;
            default: return nameof(PeriodRefusals.PeriodMoveNotPermitted);
        }
    }

    private string? Take(Redesignate move)
    {
        var lot = history[move.Move].Opened.Single();
        if (Available(lot.Fund) < move.Dollars) return nameof(LedgerRefusals.InsufficientAvailable);
        if (lot.Remaining < move.Dollars) return nameof(LedgerRefusals.LotTooSmall);
        lot.Used += move.Dollars;
        var child = new Lot(1 - lot.Fund, move.Dollars);
        lots.Add(child);
        history.Add(new Done([child], [(lot, move.Dollars, 0)], -1, false));
        return null;
    }

    private string? Take(Give give)
    {
        var lot = new Lot(give.Fund, give.Dollars);
        lots.Add(lot);
        history.Add(new Done([lot], [], -1, false));
        return null;
    }

    private string? Take(int fund, long dollars, int document, bool hold)
    {
        if (Available(fund) < dollars) return nameof(LedgerRefusals.InsufficientAvailable);
        history.Add(new Done([], Oldest(fund, dollars, document, hold), document, false));
        return null;
    }

    private string? Loosen(int fund, long dollars, int document, bool spend)
    {
        var own = lots.Where(lot => lot.Fund == fund).ToArray();
        if (own.Sum(lot => lot.Held.GetValueOrDefault(document)) < dollars) return nameof(LedgerRefusals.EncumbranceTooSmall);
        var moved = new List<(Lot, long, long)>();
        foreach (var lot in own)
        {
            var part = Math.Min(dollars, lot.Held.GetValueOrDefault(document));
            if (part == 0) continue;
            lot.Held[document] -= part;
            if (spend) lot.Used += part;
            moved.Add((lot, spend ? part : 0, -part));
            dollars -= part;
        }

        history.Add(new Done([], moved, document, false));
        return null;
    }

    private string? Take(Shift shift)
    {
        if (Available(shift.From) < shift.Dollars) return nameof(LedgerRefusals.InsufficientAvailable);
        var moved = Oldest(shift.From, shift.Dollars, -1, hold: false);
        var children = moved.Select(part => new Lot(shift.To, part.Used)).ToList();
        lots.AddRange(children);
        history.Add(new Done(children, moved, -1, false));
        return null;
    }

    private string? Take(TakeBack back)
    {
        if (back.Move >= history.Count) return nameof(LedgerRefusals.EntryNotFound);
        var done = history[back.Move];
        if (done.IsReversal) return nameof(ReversalRefusals.ReversalNotReversible);
        if (done.Reversed) return nameof(LedgerRefusals.EntryAlreadyReversed);

        // Funds first, as the rules do: what leaves a fund must be available in it.
        var leaving = done.Opened.Select(lot => (lot.Fund, Amount: lot.Amount))
            .Concat(done.Moved.Select(part => (part.Lot.Fund, Amount: -part.Used - part.Held)));
        if (leaving.GroupBy(part => part.Fund)
            .Any(fund => fund.Sum(part => part.Amount) is var sum && sum > 0 && sum > Available(fund.Key)))
        {
            return nameof(LedgerRefusals.InsufficientAvailable);
        }

        if (done.Opened.Any(lot => lot.Remaining < lot.Amount)) return nameof(LedgerRefusals.LotInUse);
        foreach (var (lot, used, held) in done.Moved)
        {
            if (held > lot.Held.GetValueOrDefault(done.Document) && held > 0) return nameof(LedgerRefusals.EncumbranceTooSmall);
            if (lot.Remaining < -used - held) return nameof(LedgerRefusals.LotInUse);
        }

        foreach (var lot in done.Opened) lot.Used += lot.Amount;
        foreach (var (lot, used, held) in done.Moved)
        {
            lot.Used -= used;
            if (held != 0) lot.Held[done.Document] = lot.Held.GetValueOrDefault(done.Document) - held;
        }

        done.Reversed = true;
        history.Add(new Done([], [], -1, true));
        return null;
    }

    private List<(Lot Lot, long Used, long Held)> Oldest(int fund, long dollars, int document, bool hold)
    {
        var moved = new List<(Lot, long, long)>();
        foreach (var lot in lots.Where(lot => lot.Fund == fund))
        {
            var part = Math.Min(dollars, lot.Remaining);
            if (part == 0) continue;
            if (hold) lot.Held[document] = lot.Held.GetValueOrDefault(document) + part;
            else lot.Used += part;
            moved.Add((lot, hold ? 0 : part, hold ? part : 0));
            dollars -= part;
        }

        return moved;
    }
}
