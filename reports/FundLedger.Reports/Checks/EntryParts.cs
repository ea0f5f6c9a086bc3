namespace FundLedger.Reports.Checks;

/// <summary>
/// What the entries of a block have of one kind, read in the order of their numbers and given out in that order. The
/// room is used again for the next block.
/// </summary>
internal sealed class EntryParts<T>
{
    private const int FewParts = 16;

    private readonly List<long> numbers = [];
    private T[] parts = [];
    private int next;

    public void Clear()
    {
        numbers.Clear();
        next = 0;
    }

    public void Add(long number, T part)
    {
        if (numbers.Count == parts.Length) Array.Resize(ref parts, Math.Max(FewParts, 2 * parts.Length));
        parts[numbers.Count] = part;
        numbers.Add(number);
    }

    /// <summary>Those of an entry; earlier ones must not be requested afterwards.</summary>
    public ArraySegment<T> Of(long number)
    {
        while (next < numbers.Count && numbers[next] < number) next++;
        var first = next;
        while (next < numbers.Count && numbers[next] == number) next++;
        return new ArraySegment<T>(parts, first, next - first);
    }

    /// <summary>As <see cref="Of"/>, as a list; an empty one takes no memory.</summary>
    public IReadOnlyList<T> ListOf(long number) => Of(number) is { Count: > 0 } segment ? segment : Array.Empty<T>();
}
