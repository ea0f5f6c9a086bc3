using NodaTime;

namespace FundLedger.Domain.Banking;

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
