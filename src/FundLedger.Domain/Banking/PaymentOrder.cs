using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Banking;

/// <summary>
/// One order in a payment file. A disbursement has at most one that the bank has not given back: the database refuses a second.
/// </summary>
public sealed class PaymentOrder
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public long PaymentFileId { get; init; }

    public long DisbursementId { get; init; }

    public required string PaymentReference { get; init; }

    /// <summary>Minor units, positive.</summary>
    public long Amount { get; init; }

    public bool Confirmed { get; private set; }

    /// <summary>The bank could not pay it after all; null: it has not said so.</summary>
    public bool? GivenBack { get; private set; }

    /// <summary>The bank has it and has not given it back.</summary>
    public bool IsUnderWay => GivenBack is null;

    /// <summary>The bank has paid this order. Refused when it paid another amount than was ordered.</summary>
    public Refusal? Confirm(Money paid)
    {
        if (CheckAmount(paid) is { } refusal) return refusal;
        Confirmed = true;
        return null;
    }

    /// <summary>The bank gives this payment back, whole. Refused when it gives back another amount than was ordered.</summary>
    public Refusal? GiveBack(Money returned)
    {
        if (CheckAmount(returned) is { } refusal) return refusal;
        GivenBack = true;
        return null;
    }

    private Refusal? CheckAmount(Money moved) => moved.MinorUnits == Amount
        ? null
        : DisbursementRefusals.PaymentAmountDiffers(moved, new Money(Amount, moved.Currency));
}
