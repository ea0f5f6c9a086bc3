using NodaTime;

namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>The facts of a re-designation that its leaf covers.</summary>
public sealed record DesignationChangeLeafFacts(
    long ChangeId, long ContributionId, long LotId, string FromFund, string ToFund, long Amount, EntryReference Entry,
    LocalDate ConsentedOn, byte[] ConsentCommitment, long PersonId, Instant RecordedAt);

/// <summary>A donor's consent to another designation as a leaf: whose money, from where to where, by which entry.</summary>
public static class DesignationChangeLeaf
{
    public static byte[] Hash(string log, DesignationChangeLeafFacts change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new LeafEncoding(LeafKind.DesignationChange)
            .Text(log).Number(change.ChangeId).Number(change.ContributionId).Number(change.LotId)
            .Text(change.FromFund).Text(change.ToFund).Number(change.Amount)
            .Number(change.Entry.FiscalYear).Number(change.Entry.Number)
            .Date(change.ConsentedOn).Bytes(change.ConsentCommitment).Number(change.PersonId).Instant(change.RecordedAt)
            .Hash();
    }
}
