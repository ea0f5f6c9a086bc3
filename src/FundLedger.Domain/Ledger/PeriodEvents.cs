namespace FundLedger.Domain.Ledger;

/// <summary>Codes of the audit trail's events that move a period; a check leads each period along them to its present state.</summary>
public static class PeriodEvents
{
    public const string SoftClosed = "PeriodSoftClosed";
    public const string Closed = "PeriodClosed";
    public const string Reopened = "PeriodReopened";
    public const string YearClosed = "YearClosed";

    public static IReadOnlyList<string> All { get; } = [SoftClosed, Closed, Reopened, YearClosed];
}
