using FundLedger.UseCases.Banking;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Demo;

/// <summary>After each month: the statement files are imported and matched; at year ends and last of all reconciled.</summary>
public sealed class DemoMonthEnds(DemoOffice office, DemoBank bank)
{
    public void Schedule(DemoTimeline timeline)
    {
        var month = DemoBank.Main.OpenedOn.ToYearMonth();
        if (ImportedAt(month) > timeline.End) return;
        for (; ImportedAt(month) <= timeline.End; month = month.PlusMonths(1))
        {
            var each = month;
            timeline.Add(ImportedAt(each), Name("import", each), stop => Import(each, stop));
            timeline.Add(ImportedAt(each) + Duration.FromMinutes(30), Name("match", each), stop => Match(each, stop));
            if (each.Month == 12)
                timeline.Add(ImportedAt(each) + Duration.FromHours(1), Name("reconcile", each), stop => Reconcile(each, stop));
        }

        LeaveUnidentified(timeline, month.PlusMonths(-1));
    }

    /// <summary>Reconciles the last statements.</summary>
    public Task ReconcileLast(CancellationToken stop) => Reconcile("reconcile:last", stop);

    /// <summary>When the statements of a month are imported; they are matched half an hour later.</summary>
    public static Instant ImportedAt(YearMonth month) =>
        DemoTimeline.At(DemoTimeline.Workday(month.OnDayOfMonth(1).PlusMonths(1).PlusDays(1)), 9, 30);

    private static string Name(string what, YearMonth month) => $"{what}:{YearMonthPattern.Iso.Format(month)}";

    private async Task Match(YearMonth month, CancellationToken stop) =>
        DemoOffice.Done(Name("match", month), await office.MatchStatementLines.Run(office.Scheduler, stop));

    private async Task Import(YearMonth month, CancellationToken stop)
    {
        var first = month.OnDayOfMonth(1);
        foreach (var account in DemoBank.Accounts.Where(account => account.OpenedOn <= first))
        {
            var (fileName, content) = bank.Statement(account, month, DemoTimeline.At(first.PlusMonths(1), 6));
            var key = $"{DemoOffice.KeyPrefix}{Name("import", month)}:{account.Code}";
            DemoOffice.Done(key, await office.ImportStatement.Run(
                new StatementImport(key, account.Code, fileName, content), office.Actor(DemoPeople.Reconciler), stop));
        }
    }

    private Task Reconcile(YearMonth month, CancellationToken stop) => Reconcile(Name("reconcile", month), stop);

    private async Task Reconcile(string name, CancellationToken stop)
    {
        var key = DemoOffice.KeyPrefix + name;
        DemoOffice.Done(key, await office.ReconcileBank.Run(key, office.Actor(DemoPeople.Reconciler), stop));
    }

    /// <summary>Two lines of the newest statement that no one has explained yet.</summary>
    private void LeaveUnidentified(DemoTimeline timeline, YearMonth month)
    {
        Line(12, 88_000, "不明匯款人(虛構)", "(虛構) 匯款，未附銷帳編號");
        Line(25, -450, "示範銀行(虛構)", "(虛構) 跨行手續費");

        void Line(int day, long dollars, string counterparty, string description)
        {
            var date = DemoTimeline.Workday(month.OnDayOfMonth(day));
            timeline.Add(DemoTimeline.At(date, 12), "unidentified", _ =>
            {
                bank.Move(DemoBank.Main, date, dollars, "", counterparty, description);
                return Task.CompletedTask;
            });
        }
    }
}
