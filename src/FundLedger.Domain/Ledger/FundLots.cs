using System.Collections;

namespace FundLedger.Domain.Ledger;

/// <summary>
/// The lots loaded for a fund, in lot-number order. Nearly all come last and go first, so they lie side by side in a list
/// whose beginning moves on: a fund may have hundreds of thousands, and every payment begins with the oldest.
/// </summary>
public sealed class FundLots : IReadOnlyList<LotState>
{
    /// <summary>The list is compacted when it holds more removed lots than this, and more than present ones.</summary>
    private const int MaxGone = 64;

    private readonly List<LotState> lots = [];

    /// <summary>Index of the first lot still present; those before it are removed.</summary>
    private int first;

    public int Count => lots.Count - first;

    public LotState this[int index] => lots[first + index];

    /// <summary>The lot of that number; null when it is not loaded.</summary>
    public LotState? Find(long id)
    {
        var index = IndexOf(id);
        return index < lots.Count && lots[index].Id == id ? lots[index] : null;
    }

    /// <summary>Takes the lot in, unless one of its number is there already.</summary>
    public void Add(LotState lot)
    {
        ArgumentNullException.ThrowIfNull(lot);
        if (Count == 0 || lots[^1].Id < lot.Id)
        {
            lots.Add(lot);
            return;
        }

        var index = IndexOf(lot.Id);
        if (lots[index].Id != lot.Id) lots.Insert(index, lot);
    }

    public void Remove(LotState lot)
    {
        ArgumentNullException.ThrowIfNull(lot);
        var index = IndexOf(lot.Id);
        if (index == lots.Count || lots[index].Id != lot.Id) return;
        if (index != first)
        {
            lots.RemoveAt(index);
            return;
        }

        first++;
        if (first <= MaxGone || first <= Count) return;
        lots.RemoveRange(0, first);
        first = 0;
    }

    public IEnumerator<LotState> GetEnumerator() => lots.Skip(first).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Index of the first lot with that number or a higher one.</summary>
    private int IndexOf(long id)
    {
        var (low, high) = (first, lots.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (lots[middle].Id < id) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
