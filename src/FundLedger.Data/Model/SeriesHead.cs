using NodaTime;

namespace FundLedger.Data.Model;

/// <summary>
/// The row every write of a dedicated account locks first: it gives out leaf indexes, recording instants, document
/// numbers and lot numbers in commit order.
/// </summary>
public sealed class SeriesHead
{
    public long DedicatedAccountId { get; init; }

    /// <summary>−1 before the first leaf.</summary>
    public long LastLeafIndex { get; set; }

    public Instant LastRecordedAt { get; set; }

    public long LastId { get; set; }

    public long LastLotId { get; set; }

    /// <summary>Whether nothing has been written between the two.</summary>
    public bool IsAt(SeriesHead other) => DedicatedAccountId == other.DedicatedAccountId
        && (LastLeafIndex, LastRecordedAt, LastId, LastLotId) == (other.LastLeafIndex, other.LastRecordedAt, other.LastId, other.LastLotId);

    public SeriesHead Copy() => new()
    {
        DedicatedAccountId = DedicatedAccountId,
        LastLeafIndex = LastLeafIndex,
        LastRecordedAt = LastRecordedAt,
        LastId = LastId,
        LastLotId = LastLotId,
    };
}
