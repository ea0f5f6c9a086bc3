using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Banking;

/// <summary>A fund's money on one bank account over some days.</summary>
/// <param name="Opening">Minor units, at the end of the day before the first.</param>
/// <param name="Moves">What moved on each day, minor units; in any order, several a day or none.</param>
public sealed record FundOnAccount(Fund Fund, long Opening, IReadOnlyList<(LocalDate Date, long Amount)> Moves);

/// <summary>
/// Bank interest belongs to the funds whose money earned it: by the sum of their daily balances on the account, taken at the
/// end of each day; a day below zero counts nothing. What is nobody's yet earns nothing, for nobody could spend it.
/// </summary>
public static class InterestAllocation
{
    /// <summary>The most days that one interest line can be for; banks pay monthly or twice a year.</summary>
    public const int LongestPeriod = 366;

    /// <summary>
    /// The shares of the funds that earned something, in the order given, without those whose share is less than a minor unit;
    /// largest remainder, ties to the earlier fund. Refused: <see cref="InterestRefusals.InterestPeriodNotPossible"/> for days
    /// that do not follow each other, are too many, or end after the money was there, and
    /// <see cref="InterestRefusals.InterestWithoutBalance"/> when no fund had any money on the account.
    /// </summary>
    /// <param name="interest">Positive.</param>
    /// <param name="paidOn">The value date of the line.</param>
    public static Result<IReadOnlyList<FundShare>> Of(
        Money interest, LocalDate from, LocalDate to, LocalDate paidOn, IReadOnlyList<FundOnAccount> funds)
    {
        ArgumentNullException.ThrowIfNull(funds);
        if (CheckPeriod(from, to, paidOn) is { } refusal) return refusal;
        var earning = funds.Where(fund => fund.Fund.Source != SourceKind.Suspense)
            .Select(fund => (fund.Fund, Days: DailyBalances(fund, from, to))).Where(fund => fund.Days > 0).ToArray();
        if (earning.Length == 0) return InterestRefusals.InterestWithoutBalance(from, to);
        return earning.Zip(interest.Split([.. earning.Select(fund => fund.Days)]), (fund, share) => new FundShare(fund.Fund, share))
            .Where(share => !share.Amount.IsZero).ToArray();
    }

    /// <summary>The days interest is for, as <see cref="Of"/> refuses them.</summary>
    public static Refusal? CheckPeriod(LocalDate from, LocalDate to, LocalDate paidOn) =>
        from > to || to > paidOn || Period.DaysBetween(from, to) >= LongestPeriod
            ? InterestRefusals.InterestPeriodNotPossible(from, to, paidOn, LongestPeriod)
            : null;

    /// <summary>The days an interest line is for when nothing else is known: since the last one, or since the first of its month.</summary>
    /// <param name="lastTo">The last day that interest of this account was paid for; null: there was none.</param>
    public static (LocalDate From, LocalDate To) UsualPeriod(LocalDate? lastTo, LocalDate paidOn) =>
        (lastTo is { } last && last < paidOn ? last.PlusDays(1) : paidOn.With(DateAdjusters.StartOfMonth), paidOn);

    /// <summary>The sum of a fund's balances at the end of each day, both days included; minor units times days.</summary>
    public static long DailyBalances(FundOnAccount fund, LocalDate from, LocalDate to)
    {
        ArgumentNullException.ThrowIfNull(fund);
        var (sum, balance, since) = (0L, fund.Opening, from);
        foreach (var day in fund.Moves.Where(move => move.Date >= from && move.Date <= to).GroupBy(move => move.Date)
            .OrderBy(day => day.Key))
        {
            sum = checked(sum + Math.Max(0, balance) * Period.DaysBetween(since, day.Key));
            (balance, since) = (checked(balance + day.Sum(move => move.Amount)), day.Key);
        }

        return checked(sum + Math.Max(0, balance) * (Period.DaysBetween(since, to) + 1));
    }
}

/// <summary>Why interest cannot be allocated.</summary>
public static class InterestRefusals
{
    public static Refusal InterestPeriodNotPossible(LocalDate from, LocalDate to, LocalDate paidOn, int longest) =>
        new(nameof(InterestPeriodNotPossible), from, to, paidOn, longest);

    public static Refusal InterestWithoutBalance(LocalDate from, LocalDate to) => new(nameof(InterestWithoutBalance), from, to);
}
