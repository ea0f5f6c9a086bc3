using FundLedger.Data.Engines;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;

namespace FundLedger.Data.Writing;

/// <summary>
/// A request to book one entry, whose decision needs only the ledger itself, so that many can share a transaction.
/// </summary>
public sealed record EntryRequest(WriteRequest Request, EntryDraft Draft)
{
    /// <summary>Gives the entry a new document of this kind as its cause, in place of the draft's.</summary>
    public DocumentKind? NewDocument { get; init; }

    /// <summary>The code of an event for the audit trail; its first argument is the entry's number.</summary>
    public string? AuditCode { get; init; }

    /// <summary>Further arguments of the event.</summary>
    public IReadOnlyList<object> AuditArguments { get; init; } = [];
}

/// <summary>What became of requests that were decided together, in their order.</summary>
/// <param name="Outcomes">Shorter than the requests when a refusal ended the run.</param>
/// <param name="Changes">What is to be written for them, in its order; empty when all are refused or were answered before.</param>
internal sealed record DecidedEntries(IReadOnlyList<Result<EntryReference>> Outcomes, IReadOnlyList<TableChange> Changes);
