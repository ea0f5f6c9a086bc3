namespace FundLedger.Domain.Workflow;

/// <summary>One person's consent, given for a seat.</summary>
public readonly record struct Vote(long PersonId, string? Seat);

/// <summary>
/// N of M: this many different people must agree, each for a seat of the body that decides, the required seats among them.
/// A person votes once and a seat votes once. Saying no is a trigger of its own.
/// </summary>
public sealed record Quorum
{
    /// <param name="needed">N: how many votes move the state; between 1 and the number of seats.</param>
    /// <param name="seats">M: the seats of the body, each named once.</param>
    /// <param name="required">Seats without which the quorum is not met; some of <paramref name="seats"/>.</param>
    public Quorum(int needed, IReadOnlyList<string> seats, params IReadOnlyList<string> required)
    {
        ArgumentNullException.ThrowIfNull(seats);
        ArgumentNullException.ThrowIfNull(required);
        ArgumentOutOfRangeException.ThrowIfLessThan(needed, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(needed, seats.Count);
        if (seats.Distinct(StringComparer.Ordinal).Count() != seats.Count)
            throw new ArgumentException("A seat is named twice.", nameof(seats));
        if (required.Except(seats, StringComparer.Ordinal).Any())
            throw new ArgumentException("A required seat is none of the body.", nameof(required));
        (Needed, Seats, Required) = (needed, seats, required);
    }

    public int Needed { get; }

    public IReadOnlyList<string> Seats { get; }

    public IReadOnlyList<string> Required { get; }

    /// <summary>Whether enough different people for different seats, and all required seats, are among the votes.</summary>
    public bool IsMet(IEnumerable<Vote> votes)
    {
        ArgumentNullException.ThrowIfNull(votes);
        var counted = votes.DistinctBy(vote => vote.PersonId).Where(vote => vote.Seat is { } seat && Seats.Contains(seat))
            .Select(vote => vote.Seat!).ToHashSet(StringComparer.Ordinal);
        return counted.Count >= Needed && Required.All(counted.Contains);
    }

    /// <summary>Why a vote does not count: a seat the body lacks, a person or a seat that has voted; null when it does.</summary>
    public Refusal? Check(IReadOnlyCollection<Vote> earlier, Vote vote, string person)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (vote.Seat is not { } seat || !Seats.Contains(seat)) return WorkflowRefusals.SeatUnknown(vote.Seat ?? "");
        if (earlier.Any(cast => cast.PersonId == vote.PersonId)) return WorkflowRefusals.PersonHasVoted(person);
        return earlier.Any(cast => cast.Seat == seat) ? WorkflowRefusals.SeatHasVoted(seat) : null;
    }

    public override string ToString() => FormattableString.Invariant($"{Needed} of {Seats.Count}");
}
