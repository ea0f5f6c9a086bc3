using FundLedger.Domain.Ledger;

namespace FundLedger.Reports;

/// <summary>The trial balance as a table: memorandum accounts below the line.</summary>
public static class TrialBalanceTable
{
    public static ReportTable Of(TrialBalance report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Money Money(long amount) => new(amount, report.Currency);
        var columns = new List<ReportColumn>
        {
            new("account", "科目", "Account"), new("name_zh", "科目名稱", "Name (Chinese)"), new("name_en", "英文名稱", "Name (English)"),
            new("debit", "借方總額", "Debit total", ColumnKind.Amount), new("credit", "貸方總額", "Credit total", ColumnKind.Amount),
            new("debit_balance", "借方餘額", "Debit balance", ColumnKind.Amount), new(
                "credit_balance", "貸方餘額", "Credit balance", ColumnKind.Amount),
            new("balance", "餘額(借方為正)", "Balance (debit positive)", ColumnKind.Amount),
        };
        if (report.ByFund) columns.Insert(3, new ReportColumn("fund", "基金別", "Fund"));

        List<object?> Row(params object?[] cells) => cells.ToList();
        List<object?> Line(TrialBalanceRow row)
        {
            var cells = Row(
                row.Account.Code, row.Account.NameZh, row.Account.NameEn, Money(row.Debit), Money(row.Credit),
                Money(row.DebitBalance), Money(row.CreditBalance), Money(row.Balance));
            if (report.ByFund) cells.Insert(3, row.Fund?.Code);
            return cells;
        }

        List<object?> Total(string zh, string en, TrialBalanceTotals totals)
        {
            var cells = Row(
                null, zh, en, Money(totals.Debit), Money(totals.Credit), Money(totals.DebitBalance), Money(totals.CreditBalance),
                Money(totals.DebitBalance - totals.CreditBalance));
            if (report.ByFund) cells.Insert(3, null);
            return cells;
        }

        return new ReportTable(
            new ReportColumn("trial_balance", "試算表", "Trial balance"),
            [
                new ReportFact("as_of", "截至", "As of", report.AsOf),
                new ReportFact("known_at", "已知時點", "As known at", ReportCell.Of(report.KnownAt)),
                new ReportFact("before_closing", "結帳前", "Before closing", report.BeforeClosing),
                new ReportFact("fund", "基金別", "Fund", report.Fund?.Code),
                new ReportFact("currency", "幣別", "Currency", report.Currency.Code),
                new ReportFact("balanced", "借貸平衡", "Balanced", report.IsBalanced),
            ],
            columns,
            report.Rows.Select(Line).ToArray(),
            [
                Total("合計", "Total", report.Totals),
                .. report.MemorandumTotals.Debit == 0 && report.MemorandumTotals.Credit == 0
                    ? Array.Empty<IReadOnlyList<object?>>()
                    : [Total("備忘科目合計", "Memorandum total", report.MemorandumTotals)],
            ]);
    }
}
