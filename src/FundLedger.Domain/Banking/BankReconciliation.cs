using NodaTime;

namespace FundLedger.Domain.Banking;

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

    /// <summary>Minor units: credits and debits of <see cref="Unidentified"/> apart; null for runs from before they were kept.</summary>
    public long? UnidentifiedCredits { get; init; }

    public long? UnidentifiedDebits { get; init; }

    public long Difference => StatementBalance - BookBalance;

    public long PreparedBy { get; init; }

    public Instant PreparedAt { get; init; }

    /// <summary>Whether it found the same on the same day as another, whoever prepared them.</summary>
    public bool Says(BankReconciliation other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return BankAccountId == other.BankAccountId && CutOff == other.CutOff && StatementBalance == other.StatementBalance
            && BookBalance == other.BookBalance && UnidentifiedCredits == other.UnidentifiedCredits
            && UnidentifiedDebits == other.UnidentifiedDebits && Unidentified == other.Unidentified;
    }
}
