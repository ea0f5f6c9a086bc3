using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;
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

    /// <summary>It moves nothing: kept as the bank's word, with nothing to book.</summary>
    Noted = 5,
}

/// <summary>One line of a bank statement. Identity and ordinal make an overlapping file add nothing.</summary>
public sealed class StatementLine
{
    private const int LongestReference = 200;
    private const int LongestDescription = 1000;

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

    /// <summary>The bank's own number of the booking, where it gives one.</summary>
    public string? BankReference { get; init; }

    /// <summary>Minor units: the account's balance after this line; null for lines from before it was kept.</summary>
    public long? Balance { get; init; }

    /// <summary>
    /// Our payment references in everything the bank wrote, also in what is cut from the texts kept here; null for lines from
    /// before they were kept.
    /// </summary>
    public string? PaymentReferences { get; init; }

    public StatementLineState State { get; private set; } = StatementLineState.New;

    /// <summary>Why the line is where it is, as <see cref="Banking.MatchReason"/> writes it; never translated text.</summary>
    public string? MatchReason { get; private set; }

    public DocumentKind? MatchedKind { get; private set; }

    public long? MatchedId { get; private set; }

    public int? EntryFiscalYear { get; private set; }

    public long? EntryNumber { get; private set; }

    public int Revision { get; private set; }

    public bool IsIncoming => Amount > 0;

    public DocumentReference SuspenseDocument => new(DocumentKind.StatementLine, Id);

    /// <summary>A line as the statement has it; texts are cut to what is kept.</summary>
    /// <param name="amount">Minor units.</param>
    /// <param name="balance">Minor units; the balance after the line.</param>
    public static StatementLine From(IdentifiedEntry line, BankStatementRecord statement, long id, long amount, long balance)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(statement);
        return new StatementLine
        {
            DedicatedAccountId = statement.DedicatedAccountId,
            Id = id,
            StatementId = statement.Id,
            BankAccountId = statement.BankAccountId,
            Identity = Convert.FromHexString(line.Identity),
            Ordinal = line.Ordinal,
            BookingDate = line.Entry.BookingDate,
            ValueDate = line.Entry.ValueDate,
            Amount = amount,
            Reference = Cut(line.Entry.Reference, LongestReference),
            Counterparty = Cut(line.Entry.Counterparty, LongestReference),
            Description = Cut(line.Entry.Description, LongestDescription),
            BankReference = KeptReference(line.Entry.BankReference),
            Balance = balance,
            PaymentReferences = line.Entry.PaymentReferences,
        };
    }

    /// <summary>Whether a match run may take it; refused: <see cref="BankingRefusals.StatementLineNotWaiting"/>.</summary>
    public Refusal? CheckNew() => State == StatementLineState.New ? null : BankingRefusals.StatementLineNotWaiting(Id, State);

    /// <summary>Whether a person may still explain it; refused: <see cref="BankingRefusals.StatementLineNotWaiting"/>.</summary>
    public Refusal? CheckUnexplained() => State is StatementLineState.New or StatementLineState.Unidentified
        ? null
        : BankingRefusals.StatementLineNotWaiting(Id, State);

    /// <summary>A match run has booked it as what the document expected; refused as <see cref="CheckNew"/>.</summary>
    /// <param name="number">The virtual account's number it carries for the document; null: it carries the payment reference.</param>
    public Refusal? Match(DocumentReference document, EntryReference entry, string? number = null) => CheckNew() ?? Settle(
        StatementLineState.Matched, document, entry,
        number is null ? Banking.MatchReason.ExactReference(document) : Banking.MatchReason.ExactNumber(number));

    /// <summary>A match run has booked it to the suspense fund, with the reason; refused as <see cref="CheckNew"/>.</summary>
    public Refusal? SetAside(Refusal why, EntryReference entry) =>
        CheckNew() ?? Settle(StatementLineState.Unidentified, null, entry, Banking.MatchReason.Refused(why));

    /// <summary>A match run has seen that it moves nothing; refused as <see cref="CheckNew"/>.</summary>
    public Refusal? Note()
    {
        if (CheckNew() is { } refusal) return refusal;
        if (Amount != 0) throw new InvalidOperationException("Only a line that moves nothing is merely noted.");
        State = StatementLineState.Noted;
        Revision++;
        return null;
    }

    /// <summary>A person has said what it is, and it is booked as that; refused as <see cref="CheckUnexplained"/>.</summary>
    /// <param name="document">The one document it settles; null where its parts say it.</param>
    /// <param name="entry">Of its first part.</param>
    /// <param name="by">The person's name.</param>
    public Refusal? Explain(DocumentReference? document, EntryReference entry, string by) =>
        CheckUnexplained() ?? Settle(StatementLineState.Explained, document, entry, Banking.MatchReason.ExplainedBy(by));

    private Refusal? Settle(StatementLineState state, DocumentReference? document, EntryReference entry, string reason)
    {
        (State, MatchReason) = (state, reason);
        (MatchedKind, MatchedId) = (document?.Kind, document?.Id);
        (EntryFiscalYear, EntryNumber) = (entry.FiscalYear, entry.Number);
        Revision++;
        return null;
    }

    /// <summary>The bank's own number as it is stored and compared.</summary>
    public static string? KeptReference(string? bankReference) =>
        string.IsNullOrEmpty(bankReference) ? null : Cut(bankReference, LongestReference);

    private static string Cut(string text, int length) => StorableText.Cut(StorableText.Clean(text), length);
}
