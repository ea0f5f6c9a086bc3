namespace FundLedger.Domain.Ledger;

/// <summary>What an entry does to lots.</summary>
public sealed record LotDecision(IReadOnlyList<LotOpening> Openings, IReadOnlyList<LotMovement> Movements);

/// <summary>
/// Keeps every dollar traceable: an entry that raises a fund's spendable money opens exactly that much lot,
/// one that lowers it uses exactly that much, an encumbrance reserves exactly that much.
/// </summary>
public static class LotRules
{
    public static Result<LotDecision> Decide(LedgerSnapshot snapshot, EntryDraft draft, IReadOnlyList<FundChange> changes)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(changes);
        if (draft.ExactLotMovements is { } exact) return Exactly(snapshot, draft, exact);

        var movements = new List<LotMovement>();
        var directed = draft.Postings.Any(posting => posting.LotId is not null);
        foreach (var change in changes)
        {
            if (change is { Spendable: >= 0, Encumbered: 0 } && !directed) continue;
            var moved = Move(snapshot, draft, change);
            if (moved.IsRefused) return moved.Refusal;
            movements.AddRange(moved.Value);
        }

        var openings = Open(snapshot, draft, changes, movements);
        return openings.Select(opening => new LotDecision(opening, movements));
    }

    /// <summary>Frees, uses and encumbers lots of one fund, in that order.</summary>
    private static Result<LotMovement[]> Move(LedgerSnapshot snapshot, EntryDraft draft, FundChange change)
    {
        var fund = snapshot.Funds[change.Fund.Code];
        var takings = new LotDraws(fund);
        if (change.Encumbered < 0)
        {
            var missing = takings.Free(draft.Document, -change.Encumbered);
            if (missing > 0)
            {
                var needed = -change.Encumbered;
                return LedgerRefusals.EncumbranceTooSmall(
                    change.Fund.Code, new Money(needed - missing, snapshot.Currency), new Money(needed, snapshot.Currency));
            }
        }

        var use = Math.Max(0, -change.Spendable);
        var reserve = Math.Max(0, change.Encumbered);
        if (Direct(snapshot, draft, change, takings, ref use, ref reserve) is { } refusal) return refusal;

        use = takings.UseFreed(use);
        use = takings.Take(use, encumber: false);
        reserve = takings.Take(reserve, encumber: true);
        return use + reserve > 0
            ? LedgerRefusals.InsufficientAvailable(
                change.Fund.Code, new Money(fund.Available, snapshot.Currency), new Money(
                    fund.Available + use + reserve, snapshot.Currency))
            : takings.Movements();
    }

    /// <summary>Honours the lots that lines name, before first-in-first-out takes the rest.</summary>
    private static Refusal? Direct(
        LedgerSnapshot snapshot, EntryDraft draft, FundChange change, LotDraws takings, ref long use, ref long reserve)
    {
        foreach (var posting in draft.Postings.Where(posting => posting.LotId is not null && posting.Fund == change.Fund.Code))
        {
            var account = snapshot.Accounts[posting.Account];
            var encumber = account.Code == ChartOfAccounts.Encumbrances;
            var amount = encumber ? posting.Amount.MinorUnits : -posting.Amount.MinorUnits;
            if (amount <= 0 || !(encumber || account.Spendable)) continue;

            amount = Math.Min(amount, encumber ? reserve : use);
            var lot = posting.LotId!.Value;
            var remaining = takings.Remaining(lot);
            if (remaining is null) return LedgerRefusals.LotNotInFund(lot, posting.Fund);
            if (remaining < amount)
            {
                return LedgerRefusals.LotTooSmall(lot, new Money(remaining.Value, snapshot.Currency), new Money(amount, snapshot.Currency));
            }

            takings.TakeFrom(lot, amount, encumber);
            if (encumber) reserve -= amount;
            else use -= amount;
        }

        return null;
    }

    private static Result<LotOpening[]> Open(
        LedgerSnapshot snapshot, EntryDraft draft, IReadOnlyList<FundChange> changes, IReadOnlyList<LotMovement> movements)
    {
        var rises = changes.Where(change => change.Spendable > 0).ToArray();
        if (rises.Length == 0) return Array.Empty<LotOpening>();
        if (draft.Opens is not { } origin)
        {
            return LedgerRefusals.RiseWithoutOrigin(rises[0].Fund.Code, new Money(rises[0].Spendable, snapshot.Currency));
        }

        var next = snapshot.LastLotId;
        if (origin.Kind != LotKind.Child)
        {
            return rises.Select(rise => new LotOpening(++next, rise.Fund, rise.Spendable, origin, null)).ToArray();
        }

        var given = new Queue<(long Lot, long Amount)>(
            movements.Where(movement => movement.Used > 0).Select(movement => (movement.LotId, movement.Used)));
        var givenTotal = given.Sum(part => part.Amount);
        var takenTotal = rises.Sum(rise => rise.Spendable);
        if (givenTotal != takenTotal)
        {
            return LedgerRefusals.TransferNotEven(new Money(givenTotal, snapshot.Currency), new Money(takenTotal, snapshot.Currency));
        }

        return Children(rises, given, origin, next);
    }

    /// <summary>One child per parent and fund, so that each child has exactly one parent link.</summary>
    private static LotOpening[] Children(
        IEnumerable<FundChange> rises, Queue<(long Lot, long Amount)> given, LotOrigin origin, long lastLotId)
    {
        var openings = new List<LotOpening>();
        var (parent, left) = (0L, 0L);
        foreach (var rise in rises)
        {
            var missing = rise.Spendable;
            while (missing > 0)
            {
                if (left == 0) (parent, left) = given.Dequeue();
                var amount = Math.Min(missing, left);
                openings.Add(new LotOpening(++lastLotId, rise.Fund, amount, origin, parent));
                missing -= amount;
                left -= amount;
            }
        }

        return openings.ToArray();
    }

    private static Result<LotDecision> Exactly(LedgerSnapshot snapshot, EntryDraft draft, IReadOnlyList<LotMovement> movements)
    {
        foreach (var movement in movements)
        {
            if (snapshot.Funds[movement.Fund].Lots.Find(movement.LotId) is not { } lot)
            {
                return LedgerRefusals.LotNotInFund(movement.LotId, movement.Fund);
            }

            // What the lot has encumbered may since belong to another document.
            var encumbered = draft.Document is { } document ? lot.EncumberedFor(document) : lot.Encumbered;
            if (movement.Encumbered < 0 && encumbered + movement.Encumbered < 0)
            {
                return LedgerRefusals.EncumbranceTooSmall(
                    movement.Fund, new Money(encumbered, snapshot.Currency), new Money(-movement.Encumbered, snapshot.Currency));
            }

            var needed = movement.Used + movement.Encumbered;
            if (lot.Remaining < needed || lot.Used + movement.Used < 0)
            {
                return LedgerRefusals.LotInUse(lot.Id, new Money(lot.Remaining, snapshot.Currency), new Money(needed, snapshot.Currency));
            }
        }

        return new LotDecision([], movements);
    }
}
