using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;

namespace FundLedger.Reports;

/// <summary>The exception report as a table: a row for each voucher, those that may be parts of one beside each other.</summary>
public static class ManualVoucherTable
{
    private static readonly ReportColumn[] Columns =
    [
        new("group", "組", "Group", ColumnKind.Number), new("code", "傳票代碼", "Code"), new("purpose", "用途", "Purpose"),
        new("state", "狀態", "State"), new("booking_date", "記帳日", "Booking date", ColumnKind.Date), new("entry", "傳票號碼", "Entry"),
        new("description", "摘要", "Description"), new("accounts", "科目", "Accounts"), new("funds", "基金別", "Funds"),
        new("amount", "金額", "Amount", ColumnKind.Amount), new("together", "同組合計", "Group in all", ColumnKind.Amount),
        new("preparer", "製票人", "Preparer"), new("prepared_on", "製票日", "Prepared on", ColumnKind.Date),
        new("decider", "核定人", "Decided by"), new("decided_at", "核定時間", "Decided at"),
    ];

    public static ReportTable Of(ManualVoucherExceptions report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Money Money(long amount) => new(amount, report.Currency);
        IReadOnlyList<object?> Row(ReportedVoucher voucher) =>
        [
            (long)voucher.Group, voucher.Code, voucher.Purpose?.ToString(), voucher.State?.ToString() ?? "WithoutVoucher",
            voucher.BookingDate, voucher.Entry?.ToString(), voucher.Description, string.Join(' ', voucher.Accounts),
            string.Join(' ', voucher.Funds), Money(voucher.Amount), Money(report.Together(voucher.Group)), voucher.Preparer,
            voucher.PreparedOn, voucher.Decider, ReportCell.Of(voucher.DecidedAt),
        ];
        IReadOnlyList<object?> Total(Func<ReportedVoucher, bool> counts, string label) =>
        [
            null, null, null, label, null, null, null, null, null,
            Money(report.Vouchers.Where(counts).Sum(voucher => voucher.Amount)), null, null, null, null, null,
        ];
        return new ReportTable(
            new ReportColumn("manual_vouchers", "人工傳票例外報表", "Manual vouchers"),
            [
                new ReportFact("from", "自", "From", report.From), new ReportFact("to", "至", "To", report.To),
                new ReportFact("currency", "幣別", "Currency", report.Currency.Code),
                new ReportFact("without_voucher", "無核可傳票", "Without a voucher", (long)report.Vouchers.Count(row => row.State is null)),
            ],
            Columns,
            report.Vouchers.Select(Row).ToArray(),
            [Total(voucher => voucher.State is null or ManualVoucherState.Posted, "Posted")]);
    }
}
