using NodaTime;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>A line as it is compared with others: amounts in minor units.</summary>
/// <param name="Balance">The balance after it; null for stored lines from before it was kept.</param>
/// <param name="BankReference">The bank's own number of the booking, where it gives one.</param>
/// <param name="Identity">See <see cref="StatementEntry.Identity"/>, in upper case.</param>
/// <param name="Ordinal">Of equal stored lines; zero for a line that is not stored yet.</param>
public sealed record ChainLine(LocalDate Day, long Amount, long? Balance, string? BankReference, string Identity, int Ordinal = 0);

/// <summary>Lines of a statement, by their places in it, that lead from one balance to the other.</summary>
/// <param name="IsBeginning">It leads to where the path began; else it goes on from where the path ended.</param>
public sealed record ChainPart(long Opening, long Closing, IReadOnlyList<int> Lines, bool IsBeginning = false);

/// <summary>
/// The stored lines of one bank account: one path from the first opening balance to the last closing balance. A statement that
/// touches stored days continues the path at one end or at both, once its known lines are taken out, or it is not taken.
/// </summary>
/// <param name="opening">Minor units; where the path begins.</param>
/// <param name="closing">Minor units; where it ends.</param>
/// <param name="firstDay">Of the first stored line.</param>
/// <param name="lastDay">Of the last stored line.</param>
/// <param name="balanceBefore">The balance before the first of <paramref name="near"/>.</param>
/// <param name="near">The stored lines of all days that the statements to be taken cover, in the order of the path.</param>
public sealed class StatementChain(
    long opening, long closing, LocalDate firstDay, LocalDate lastDay, long balanceBefore, IEnumerable<ChainLine> near)
{
    private readonly List<ChainLine> stored = [.. near];

    private enum Sign
    {
        BankReference,
        Balance,
        Text,
        Amount,
    }

    /// <summary>
    /// Ways to find the known lines, tried in this order until one leads from balance to balance: the one that knows most lines
    /// comes first, so that nothing is counted twice. The bank's number is the surest sign, text the least sure.
    /// </summary>
    private static IReadOnlyList<IReadOnlyList<Sign>> Ways { get; } =
    [
        [Sign.BankReference, Sign.Balance, Sign.Text, Sign.Amount],
        [Sign.BankReference, Sign.Balance, Sign.Text],
        [Sign.BankReference, Sign.Balance],
        [Sign.Balance],
        [],
    ];

    /// <summary>Where the path ends now.</summary>
    public long Closing => closing;

    /// <summary>How many equal lines there are of each identity, of the days looked at.</summary>
    public Dictionary<string, int> Ordinals() => stored.GroupBy(line => line.Identity)
        .ToDictionary(lines => lines.Key, lines => lines.Max(line => line.Ordinal), StringComparer.Ordinal);

    /// <summary>Whether a statement of these days has anything to do with stored lines.</summary>
    public bool Touches(LocalDate from) => from <= lastDay;

    /// <summary>
    /// What the statement adds, which is then part of the path; no part when every line is known, null when it does not chain.
    /// </summary>
    /// <param name="from">The first day the statement covers.</param>
    /// <param name="to">The last day.</param>
    /// <param name="lines">In the order of booking, with the balance after each.</param>
    public IReadOnlyList<ChainPart>? Take(long statementOpening, LocalDate from, LocalDate to, IReadOnlyList<ChainLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var statement = new Given(statementOpening, statementOpening + lines.Sum(line => line.Amount), from, to, lines);
        foreach (var way in lines.Count == 0 ? Ways.TakeLast(1) : Ways)
        {
            var (known, left) = Find(lines, way);
            if (Parts(statement, known, left) is not { } parts) continue;
            foreach (var part in parts) Add(part, statement);
            return parts;
        }

        return null;
    }

    private sealed record Given(long Opening, long Closing, LocalDate From, LocalDate To, IReadOnlyList<ChainLine> Lines)
    {
        public LocalDate First { get; } = Lines.Count > 0 ? Lines.Min(line => line.Day) : From;

        public LocalDate Last { get; } = Lines.Count > 0 ? Lines.Max(line => line.Day) : To;
    }

    private void Add(ChainPart part, Given statement)
    {
        var lines = part.Lines.Select(at => statement.Lines[at]).ToList();
        if (part.IsBeginning)
        {
            opening = part.Opening;
            balanceBefore -= lines.Sum(line => line.Amount);
            stored.InsertRange(0, lines);
        }
        else
        {
            closing = part.Closing;
            stored.AddRange(lines);
        }

        if (lines.Count == 0) return;
        firstDay = LocalDate.Min(firstDay, statement.First);
        lastDay = LocalDate.Max(lastDay, statement.Last);
    }

    /// <summary>Which lines of the statement are known, and the stored lines of its days that it does not have.</summary>
    private (bool[] Known, List<ChainLine> Left) Find(IReadOnlyList<ChainLine> lines, IReadOnlyList<Sign> way)
    {
        var known = new bool[lines.Count];
        var left = stored.ToList();
        foreach (var sign in way)
        {
            var waiting = left.Select((line, at) => (Key: Key(line, sign), At: at)).Where(line => line.Key is not null)
                .GroupBy(line => line.Key!).ToDictionary(group => group.Key, group => new Queue<int>(group.Select(line => line.At)));
            var taken = new HashSet<int>();
            for (var at = 0; at < lines.Count; at++)
            {
                if (known[at] || Key(lines[at], sign) is not { } key || !waiting.TryGetValue(key, out var same)) continue;
                if (!same.TryDequeue(out var first)) continue;
                known[at] = true;
                taken.Add(first);
            }

            left = left.Where((_, at) => !taken.Contains(at)).ToList();
        }

        return (known, left);
    }

    private static object? Key(ChainLine line, Sign sign) => sign switch
    {
        Sign.BankReference => string.IsNullOrEmpty(line.BankReference) ? null : (line.Day, line.Amount, line.BankReference),
        Sign.Balance => line.Balance is { } balance ? (line.Day, line.Amount, balance) : null,
        Sign.Text => line.Identity,
        Sign.Amount => (line.Day, line.Amount),
        _ => throw new InvalidOperationException($"Unknown sign {sign}."),
    };

    private List<ChainPart>? Parts(Given statement, bool[] known, List<ChainLine> left)
    {
        var between = left.Where(line => line.Day >= statement.First && line.Day <= statement.Last).ToList();
        var fresh = Enumerable.Range(0, known.Length).Where(at => !known[at]).ToList();
        if (fresh.Count == 0)
        {
            if (!LiesOnPath(statement, between)) return null;
            // A statement without any line says that nothing moved, and goes on from the end.
            return known.Length == 0 && statement.Opening == closing && statement.To >= lastDay ? [new(closing, closing, [])] : [];
        }

        return After(statement, fresh, between) ?? Before(statement, fresh, between) ?? Around(statement, fresh, known, between);
    }

    /// <summary>The new lines go on from the end; what is stored of its days and not in it was before it opened.</summary>
    private List<ChainPart>? After(Given statement, List<int> fresh, List<ChainLine> between) =>
        statement.Closing == closing + Sum(statement, fresh)
        && between.All(line => line.Day <= statement.First) && fresh.All(at => statement.Lines[at].Day >= lastDay)
            ? [new(closing, statement.Closing, fresh)]
            : null;

    /// <summary>The new lines lead to the beginning; what is stored of its days and not in it was after it closed.</summary>
    private List<ChainPart>? Before(Given statement, List<int> fresh, List<ChainLine> between) =>
        statement.Opening + Sum(statement, fresh) == opening
        && between.All(line => line.Day >= statement.Last) && fresh.All(at => statement.Lines[at].Day <= firstDay)
            ? [new(statement.Opening, opening, fresh, IsBeginning: true)]
            : null;

    /// <summary>What is stored is the middle of it.</summary>
    private List<ChainPart>? Around(Given statement, List<int> fresh, bool[] known, List<ChainLine> between)
    {
        var middle = Array.IndexOf(known, true);
        if (middle < 0 || between.Count > 0) return null;
        var before = fresh.TakeWhile(at => at < middle && statement.Lines[at].Day <= firstDay).ToList();
        var after = fresh.Skip(before.Count).ToList();
        return statement.Opening + Sum(statement, before) == opening && statement.Closing == closing + Sum(statement, after)
            && after.All(at => statement.Lines[at].Day >= lastDay)
                ? [new(statement.Opening, opening, before, IsBeginning: true), new(closing, statement.Closing, after)]
                : null;
    }

    /// <summary>
    /// Whether a statement that brings nothing new opens with a balance the account has had on its first day: otherwise its
    /// lines only look like stored ones.
    /// </summary>
    private bool LiesOnPath(Given statement, List<ChainLine> between)
    {
        if (between.Any(line => line.Day > statement.First && line.Day < statement.Last)) return false;
        var balance = balanceBefore + stored.Where(line => line.Day < statement.First).Sum(line => line.Amount);
        if (balance == statement.Opening) return true;
        foreach (var line in between.Where(line => line.Day == statement.First || line.Day == statement.Last))
        {
            balance += line.Amount;
            if (balance == statement.Opening) return true;
        }

        return false;
    }

    private static long Sum(Given statement, List<int> lines) => lines.Sum(at => statement.Lines[at].Amount);
}
