using NodaTime;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// The bank's word about one account over one period: what was there, what moved, what is there now.
/// Nothing is corrected on reading; a statement that does not tie is returned as it is and refused by
/// <see cref="StatementRules.Check"/>.
/// </summary>
/// <param name="Account">Account number or IBAN as the bank writes it; compare with <see cref="StatementRules.SameAccount"/>.</param>
/// <param name="Currency">ISO 4217 code of both balances and every line.</param>
/// <param name="Opening">Booked balance before the first line, in major units; negative when overdrawn.</param>
/// <param name="Closing">Booked balance after the last line, in major units; negative when overdrawn.</param>
/// <param name="From">First day: as stated, else the date of the opening balance (camt, MT940) or of the earliest line (CSV).</param>
/// <param name="To">Last day: as stated, else the date of the closing balance (camt, MT940) or of the latest line (CSV).</param>
/// <param name="SequenceNumber">The bank's number for this statement, where it gives one.</param>
/// <param name="Entries">The booked lines in the order of booking.</param>
public sealed record BankStatement(
    string Account,
    string Currency,
    decimal Opening,
    decimal Closing,
    LocalDate? From,
    LocalDate? To,
    string? SequenceNumber,
    IReadOnlyList<StatementEntry> Entries)
{
    /// <summary>Sum of the lines that brought money, zero or positive.</summary>
    public decimal Credits => Entries.Where(entry => entry.Amount > 0).Sum(entry => entry.Amount);

    /// <summary>Sum of the lines that took money, as a zero or positive figure.</summary>
    public decimal Debits => Entries.Where(entry => entry.Amount < 0).Sum(entry => -entry.Amount);

    /// <summary>What the closing balance has too much (positive) or too little (negative) against opening balance and lines.</summary>
    public decimal Difference => Closing - (Opening + Credits - Debits);

    /// <summary>Whether opening balance plus lines equals closing balance, to the last digit.</summary>
    public bool Ties => Difference == 0;

    /// <summary>First and last day: as stated, else those of the earliest and the latest line, else the given day.</summary>
    public (LocalDate From, LocalDate To) Days(LocalDate otherwise)
    {
        var days = Entries.Select(entry => entry.BookingDate).DefaultIfEmpty(otherwise).ToArray();
        return (From ?? days.Min(), To ?? days.Max());
    }

    public bool Equals(BankStatement? other) =>
        other is not null && Account == other.Account && Currency == other.Currency
        && Opening == other.Opening && Closing == other.Closing && From == other.From && To == other.To
        && SequenceNumber == other.SequenceNumber && Entries.SequenceEqual(other.Entries);

    public override int GetHashCode() =>
        HashCode.Combine(Account, Currency, Opening, Closing, From, To, SequenceNumber, Entries.Count);
}
