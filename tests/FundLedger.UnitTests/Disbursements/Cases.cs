using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.UnitTests.Disbursements;

/// <summary>Disbursements brought to a state by the shortest way of the table, each duty by a person of its own.</summary>
internal static class Cases
{
    public static readonly Instant Now = Instant.FromUtc(2026, 7, 1, 2, 0);

    public static readonly DisbursementFacts Facts = new(
        new Fund(1, "DON-A", "甲", "A", SourceKind.Donation, null, DesignationKind.None, null), Currency.Twd, new LocalDate(2026, 7, 1))
    {
        Payee = Account("987654321"),
        BankDebit = new BankDebit("1101.01", new LocalDate(2026, 7, 2)),
        BankCredit = new BankCredit("1101.01", new LocalDate(2026, 7, 2)),
        Release = new ReleasedMoney(2026, [new LotTaking(3, 400), new LotTaking(5, 600)]),
    };

    public static PayeeBankAccount Account(string number) => new()
    {
        Id = 3,
        BankCode = "004",
        AccountNumber = number,
        Holder = "cooperative",
    };

    public static Actor Person(long id) => new(id, FormattableString.Invariant($"person {id}"));

    public static Disbursement Draft(Instrument instrument = Instrument.Grant)
    {
        var disbursement = new Disbursement
        {
            DedicatedAccountId = 1,
            Id = 7,
            PublicCode = "CASE",
            Purpose = "kitchen",
            Amount = 1000,
            Instrument = instrument,
            RequestedOn = new LocalDate(2026, 7, 1),
        };
        disbursement.Begin(Now);
        return disbursement;
    }

    /// <summary>Person 10 + duty plays each duty on the way.</summary>
    public static Disbursement In(DisbursementState state)
    {
        var disbursement = Draft();
        foreach (var move in WayTo(state).Where(move => move.By != TakenBy.System))
        {
            _ = disbursement.Fire(move.Trigger, Person(10 + (int)move.Duty!.Value)).Value;
        }

        disbursement.State.Should().Be(state);
        return disbursement;
    }

    /// <summary>As <see cref="In"/>, with what the write path keeps of what each step was about.</summary>
    public static Disbursement Committed(DisbursementState state)
    {
        var (disbursement, salt) = (In(state), new byte[16]);
        IWorkflowDocument document = disbursement;
        foreach (var step in disbursement.History.Steps)
            (step.SubjectHash, step.SubjectSalt) = (document.Subject.Hash(disbursement.Reference, step.Sequence - 1, salt), salt);
        return disbursement;
    }

    /// <summary>Takes a step the way the table says it is taken.</summary>
    public static Result<DecidedStep> Fire(
        this Disbursement disbursement, DisbursementTrigger trigger, Actor actor, string? reason = "because", int? revision = null)
    {
        var by = DisbursementWorkflow.Table.Find(disbursement.State, trigger)?.By ?? TakenBy.Person;
        return disbursement.Fire(trigger, new StepRequest(actor, Now, reason, revision) { By = by }, Facts);
    }

    private static List<Transition<DisbursementState, DisbursementTrigger>> WayTo(DisbursementState state)
    {
        var ways = new Dictionary<DisbursementState, List<Transition<DisbursementState, DisbursementTrigger>>>
        {
            [
            DisbursementState.Draft] = []
        };
        var queue = new Queue<DisbursementState>([DisbursementState.Draft]);
        while (queue.TryDequeue(out var reached))
        {
            foreach (var move in DisbursementWorkflow.Table.From(reached).Where(move => !ways.ContainsKey(move.To)))
            {
                ways[move.To] = [.. ways[reached], move];
                queue.Enqueue(move.To);
            }
        }

        return ways[state];
    }
}
