using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using FundLedger.Data.Engines;
using FundLedger.Data.Model;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>
/// Gives what is accepted its place: numbers, recording instants, leaves and texts, counted on from the series head
/// that the transaction has locked. The rows wait until every decision has ended.
/// </summary>
internal sealed class Recorder
{
    /// <summary>One microsecond: the finest instant every engine keeps.</summary>
    private const long TicksPerMicrosecond = 10;

    private readonly Instant now;
    private readonly DedicatedAccount account;
    private readonly SeriesHead from;

    /// <param name="expected">Expected number of entries; a capacity hint.</param>
    public Recorder(DatabaseEngine engine, DedicatedAccount account, SeriesHead head, Instant now, int expected = 1)
    {
        (this.account, from, Head) = (account, head, head.Copy());
        this.now = Instant.FromUnixTimeTicks(now.ToUnixTimeTicks() / TicksPerMicrosecond * TicksPerMicrosecond);
        Rows = new PendingRows(engine, account.Id, expected);
    }

    /// <summary>The positions of the series after what has been recorded so far.</summary>
    public SeriesHead Head { get; }

    public PendingRows Rows { get; }

    /// <summary>All that was recorded, in the order in which it is to be written.</summary>
    public IReadOnlyList<TableChange> Changes() => Rows.Changes(from, Head);

    public long NewId() => ++Head.LastId;

    /// <summary>A recording instant: now, but always later than every one before it in this dedicated account.</summary>
    public Instant NextInstant() =>
        Head.LastRecordedAt = Instant.Max(now, Head.LastRecordedAt + Duration.FromTicks(TicksPerMicrosecond));

    public long AddLeaf(LeafKind kind, string reference, byte[] hash, Instant recordedAt)
    {
        Rows.AddLeaf(++Head.LastLeafIndex, kind, reference, hash, recordedAt);
        return Head.LastLeafIndex;
    }

    /// <summary>Adds the leaf of a row and gives its index.</summary>
    public long AddRecord(string log, RecordReference reference, IReadOnlyList<RecordColumn> covered)
    {
        var recordedAt = NextInstant();
        return AddLeaf(LeafKind.Record, reference.ToString(), RecordLeaf.Hash(log, reference, recordedAt, covered), recordedAt);
    }

    public (long TextId, byte[] Commitment) StoreText(string text)
    {
        var salt = RandomNumberGenerator.GetBytes(TextCommitment.SaltLength);
        var id = NewId();
        Rows.AddText(id, salt, text);
        return (id, TextCommitment.Of(salt, text));
    }

    /// <summary>Adds an event and its leaf: events are records too, only that no context tracks them.</summary>
    public void Audit(Actor actor, string code, params object[] arguments)
    {
        var stored = new AuditEvent
        {
            DedicatedAccountId = account.Id,
            Id = NewId(),
            RecordedAt = NextInstant(),
            ActorId = actor.PersonId,
            Code = code,
            Arguments = JsonSerializer.Serialize(arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture))),
        };
        var salt = RandomNumberGenerator.GetBytes(TextCommitment.SaltLength);
        var reference = new RecordReference("audit_event", stored.Id.ToString(CultureInfo.InvariantCulture), 1);
        Rows.Add(stored, salt, AddRecord(account.LogName, reference, RecordLeaf.Covered(Columns(stored), salt)));
    }

    private static RecordColumn[] Columns(AuditEvent audit) =>
    [
        new("dedicated_account_id", audit.DedicatedAccountId), new("id", audit.Id), new("recorded_at", audit.RecordedAt),
        new("actor_id", audit.ActorId), new("code", audit.Code), new("arguments", audit.Arguments),
    ];

    /// <summary>Records an accepted entry, with its text and its leaf.</summary>
    public void Record(AcceptedEntry entry, Actor actor)
    {
        var bookedBy = entry.Draft.PreparerId ?? actor.PersonId;
        var recordedAt = NextInstant();
        var (textId, commitment) = StoreText(entry.Draft.Description);
        var facts = EntryFacts.Of(account.LogName, entry, recordedAt, bookedBy, commitment);
        var leafIndex = AddLeaf(LeafKind.Entry, entry.Reference.ToString(), EntryLeaf.Hash(facts), recordedAt);
        Rows.Add(entry, recordedAt, bookedBy, textId, commitment, leafIndex);
    }
}
