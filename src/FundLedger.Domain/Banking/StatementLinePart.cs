using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Banking;

/// <summary>What a part of a bank line is. The numbers are stored.</summary>
public enum LinePartKind
{
    /// <summary>What an existing document expects, named by its payment reference.</summary>
    Document = 1,

    /// <summary>What the bank or a platform charges.</summary>
    Fee = 2,

    /// <summary>What the bank pays on the pooled money; it belongs to the funds by their daily balances.</summary>
    BankInterest = 3,

    /// <summary>A gift, allocation, investment or matching share that nobody announced.</summary>
    NewContribution = 4,

    /// <summary>What a venture pays back of a disbursement that it did not spend.</summary>
    Refund = 5,

    /// <summary>A payment that the bank could not make and gives back whole.</summary>
    BouncedPayment = 6,

    /// <summary>Money moved between two of our own accounts: the other account has a line of its own.</summary>
    OwnTransfer = 7,
}

/// <summary>
/// A part of an explained bank line, with the entry that booked it. The parts of a line sum to its amount; one part is the
/// ordinary case. Append-only.
/// </summary>
public sealed class StatementLinePart
{
    public long DedicatedAccountId { get; init; }

    public long StatementLineId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public int Number { get; init; }

    public LinePartKind Kind { get; init; }

    /// <summary>Minor units; credit positive, debit negative, never zero.</summary>
    public long Amount { get; init; }

    /// <summary>The document that the part settles, makes or gives back; null for a fee, interest or a transfer.</summary>
    public DocumentKind? DocumentKind { get; init; }

    public long? DocumentId { get; init; }

    public int EntryFiscalYear { get; init; }

    public long EntryNumber { get; init; }

    /// <summary>The fund it was booked in; null where there are several.</summary>
    public long? FundId { get; init; }

    /// <summary>The days that bank interest is for, both included; null for other kinds.</summary>
    public LocalDate? PeriodFrom { get; init; }

    public LocalDate? PeriodTo { get; init; }

    public DocumentReference? Document =>
        DocumentKind is { } kind && DocumentId is { } id ? new DocumentReference(kind, id) : null;

    public EntryReference Entry => new(EntryFiscalYear, EntryNumber);

    /// <summary>Whether the part is what its document waited for, so that the document is settled by it.</summary>
    public bool SettlesDocument => Kind is LinePartKind.Document or LinePartKind.NewContribution;
}
