namespace FundLedger.Domain.Ledger;

/// <summary>What one entry takes from the lots of one fund, gathered lot by lot so that each lot moves once.</summary>
internal sealed class LotDraws(FundState fund)
{
    private readonly SortedList<long, (long Used, long Encumbered)> moved = [];
    private Dictionary<long, long>? freed;

    /// <summary>Frees what the document has encumbered, oldest lot first; returns what could not be freed.</summary>
    public long Free(DocumentReference? document, long amount)
    {
        if (document is not { } owner) return amount;
        foreach (var lot in fund.Lots)
        {
            var part = Math.Min(amount, lot.EncumberedFor(owner));
            if (part <= 0) continue;
            Add(lot.Id, used: 0, encumbered: -part);
            (freed ??= [])[lot.Id] = part;
            amount -= part;
        }

        return amount;
    }

    /// <summary>Uses first what the same entry has just freed; returns what is still wanted.</summary>
    public long UseFreed(long amount)
    {
        if (freed is null) return amount;
        foreach (var (lot, free) in freed.OrderBy(pair => pair.Key))
        {
            // A line that names this lot may have taken of it already.
            var part = Math.Min(Math.Min(amount, free), Remaining(lot) ?? 0);
            if (part <= 0) continue;
            Add(lot, used: part, encumbered: 0);
            amount -= part;
        }

        return amount;
    }

    /// <summary>Takes from the oldest lots first; returns what could not be taken.</summary>
    public long Take(long amount, bool encumber)
    {
        for (var index = 0; index < fund.Lots.Count && amount != 0; index++)
        {
            var lot = fund.Lots[index];
            var part = Math.Min(amount, Left(lot));
            if (part <= 0) continue;
            TakeFrom(lot.Id, part, encumber);
            amount -= part;
        }

        return amount;
    }

    public void TakeFrom(long lot, long amount, bool encumber) =>
        Add(lot, encumber ? 0 : amount, encumber ? amount : 0);

    /// <summary>What is left of the lot after this entry's takings so far; null when the lot is not in the fund.</summary>
    public long? Remaining(long lot) => fund.Lots.Find(lot) is { } held ? Left(held) : null;

    public LotMovement[] Movements() => moved
        .Where(pair => pair.Value != (0, 0))
        .Select(pair => new LotMovement(pair.Key, fund.Fund.Code, pair.Value.Used, pair.Value.Encumbered))
        .ToArray();

    private long Left(LotState lot) =>
        moved.TryGetValue(lot.Id, out var sofar) ? lot.Remaining - sofar.Used - sofar.Encumbered : lot.Remaining;

    private void Add(long lot, long used, long encumbered)
    {
        var sofar = moved.GetValueOrDefault(lot);
        moved[lot] = (sofar.Used + used, sofar.Encumbered + encumbered);
    }
}
