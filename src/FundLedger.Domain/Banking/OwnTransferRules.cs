using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Banking;

/// <summary>
/// Money moved between two of our own bank accounts has two lines, often in two files. They are booked once, together: whoever
/// explains the first waits until the second is there.
/// </summary>
public static class OwnTransferRules
{
    /// <summary>Days between the two lines: a weekend and holidays, and no more.</summary>
    public const int MaximumDays = 7;

    /// <summary>
    /// Refused, in this order: a line of the same account (<see cref="OwnTransferRefusals.TransferWithinAccount"/>), one of another
    /// amount or the same direction (<see cref="OwnTransferRefusals.TransferAmountDiffers"/>), one too long before or after
    /// (<see cref="OwnTransferRefusals.TransferTooFarApart"/>), one that is dealt with
    /// (<see cref="BankingRefusals.StatementLineNotWaiting"/>).
    /// </summary>
    /// <param name="movement">The line, or the part of it, that a person says is the transfer.</param>
    /// <param name="other">The line that is to be its other side, as a whole.</param>
    public static Refusal? Check(BankMovement movement, StatementLine other)
    {
        ArgumentNullException.ThrowIfNull(movement);
        ArgumentNullException.ThrowIfNull(other);
        if (other.BankAccountId == movement.Line.BankAccountId) return OwnTransferRefusals.TransferWithinAccount(other.Id);
        if (other.Amount != -movement.Amount.MinorUnits)
        {
            return OwnTransferRefusals.TransferAmountDiffers(
                other.Id, new Money(other.Amount, movement.Amount.Currency), -movement.Amount);
        }

        return !Near(movement.Line.BookingDate, other.BookingDate)
            ? OwnTransferRefusals.TransferTooFarApart(movement.Line.BookingDate, other.BookingDate, MaximumDays)
            : other.CheckUnexplained();
    }

    /// <summary>Whether the days of two lines are near enough for one transfer.</summary>
    public static bool Near(LocalDate one, LocalDate other) => Math.Abs(Period.DaysBetween(one, other)) <= MaximumDays;

    /// <summary>
    /// The entry: Dr the account that took the money, Cr the one that gave it, in each fund; no fund has more or less. Refused:
    /// shares that are not positive or do not sum to what moved (<see cref="OwnTransferRefusals.TransferSharesDoNotSum"/>), and a fund
    /// that holds less on the giving account than it gives (<see cref="OwnTransferRefusals.FundHoldsTooLittle"/>).
    /// </summary>
    /// <param name="giving">The side from which money went out.</param>
    /// <param name="taking">The side to which it came.</param>
    /// <param name="shares">Each fund's part with what the fund holds on the giving account, in minor units.</param>
    public static Result<EntryDraft> Draft(BankMovement giving, BankMovement taking, IReadOnlyList<(FundShare Share, long Held)> shares)
    {
        ArgumentNullException.ThrowIfNull(giving);
        ArgumentNullException.ThrowIfNull(taking);
        ArgumentNullException.ThrowIfNull(shares);
        var currency = taking.Amount.Currency;
        var sum = shares.Aggregate(Int128.Zero, (total, part) => total + part.Share.Amount.MinorUnits);
        if (sum != taking.Amount.MinorUnits || shares.Any(part => part.Share.Amount.MinorUnits <= 0))
        {
            return OwnTransferRefusals.TransferSharesDoNotSum(
                new Money((long)Int128.Clamp(sum, -long.MaxValue, long.MaxValue), currency), taking.Amount);
        }

        foreach (var fund in shares.GroupBy(part => part.Share.Fund))
        {
            if (LinePartRules.CheckFund(fund.Key) is { } refusal) return refusal;
            var (held, needed) = (fund.First().Held, fund.Sum(part => part.Share.Amount.MinorUnits));
            if (held < needed)
            {
                return OwnTransferRefusals.FundHoldsTooLittle(
                    fund.Key.Code, giving.Bank.Code, new Money(Math.Max(0, held), currency), new Money(needed, currency));
            }
        }

        return LinePartEntries.OwnTransfer(giving, taking, [.. shares.Select(part => part.Share)]);
    }
}

/// <summary>Why two lines are not one transfer between our accounts.</summary>
public static class OwnTransferRefusals
{
    public static Refusal OtherLineMissing() => new(nameof(OtherLineMissing));

    public static Refusal TransferWithinAccount(long line) => new(nameof(TransferWithinAccount), line);

    public static Refusal TransferAmountDiffers(long line, Money amount, Money expected) =>
        new(nameof(TransferAmountDiffers), line, amount, expected);

    public static Refusal TransferTooFarApart(LocalDate one, LocalDate other, int days) =>
        new(nameof(TransferTooFarApart), one, other, days);

    public static Refusal TransferSharesDoNotSum(Money shares, Money moved) => new(nameof(TransferSharesDoNotSum), shares, moved);

    public static Refusal FundHoldsTooLittle(string fund, string bank, Money held, Money needed) =>
        new(nameof(FundHoldsTooLittle), fund, bank, held, needed);
}
