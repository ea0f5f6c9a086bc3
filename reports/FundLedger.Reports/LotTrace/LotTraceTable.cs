using System.Globalization;
using FundLedger.Domain.Ledger;

namespace FundLedger.Reports;

/// <summary>The trace as a table: one row per lot and per use, the level says how far from the contribution.</summary>
public static class LotTraceTable
{
    private static readonly ReportColumn[] Columns =
    [
        new("level", "層", "Level", ColumnKind.Number), new("what", "種類", "What"), new("lot", "批次", "Lot", ColumnKind.Number), new(
            "fund", "基金別", "Fund"),
        new("entry", "傳票號碼", "Entry"), new("date", "日期", "Date", ColumnKind.Date), new("description", "摘要", "Description"),
        new("venture", "事業", "Venture"), new("amount", "金額", "Amount", ColumnKind.Amount), new("used", "已用", "Used", ColumnKind.Amount),
        new("encumbered", "保留數", "Encumbered", ColumnKind.Amount), new("remaining", "餘額", "Remaining", ColumnKind.Amount),
    ];

    public static ReportTable Of(LotTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        Money Money(long amount) => new(amount, trace.Currency);
        var rows = new List<IReadOnlyList<object?>>();
        foreach (var lot in trace.Lots) AddLot(lot, 0);
        return new ReportTable(
            new ReportColumn("lot_trace", "資金流向", "Where the money went"),
            [
                new ReportFact("contribution", "挹注", "Contribution", trace.Contribution.PublicCode),
                new ReportFact("payer", "捐助者", "Payer", trace.Contribution.PayerName),
                new ReportFact("amount", "金額", "Amount", Money(trace.Contribution.Amount)),
                new ReportFact("used", "已用", "Used", Money(trace.Used)),
                new ReportFact("encumbered", "保留數", "Encumbered", Money(trace.Encumbered)),
                new ReportFact("remaining", "餘額", "Remaining", Money(trace.Remaining)),
                new ReportFact("returned", "回饋", "Came back", Money(trace.Returned)),
                new ReportFact("used_again", "再運用", "Used again", Money(trace.UsedAgain)),
                new ReportFact("ties", "勾稽相符", "Ties", trace.Ties),
            ],
            Columns, rows, []);

        void AddLot(TracedLot lot, int level)
        {
            rows.Add([level, lot.Kind.ToString().ToLower(CultureInfo.InvariantCulture), lot.Id, lot.Fund.Code, null, null, null, null,
                Money(lot.Part), Money(lot.Used), Money(lot.Encumbered), Money(lot.Remaining)]);
            foreach (var use in lot.Uses)
            {
                rows.Add([level + 1, "use", lot.Id, lot.Fund.Code, use.Entry.ToString(), use.BookingDate, use.Disbursement?.Purpose
                    ?? use.Description,
                    use.Disbursement?.VentureName, Money(use.Used + use.Encumbered), Money(use.Used), Money(use.Encumbered), null]);
                foreach (var child in use.Children.Concat(use.Returns.SelectMany(returned => returned.Lots))) AddLot(child, level + 2);
            }
        }
    }
}
