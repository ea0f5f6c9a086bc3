using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Banking;

/// <summary>One order in a payment file. A disbursement has at most one: the database refuses a second.</summary>
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

    /// <summary>The bank has paid this order. Refused when it paid another amount than was ordered.</summary>
    public Refusal? Confirm(Money paid)
    {
        if (paid.MinorUnits != Amount) return DisbursementRefusals.PaymentAmountDiffers(paid, new Money(Amount, paid.Currency));
        Confirmed = true;
        return null;
    }
}
