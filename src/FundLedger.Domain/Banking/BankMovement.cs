using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Banking;

/// <summary>Money that moved at the bank: a line, or a part of one, and the day it is booked on.</summary>
/// <param name="Amount">Credit positive.</param>
/// <param name="BookedOn">The line's own day, or a later one for a line that the suspense fund holds.</param>
public sealed record BankMovement(StatementLine Line, BankAccount Bank, Money Amount, LocalDate BookedOn)
{
    /// <summary>The whole line, on its own day.</summary>
    public static BankMovement Of(StatementLine line, BankAccount bank, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new(line, bank, new Money(line.Amount, currency), line.BookingDate);
    }

    public LocalDate ValueDate => Line.ValueDate;

    public bool IsIncoming => !Amount.IsNegative;

    /// <summary>What the bank wrote about the line; its own words serve as the entry's description.</summary>
    public string Text => new[] { Line.Description, Line.Counterparty, Line.Reference }.FirstOrDefault(text => text.Length > 0)
        is { } text ? StorableText.Cut(text, EntryRules.MaximumDescriptionLength) : "銀行明細 Bank line";
}

/// <summary>A fund's part of an amount.</summary>
public readonly record struct FundShare(Fund Fund, Money Amount);
