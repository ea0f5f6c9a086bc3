using FundLedger.Domain.Ledger;

namespace FundLedger.Reports;

/// <summary>The report of allocations as a table: a row for each version of a budget, the figures beside the one in force.</summary>
public static class AllocationTable
{
    private static readonly ReportColumn[] Columns =
    [
        new("ministry", "主管機關", "Ministry"), new("programme", "計畫代碼", "Programme code"), new("name_zh", "計畫", "Name (Chinese)"),
        new("name_en", "計畫英文名稱", "Name"), new("fiscal_year", "年度", "Fiscal year", ColumnKind.Number),
        new("version", "版次", "Version", ColumnKind.Number), new("provisional", "暫列", "Provisional"),
        new("in_force", "有效", "In force"), new("budget", "預算", "Budget", ColumnKind.Amount),
        new("drawn", "已核請撥", "Drawn", ColumnKind.Amount), new("received", "已入帳", "Received", ColumnKind.Amount),
        new("encumbered", "已保留", "Encumbered", ColumnKind.Amount), new("spent", "已支用", "Spent", ColumnKind.Amount),
        new("unspent", "未支用", "Unspent", ColumnKind.Amount), new("remaining", "可再請撥", "Remaining", ColumnKind.Amount),
    ];

    public static ReportTable Of(Allocations report)
    {
        ArgumentNullException.ThrowIfNull(report);
        object? Money(long? amount) => amount is { } minor ? new Money(minor, report.Currency) : null;
        IEnumerable<object?> Figures(long budget, AllocationUse? use) =>
        [
            Money(budget), Money(use?.Drawn), Money(use?.Received), Money(use?.Encumbered), Money(use?.Spent), Money(use?.Unspent),
            Money(budget - use?.Drawn),
        ];
        IReadOnlyList<object?> Row(ReportedAllocation version) =>
        [
            version.Ministry, version.Programme, version.NameZh, version.NameEn, (long)version.FiscalYear, (long)version.Version,
            version.Provisional, version.Use is not null, .. Figures(version.Budget, version.Use),
        ];
        return new ReportTable(
            new ReportColumn("allocations", "中央補助執行表", "Allocations"),
            [
                new ReportFact("fiscal_year", "年度", "Fiscal year", (long?)report.FiscalYear),
                new ReportFact("currency", "幣別", "Currency", report.Currency.Code),
            ],
            Columns,
            report.Versions.Select(Row).ToArray(),
            [[null, null, null, null, null, null, null, true, .. Figures(report.Budget, report.Use)]]);
    }
}
