using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.Domain.Receipts;

/// <summary>The numbers are stored.</summary>
public enum ReceiptState
{
    Issued = 1,

    /// <summary>作廢: no longer good for anything; it keeps its number.</summary>
    Voided = 2,
}

/// <summary>
/// The receipt of a gift that has come (捐贈收據). One gift has one at a time; what it says never changes, it can only be voided and
/// another one issued in its place.
/// </summary>
public sealed class Receipt
{
    /// <summary>Longest reason of a void.</summary>
    public const int MaximumReasonLength = EntryRules.MaximumDescriptionLength;

    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    public required string PublicCode { get; init; }

    public int FiscalYear { get; init; }

    public TaxClass TaxClass { get; init; }

    /// <summary>1, 2, 3 … of its year and class.</summary>
    public long Number { get; init; }

    public long ContributionId { get; init; }

    public long DonorPartyId { get; init; }

    /// <summary>As the donor was called on the day of issue; a copy says the same.</summary>
    public required string DonorName { get; init; }

    /// <summary>統一編號; null where the donor has none.</summary>
    public string? DonorBusinessNumber { get; init; }

    /// <summary>Minor units, the whole contribution.</summary>
    public long Amount { get; init; }

    /// <summary>The value date: when the bank had the money.</summary>
    public LocalDate ReceivedOn { get; init; }

    public LocalDate IssuedOn { get; init; }

    public long IssuedBy { get; init; }

    /// <summary>The voided receipt of the same gift in whose place this one is; null for the first.</summary>
    public long? ReplacesReceiptId { get; init; }

    public ReceiptState State { get; private set; } = ReceiptState.Issued;

    /// <summary>How often it was issued again as a copy (副本).</summary>
    public int CopyCount { get; private set; }

    public LocalDate? VoidedOn { get; private set; }

    public long? VoidedBy { get; private set; }

    public string? VoidReason { get; private set; }

    public int Revision { get; private set; }

    public ReceiptNumber FullNumber => new(new ReceiptSeries(FiscalYear, TaxClass), Number);

    /// <summary>
    /// Voids it. Refused: void already (<see cref="ReceiptRefusals.ReceiptIsVoid"/>); a reason that is missing, longer than
    /// <see cref="MaximumReasonLength"/> characters or no text.
    /// </summary>
    public Refusal? Void(string reason, Actor by, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (VoidedOn is { } since) return ReceiptRefusals.ReceiptIsVoid(FullNumber, since);
        if (string.IsNullOrWhiteSpace(reason)) return ReceiptRefusals.VoidNeedsReason(FullNumber);
        var given = reason.Trim();
        if (given.Length > MaximumReasonLength) return LedgerRefusals.DescriptionTooLong(given.Length, MaximumReasonLength);
        if (!StorableText.Is(given)) return LedgerRefusals.DescriptionNotText();
        (State, VoidedOn, VoidedBy, VoidReason) = (ReceiptState.Voided, today, by.PersonId, given);
        Revision++;
        return null;
    }

    /// <summary>Counts a copy. Refused: void (<see cref="ReceiptRefusals.ReceiptIsVoid"/>).</summary>
    public Refusal? Reprint()
    {
        if (VoidedOn is { } since) return ReceiptRefusals.ReceiptIsVoid(FullNumber, since);
        CopyCount++;
        Revision++;
        return null;
    }
}
