using FundLedger.Data.Model;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;

namespace FundLedger.Data.Writing;

/// <summary>Entries being decided one after another for the same transaction, each seeing the ones before it.</summary>
internal sealed class OngoingDecisions(SnapshotLoader loader, Recorder recorder, Answers answers, int expected)
{
    private readonly List<Result<EntryReference>> outcomes = new(expected);
    private bool accepted;

    public int Count => outcomes.Count;

    /// <summary>The lots that have moved.</summary>
    public List<LotMovement> Moved { get; } = [];

    /// <summary>The positions of the series after what has been decided so far.</summary>
    public SeriesHead Head => recorder.Head;

    /// <summary>Runs the pure decision; a request answered before gets its answer again.</summary>
    public Result<EntryReference> Decide(EntryRequest request)
    {
        var outcome = answers.Find<EntryReference>(request.Request) ?? Book(request);
        outcomes.Add(outcome);
        return outcome;
    }

    /// <summary>All have been decided: what is to be written for them.</summary>
    public DecidedEntries End()
    {
        // Every write moves the head, so an unchanged head proves that nothing was written since.
        if (accepted) recorder.NextInstant();
        return new DecidedEntries(outcomes, accepted ? recorder.Changes() : []);
    }

    private Result<EntryReference> Book(EntryRequest request)
    {
        var snapshot = loader.Snapshot;
        if (loader.MissingPerson(request.Draft) is { } missing) return missing;
        var draft = request.NewDocument is { } kind
            ? request.Draft with { Document = new DocumentReference(kind, recorder.Head.LastId + 1) }
            : request.Draft;
        var decided = EntryRules.Accept(snapshot, draft);
        if (decided.IsRefused) return decided.Refusal;

        accepted = true;
        if (request.NewDocument is not null) recorder.NewId();
        snapshot.Apply(decided.Value);
        Moved.AddRange(decided.Value.LotMovements);
        recorder.Head.LastLotId = snapshot.LastLotId;
        recorder.Record(decided.Value, request.Request.Actor);
        var reference = decided.Value.Reference;
        if (request.AuditCode is { } code) recorder.Audit(request.Request.Actor, code, [reference, .. request.AuditArguments]);
        var answered = request.Request.Answered(reference);
        answers.Add(answered);
        recorder.Rows.Add(answered);
        return reference;
    }
}
