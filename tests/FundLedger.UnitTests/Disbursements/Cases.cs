using FundLedger.Domain.Disbursements;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.UnitTests.Disbursements;

/// <summary>Disbursements brought to a state by the shortest way of the table, each duty by a person of its own.</summary>
internal static class Cases
{
    public static Actor Person(long id) => new(id, FormattableString.Invariant($"person {id}"));

    public static Disbursement Draft() => new()
    {
        DedicatedAccountId = 1,
        Id = 7,
        PublicCode = "CASE",
        Purpose = "kitchen",
        Amount = 1000,
        Instrument = Instrument.Grant,
        RequestedOn = new LocalDate(2026, 7, 1),
    };

    /// <summary>Person 10 + duty plays each duty on the way.</summary>
    public static Disbursement In(DisbursementState state)
    {
        var disbursement = Draft();
        foreach (var move in WayTo(state))
        {
            var step = disbursement.Take(move.Trigger, Person(10 + (int)(move.Duty ?? 0)), "because", null, Instant.FromUtc(2026, 7, 1, 2, 0));
            _ = step.Value;
        }

        return disbursement;
    }

    private static List<DisbursementTransition> WayTo(DisbursementState state)
    {
        var ways = new Dictionary<DisbursementState, List<DisbursementTransition>> { [DisbursementState.Draft] = [] };
        var queue = new Queue<DisbursementState>([DisbursementState.Draft]);
        while (queue.TryDequeue(out var reached))
        {
            foreach (var move in DisbursementWorkflow.From(reached).Where(move => !ways.ContainsKey(move.To)))
            {
                ways[move.To] = [.. ways[reached], move];
                queue.Enqueue(move.To);
            }
        }

        return ways[state];
    }
}
