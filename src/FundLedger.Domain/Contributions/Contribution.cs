using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Contributions;

public enum ContributionKind
{
    Donation = 1,
    Allocation = 2,
    Investment = 3,

    /// <summary>The city's own share beside central money (地方配合款).</summary>
    LocalMatching = 4,
}

public enum ContributionState
{
    /// <summary>Promised or approved, not at the bank yet.</summary>
    Expected = 1,
    Received = 2,
    Cancelled = 3,
}

/// <summary>The part of a contribution that goes into one fund.</summary>
public sealed class ContributionShare
{
    public long DedicatedAccountId { get; set; }

    public long ContributionId { get; set; }

    public int Line { get; init; }

    public long FundId { get; init; }

    /// <summary>Minor units, positive; the shares sum to the contribution exactly.</summary>
    public long Amount { get; init; }
}

/// <summary>
/// One donation, allocation draw-down, investment or matching share (挹注). It names its payer and carries a payment
/// reference.
/// </summary>
public sealed class Contribution
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string PublicCode { get; init; }

    public ContributionKind Kind { get; init; }

    public ContributionState State { get; private set; } = ContributionState.Expected;

    public long PayerPartyId { get; init; }

    /// <summary>Minor units, positive.</summary>
    public long Amount { get; init; }

    public LocalDate PledgedOn { get; init; }

    /// <summary>What the payer quotes when paying (ISO 11649), so that the bank line is matched exactly.</summary>
    public required string PaymentReference { get; init; }

    /// <summary>The virtual account that stands for this contribution alone; null where none was given.</summary>
    public string? VirtualAccountNumber { get; init; }

    /// <summary>The working meeting's approval, required before an allocation is drawn down.</summary>
    public string? ApprovalReference { get; init; }

    public long? ProgrammeId { get; init; }

    public required string Description { get; init; }

    /// <summary>
    /// What the row of the file it was imported from calls itself, once in the dedicated account; null for a contribution that was booked
    /// by itself.
    /// </summary>
    public string? SourceReference { get; init; }
    /// <summary>The donation whose instalment it is; null for a contribution that was booked by itself.</summary>
    public long? DonationId { get; init; }

    /// <summary>Which instalment of the donation, from 1; null with <see cref="DonationId"/>.</summary>
    public int? Instalment { get; init; }

    /// <summary>When it is due; null where nothing was agreed.</summary>
    public LocalDate? DueOn { get; init; }

    public LocalDate? ReceivedOn { get; private set; }

    public int? EntryFiscalYear { get; set; }

    public long? EntryNumber { get; set; }

    public int Revision { get; private set; }

    public List<ContributionShare> Shares { get; init; } = [];

    public DocumentReference Reference => new(DocumentKind.Contribution, Id);

    /// <summary>The entry an approved draw-down makes before the cash comes (Dr 1202 Cr 4102, no lot); null for other kinds.</summary>
    public EntryDraft? BookApproval(IReadOnlyDictionary<long, Fund> funds, Currency currency) => Kind != ContributionKind.Allocation
        ? null
        : new EntryDraft(VoucherKind.Transfer, PledgedOn, Description, Lines(
            funds, currency, ChartOfAccounts.AllocationsReceivable, ChartOfAccounts.CentralAllocations))
        {
            Document = Reference,
        };

    /// <summary>
    /// Books the money when the bank confirms it: one lot per fund opens. Refused when it is not expected any more
    /// (<see cref="ContributionRefusals.ContributionNotExpected"/>) or the amount differs.
    /// </summary>
    public Result<EntryDraft> Receive(
        IReadOnlyDictionary<long, Fund> funds, Money amount, string bankLedgerAccount, LocalDate bookingDate, LocalDate valueDate)
    {
        if (State != ContributionState.Expected) return ContributionRefusals.ContributionNotExpected(PublicCode, State);
        if (amount.MinorUnits != Amount) return ContributionRefusals.ReceiptAmountDiffers(amount, new Money(Amount, amount.Currency));

        State = ContributionState.Received;
        ReceivedOn = valueDate;
        Revision++;
        var credit = Kind switch
        {
            ContributionKind.Donation => ChartOfAccounts.Donations,
            ContributionKind.Allocation => ChartOfAccounts.AllocationsReceivable,
            ContributionKind.Investment => ChartOfAccounts.InvestorCapital,
            ContributionKind.LocalMatching => ChartOfAccounts.LocalMatching,
            _ => throw new InvalidOperationException($"Unknown contribution kind {Kind}."),
        };
        return new EntryDraft(VoucherKind.Receipt, bookingDate, Description, Lines(funds, amount.Currency, bankLedgerAccount, credit))
        {
            ValueDate = valueDate,
            Document = Reference,
            Opens = new LotOrigin(LotKind.Contribution, Id),
        };
    }

    /// <summary>
    /// Withdraws an expected contribution; refused once it is received, and without a reason of 1 to
    /// <see cref="EntryRules.MaximumDescriptionLength"/> characters.
    /// </summary>
    public Refusal? Cancel(string reason)
    {
        if (State != ContributionState.Expected) return ContributionRefusals.ContributionNotExpected(PublicCode, State);
        if (string.IsNullOrWhiteSpace(reason)) return ContributionRefusals.CancellationNeedsReason(PublicCode);
        if (reason.Length > EntryRules.MaximumDescriptionLength)
            return LedgerRefusals.DescriptionTooLong(reason.Length, EntryRules.MaximumDescriptionLength);
        if (!StorableText.Is(reason)) return LedgerRefusals.DescriptionNotText();
        State = ContributionState.Cancelled;
        Revision++;
        return null;
    }

    private PostingDraft[] Lines(IReadOnlyDictionary<long, Fund> funds, Currency currency, string debit, string credit) => Shares
        .OrderBy(share => share.Line)
        .SelectMany(share => new[]
        {
            new PostingDraft(debit, funds[share.FundId].Code, new Money(share.Amount, currency), PayerPartyId),
            new PostingDraft(credit, funds[share.FundId].Code, new Money(-share.Amount, currency), PayerPartyId),
        })
        .ToArray();
}
