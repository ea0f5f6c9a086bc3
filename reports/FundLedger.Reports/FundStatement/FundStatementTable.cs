using FundLedger.Domain.Ledger;

namespace FundLedger.Reports;

/// <summary>The fund statement as a table: per fund its opening, one row per contra account, closing, encumbered and available.</summary>
public static class FundStatementTable
{
    private static readonly ReportColumn[] Columns =
    [
        new("fund", "基金別", "Fund"), new("fund_zh", "基金名稱", "Fund name (Chinese)"), new("line", "列", "Line"),
        new("account", "科目", "Account"), new("name_zh", "項目", "Item (Chinese)"), new("name_en", "項目(英文)", "Item"),
        new("inflow", "收入", "In", ColumnKind.Amount), new("outflow", "支出", "Out", ColumnKind.Amount),
        new("balance", "餘額", "Balance", ColumnKind.Amount),
    ];

    public static ReportTable Of(FundStatement report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Money Money(long amount) => new(amount, report.Currency);
        IEnumerable<IReadOnlyList<object?>> Rows(FundStatementFund fund)
        {
            IReadOnlyList<object?> Line(string line, string? account, string zh, string en, long? inflow, long? outflow, long? balance) =>
            [
                fund.Fund.Code, fund.Fund.NameZh, line, account, zh, en,
                inflow is { } moneyIn ? Money(moneyIn) : null, outflow is { } moneyOut ? Money(moneyOut) : null,
                balance is { } left ? Money(left) : null,
            ];
            yield return Line("opening", null, "期初可支用", "Opening spendable", null, null, fund.Opening);
            foreach (var flow in fund.Flows)
            {
                yield return Line("flow", flow.Account.Code, flow.Account.NameZh, flow.Account.NameEn, flow.Inflow, flow.Outflow, null);
            }

            if (!fund.Ties) yield return Line("unexplained", null, "未能說明之差額", "Unexplained", fund.Unexplained, null, null);
            yield return Line("closing", null, "期末可支用", "Closing spendable", fund.Inflow, fund.Outflow, fund.Closing);
            yield return Line("encumbered", null, "保留數", "Encumbered", null, null, fund.Encumbered);
            yield return Line("available", null, "可動支", "Available", null, null, fund.Available);
        }

        IReadOnlyList<object?> Total(string line, string zh, string en, long? inflow, long? outflow, long balance) =>
        [
            null, null, line, null, zh, en,
            inflow is { } moneyIn ? Money(moneyIn) : null, outflow is { } moneyOut ? Money(moneyOut) : null, Money(balance),
        ];
        return new ReportTable(
            new ReportColumn("fund_statement", "基金收支表", "Fund statement"),
            [
                new ReportFact("from", "自", "From", report.From),
                new ReportFact("to", "至", "To", report.To),
                new ReportFact("known_at", "已知時點", "As known at", ReportCell.Of(report.KnownAt)),
                new ReportFact("currency", "幣別", "Currency", report.Currency.Code),
                new ReportFact("ties", "勾稽相符", "Ties", report.Ties),
            ],
            Columns,
            report.Funds.SelectMany(Rows).ToArray(),
            [
                Total("total_opening", "期初合計", "Opening, all funds", null, null, report.Funds.Sum(fund => fund.Opening)),
                Total("total_closing", "期末合計", "Closing, all funds", report.Funds.Sum(fund => fund.Inflow), report.Funds.Sum(
                    fund => fund.Outflow), report.Funds.Sum(fund => fund.Closing)),
                Total("total_available", "可動支合計", "Available, all funds", null, null, report.Funds.Sum(fund => fund.Available)),
            ]);
    }
}
