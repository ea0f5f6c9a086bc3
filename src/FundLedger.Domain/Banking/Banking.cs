using NodaTime;

namespace FundLedger.Domain.Banking;

/// <summary>A bank account of the dedicated account; it has a ledger account of its own (1101.nn) that all funds share.</summary>
public sealed class BankAccount
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    /// <summary>Short name used on the command line, e.g. <c>MAIN</c>.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string BankCode { get; init; }

    public required string AccountNumber { get; init; }

    public required string LedgerAccount { get; init; }
}

/// <summary>An imported statement file, known by its SHA-256.</summary>
public sealed class StatementFileRecord
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required byte[] Sha256 { get; init; }

    public required string FileName { get; init; }

    public required string Format { get; init; }

    public long Length { get; init; }

    public long ImportedBy { get; init; }

    public Instant ImportedAt { get; set; }

    public long LeafIndex { get; set; }
}

/// <summary>One statement of one bank account: opening + Σ lines = closing.</summary>
public sealed class BankStatementRecord
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public long FileId { get; init; }

    public long BankAccountId { get; init; }

    /// <summary>Minor units.</summary>
    public long Opening { get; init; }

    public long Closing { get; init; }

    public LocalDate FromDate { get; init; }

    public LocalDate ToDate { get; init; }
}

public enum StatementLineState
{
    /// <summary>Not looked at by a match run yet.</summary>
    New = 1,
    Matched = 2,

    /// <summary>In the suspense fund until a person explains it.</summary>
    Unidentified = 3,

    /// <summary>A person has moved it from the suspense fund to where it belongs.</summary>
    Explained = 4,
}

/// <summary>One line of a bank statement. Identity and ordinal make an overlapping file add nothing.</summary>
public sealed class StatementLine
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public long StatementId { get; init; }

    public long BankAccountId { get; init; }

    public required byte[] Identity { get; init; }

    public int Ordinal { get; init; }

    public LocalDate BookingDate { get; init; }

    public LocalDate ValueDate { get; init; }

    /// <summary>Minor units; credit positive, debit negative.</summary>
    public long Amount { get; init; }

    public required string Reference { get; init; }

    public required string Counterparty { get; init; }

    public required string Description { get; init; }

    public StatementLineState State { get; set; } = StatementLineState.New;

    /// <summary>Why the matcher decided as it did: a code and its arguments, never translated text.</summary>
    public string? MatchReason { get; set; }

    public int? MatchedKind { get; set; }

    public long? MatchedId { get; set; }

    public int? EntryFiscalYear { get; set; }

    public long? EntryNumber { get; set; }

    public int Revision { get; set; }
}

/// <summary>A file of payment orders for the bank.</summary>
public sealed class PaymentFile
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string PublicCode { get; init; }

    public long BankAccountId { get; init; }

    public long CreatedBy { get; init; }

    public Instant CreatedAt { get; set; }

    /// <summary>ISO 20022 pain.001 XML.</summary>
    public byte[] Content { get; set; } = [];

    public byte[] Sha256 { get; set; } = [];
}

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

    public bool Confirmed { get; set; }
}

/// <summary>What the books and the bank said about one bank account at a cut-off date.</summary>
public sealed class BankReconciliation
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public long BankAccountId { get; init; }

    public LocalDate CutOff { get; init; }

    /// <summary>Minor units: the bank's closing balance, the books' 1101.nn, and how much of the books is still unidentified.</summary>
    public long StatementBalance { get; init; }

    public long BookBalance { get; init; }

    public long Unidentified { get; init; }

    public long Difference => StatementBalance - BookBalance;

    public long PreparedBy { get; init; }

    public Instant PreparedAt { get; init; }
}
