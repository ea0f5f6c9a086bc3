using NodaTime;

namespace FundLedger.Domain.Ledger;

/// <summary>
/// An open period takes every entry, a soft-closed one corrections only (reversals, correction vouchers, and manual
/// vouchers that name an approver), a closed one nothing.
/// </summary>
public enum PeriodState
{
    Open = 0,
    SoftClosed = 1,
    Closed = 2,
}

/// <summary>What a person does to a period.</summary>
public enum PeriodMove
{
    SoftClose = 1,
    Close = 2,

    /// <summary>One step back: closed to soft-closed, soft-closed to open.</summary>
    Reopen = 3,
}

/// <summary>
/// The periods of one fiscal year (會計期間): months 1–12, 13 for year-end adjustments, 14 for closing entries.
/// The year is closed when period 14 is. A period that is not listed is open.
/// </summary>
public sealed class FiscalYearPeriods(int fiscalYear, IReadOnlyDictionary<int, PeriodState> states)
{
    /// <summary>Year-end adjustments, booked on 31 December.</summary>
    public const int Adjustments = 13;

    /// <summary>Closing entries, booked on 31 December by the closing of the year and by nothing else.</summary>
    public const int Closing = 14;

    public int FiscalYear { get; } = fiscalYear;

    public bool IsClosed => this[Closing] == PeriodState.Closed;

    public PeriodState this[int period] => states.GetValueOrDefault(period);

    /// <summary>The last booking date of a period.</summary>
    public static LocalDate LastDay(int fiscalYear, int period) =>
        new LocalDate(fiscalYear, Math.Min(period, 12), 1).With(DateAdjusters.EndOfMonth);

    /// <summary>
    /// Where the move leads. Months close in order and reopen in the opposite order, so the closed periods of a year are
    /// always its first ones. Refused, in this order: <see cref="PeriodRefusals.PeriodNotKnown"/>,
    /// <see cref="PeriodRefusals.FiscalYearClosed"/>, <see cref="PeriodRefusals.PeriodNotEnded"/>,
    /// <see cref="PeriodRefusals.PeriodMoveNotPermitted"/>, <see cref="PeriodRefusals.EarlierPeriodOpen"/>,
    /// <see cref="PeriodRefusals.PeriodReopenNeedsReason"/>, <see cref="PeriodRefusals.LaterPeriodClosed"/>.
    /// </summary>
    public Result<PeriodState> Move(int period, PeriodMove move, LocalDate today, string? reason)
    {
        if (period is < 1 or > Adjustments) return PeriodRefusals.PeriodNotKnown(period);
        if (IsClosed) return PeriodRefusals.FiscalYearClosed(FiscalYear);
        if (move != PeriodMove.Reopen && today <= LastDay(FiscalYear, period))
            return PeriodRefusals.PeriodNotEnded(FiscalYear, period, LastDay(FiscalYear, period));
        return (move, this[period]) switch
        {
            (PeriodMove.SoftClose, PeriodState.Open) => PeriodState.SoftClosed,
            (PeriodMove.Close, PeriodState.SoftClosed) => FirstOpen(before: period) is { } open
                ? PeriodRefusals.EarlierPeriodOpen(FiscalYear, period, open)
                : PeriodState.Closed,
            (PeriodMove.Reopen, PeriodState.SoftClosed or PeriodState.Closed) => Reopen(period, reason),
            (_, var state) => PeriodRefusals.PeriodMoveNotPermitted(FiscalYear, period, state, move),
        };
    }

    /// <summary>
    /// Whether the year may be closed. Refused: <see cref="PeriodRefusals.FiscalYearClosed"/>,
    /// <see cref="PeriodRefusals.PeriodNotEnded"/>, <see cref="PeriodRefusals.EarlierYearOpen"/>,
    /// <see cref="PeriodRefusals.PeriodOfYearOpen"/>.
    /// </summary>
    /// <param name="earlierOpenYear">An earlier year that has entries and is not closed.</param>
    public Refusal? CheckClosing(LocalDate today, int? earlierOpenYear)
    {
        if (IsClosed) return PeriodRefusals.FiscalYearClosed(FiscalYear);
        if (today.Year <= FiscalYear) return PeriodRefusals.PeriodNotEnded(FiscalYear, Closing, LastDay(FiscalYear, Closing));
        if (earlierOpenYear is { } earlier) return PeriodRefusals.EarlierYearOpen(FiscalYear, earlier);
        return FirstOpen(before: Closing) is { } open ? PeriodRefusals.PeriodOfYearOpen(FiscalYear, open) : null;
    }

    private Result<PeriodState> Reopen(int period, string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) return PeriodRefusals.PeriodReopenNeedsReason();
        if (reason.Length > EntryRules.MaximumDescriptionLength)
            return LedgerRefusals.DescriptionTooLong(reason.Length, EntryRules.MaximumDescriptionLength);
        if (!StorableText.Is(reason)) return LedgerRefusals.DescriptionNotText();
        if (this[period] == PeriodState.SoftClosed) return PeriodState.Open;
        for (var later = Adjustments; later > period; later--)
        {
            if (this[later] == PeriodState.Closed) return PeriodRefusals.LaterPeriodClosed(FiscalYear, period, later);
        }

        return PeriodState.SoftClosed;
    }

    private int? FirstOpen(int before)
    {
        for (var period = 1; period < before; period++)
        {
            if (this[period] != PeriodState.Closed) return period;
        }

        return null;
    }
}

/// <summary>Every way a period or a year stays as it is.</summary>
public static class PeriodRefusals
{
    public static Refusal PeriodNotKnown(int period) => new(nameof(PeriodNotKnown), period);

    public static Refusal FiscalYearClosed(int fiscalYear) => new(nameof(FiscalYearClosed), fiscalYear);

    public static Refusal PeriodNotEnded(int fiscalYear, int period, LocalDate lastDay) =>
        new(nameof(PeriodNotEnded), fiscalYear, period, lastDay);

    public static Refusal PeriodMoveNotPermitted(int fiscalYear, int period, PeriodState state, PeriodMove move) =>
        new(nameof(PeriodMoveNotPermitted), fiscalYear, period, state, move);

    public static Refusal EarlierPeriodOpen(int fiscalYear, int period, int open) =>
        new(nameof(EarlierPeriodOpen), fiscalYear, period, open);

    public static Refusal PeriodReopenNeedsReason() => new(nameof(PeriodReopenNeedsReason));

    public static Refusal LaterPeriodClosed(int fiscalYear, int period, int later) =>
        new(nameof(LaterPeriodClosed), fiscalYear, period, later);

    public static Refusal EarlierYearOpen(int fiscalYear, int earlier) => new(nameof(EarlierYearOpen), fiscalYear, earlier);

    public static Refusal PeriodOfYearOpen(int fiscalYear, int period) => new(nameof(PeriodOfYearOpen), fiscalYear, period);
}
