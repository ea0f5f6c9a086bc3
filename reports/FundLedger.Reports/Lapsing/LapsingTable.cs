using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;

namespace FundLedger.Reports;

/// <summary>The report of money with a deadline as a table: a row for each lot that is not used up.</summary>
public static class LapsingTable
{
    private static readonly ReportColumn[] Columns =
    [
        new("expires_on", "預算到期日", "Lapses after", ColumnKind.Date), new("stage", "期限", "Stage"),
        new("ministry", "主管機關", "Ministry"), new("programme", "計畫代碼", "Programme code"), new("name_zh", "計畫", "Name (Chinese)"),
        new("name_en", "計畫英文名稱", "Name"), new("fiscal_year", "年度", "Fiscal year", ColumnKind.Number),
        new("fund", "基金別", "Fund"), new("lot", "批次", "Lot", ColumnKind.Number), new("contribution", "挹注代碼", "Contribution"),
        new("opened_on", "入帳日", "Received on", ColumnKind.Date), new("amount", "金額", "Amount", ColumnKind.Amount),
        new("used", "已支用", "Spent", ColumnKind.Amount), new("encumbered", "已保留", "Encumbered", ColumnKind.Amount),
        new("remaining", "餘額", "Remaining", ColumnKind.Amount), new("proposal", "建議", "Proposal"),
        new("carry_reference", "保留核准文號", "Carry-over approval"),
    ];

    public static ReportTable Of(LapsingMoney report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Money Money(long minor) => new(minor, report.Currency);
        IReadOnlyList<object?> Row(LapsingLot lot) =>
        [
            lot.ExpiresOn, $"{lot.Stage}", lot.Ministry, lot.Programme, lot.NameZh, lot.NameEn, (long)lot.FiscalYear, lot.Fund, lot.Lot,
            lot.Contribution, lot.OpenedOn, Money(lot.Amount), Money(lot.Used), Money(lot.Encumbered), Money(lot.Remaining),
            lot.Proposal == LapseProposal.None ? null : $"{lot.Proposal}", lot.CarryReference,
        ];
        return new ReportTable(
            new ReportColumn("lapsing", "期限經費表", "Money with a deadline"),
            [
                new ReportFact("as_of", "基準日", "As of", report.AsOf),
                new ReportFact("currency", "幣別", "Currency", report.Currency.Code),
            ],
            Columns,
            report.Lots.Select(Row).ToArray(),
            [
                [
                    null, null, null, null, null, null, null, null, null, null, null, Money(report.Lots.Sum(lot => lot.Amount)),
                    Money(report.Lots.Sum(lot => lot.Used)), Money(report.Lots.Sum(lot => lot.Encumbered)),
                    Money(report.Lots.Sum(lot => lot.Remaining)), null, null,
                ],
            ]);
    }
}
