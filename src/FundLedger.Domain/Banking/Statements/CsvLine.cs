namespace FundLedger.Domain.Banking.Statements;

/// <summary>A row of the table, with what its amount means if a minus in the column of money out is a sign and if it is not.</summary>
/// <param name="Signed">A minus among money out takes money out back: money comes in.</param>
/// <param name="Unsigned">A minus among money out only says once more that money went out.</param>
/// <param name="AmountText">As written, for the refusal.</param>
internal sealed record CsvLine(
    int Number, StatementEntry Entry, decimal Signed, decimal Unsigned, decimal? Balance, TimeSpan? Time, string Column, string AmountText)
{
    public bool IsAmbiguous => Signed != Unsigned;
}

/// <summary>
/// The order of the lines and the meaning of their signs, as far as the file decides them. Dates decide the order of days, and
/// the running balance the order inside a day; which sign is meant, the balances decide or nothing does.
/// </summary>
internal sealed class CsvLines(IReadOnlyList<CsvLine> lines, decimal? opening, decimal? closing)
{
    private readonly bool hasSigns = lines.Any(line => line.IsAmbiguous);

    /// <summary>The entries, oldest first, with their balances. Refused: <see cref="StatementRefusals.StatementSignNotDecided"/>.</summary>
    public Result<List<(int Number, StatementEntry Entry, decimal? Balance)>> InOrder()
    {
        var meanings = hasSigns ? new[] { true, false } : [true];
        var decided = meanings.Select(signed => Orders().Select(order => Of(order, signed)).FirstOrDefault(Chains))
            .OfType<List<(int Number, StatementEntry Entry, decimal? Balance)>>().ToList();
        if (decided.Count == 1) return decided[0];
        if (hasSigns)
        {
            var first = lines.First(line => line.IsAmbiguous);
            return StatementRefusals.StatementSignNotDecided(first.Number, first.Column, first.AmountText);
        }

        // Not in the order of its dates, but in an order: no sign depends on it.
        var otherwise = new[] { lines, lines.Reverse().ToList() }.Select(order => Of(order, signed: true)).FirstOrDefault(Chains);
        return otherwise ?? Of(Orders()[0], signed: true);
    }

    private List<IReadOnlyList<CsvLine>> Orders()
    {
        var reversed = lines.Reverse().ToList();
        return BookingOrder.Of(lines.Select(line => line.Entry.BookingDate)) switch
        {
            > 0 => [lines],
            < 0 => [reversed],
            0 when TimesFall() => [reversed],
            _ => [lines, reversed],
        };
    }

    /// <summary>The times of one day, where the bank gives them.</summary>
    private bool TimesFall()
    {
        var times = lines.Select(line => line.Time).ToList();
        return times.Count > 1 && times.All(time => time is not null) && times[0] > times[^1]
            && times.Zip(times.Skip(1)).All(pair => pair.First >= pair.Second);
    }

    private List<(int Number, StatementEntry Entry, decimal? Balance)> Of(IReadOnlyList<CsvLine> order, bool signed)
    {
        var given = order.Select(
            line => (line.Number, line.Entry with { Amount = signed ? line.Signed : line.Unsigned }, line.Balance)).ToList();
        var ordered = new List<(int Number, StatementEntry Entry, decimal? Balance)>(given.Count);
        var balance = opening;
        foreach (var day in Days(given))
        {
            var turned = !Chains(day, balance) && day.AsEnumerable().Reverse().ToList() is var back && Chains(back, balance) ? back : day;
            ordered.AddRange(turned);
            balance = turned[^1].Balance;
        }

        return ordered;
    }

    private static IEnumerable<List<(int Number, StatementEntry Entry, decimal? Balance)>> Days(
        List<(int Number, StatementEntry Entry, decimal? Balance)> lines)
    {
        for (var start = 0; start < lines.Count;)
        {
            var end = start + 1;
            while (end < lines.Count && lines[end].Entry.BookingDate == lines[start].Entry.BookingDate) end++;
            yield return lines.GetRange(start, end - start);
            start = end;
        }
    }

    private bool Chains(List<(int Number, StatementEntry Entry, decimal? Balance)> ordered)
    {
        if (!Chains(ordered, opening)) return false;
        if (closing is not { } end || ordered.Count == 0) return true;
        if (ordered[^1].Balance is { } last) return last == end;
        return opening is not { } start || start + ordered.Sum(line => line.Entry.Amount) == end;
    }

    private static bool Chains(List<(int Number, StatementEntry Entry, decimal? Balance)> ordered, decimal? from)
    {
        var expected = from;
        foreach (var (_, entry, balance) in ordered)
        {
            expected += entry.Amount;
            if (balance is not { } stated) continue;
            if (expected is { } known && known != stated) return false;
            expected = stated;
        }

        return true;
    }
}
