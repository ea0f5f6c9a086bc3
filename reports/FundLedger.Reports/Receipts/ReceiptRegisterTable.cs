using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Receipts;

namespace FundLedger.Reports;

/// <summary>The register as a table: a row for each receipt, above it what became of each series.</summary>
public static class ReceiptRegisterTable
{
    private static readonly ReportColumn[] Columns =
    [
        new("number", "收據號碼", "Receipt"), new("tax_class", "類別", "Class"), new("state", "狀態", "State"),
        new("donor", "捐贈人", "Donor"), new("business_number", "統一編號", "Business number"),
        new("amount", "金額", "Amount", ColumnKind.Amount), new("received_on", "入帳日", "Received on", ColumnKind.Date),
        new("issued_on", "開立日", "Issued on", ColumnKind.Date), new("issuer", "開立人", "Issued by"),
        new("entry", "傳票號碼", "Entry"), new("contribution", "挹注代碼", "Contribution"),
        new("copies", "副本", "Copies", ColumnKind.Number), new("voided_on", "作廢日", "Voided on", ColumnKind.Date),
        new("void_reason", "作廢原因", "Reason"), new("replaces", "取代收據", "In place of"), new("code", "收據代碼", "Code"),
    ];

    public static ReportTable Of(ReceiptRegister report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Money Money(long amount) => new(amount, report.Currency);
        IReadOnlyList<object?> Row(RegisteredReceipt receipt) =>
        [
            receipt.Number.ToString(), receipt.Number.Series.Class.ToString(), receipt.State.ToString(), receipt.Donor,
            receipt.BusinessNumber, Money(receipt.Amount), receipt.ReceivedOn, receipt.IssuedOn, receipt.Issuer,
            receipt.Entry?.ToString(), receipt.Contribution, receipt.Copies, receipt.VoidedOn, receipt.VoidReason,
            receipt.Replaces?.ToString(), receipt.Code,
        ];
        IReadOnlyList<object?> Total(ReceiptState state) =>
        [
            null, null, state.ToString(), null, null, Money(report.Amount(state)), null, null, null, null, null, null, null, null, null,
            null,
        ];
        return new ReportTable(
            new ReportColumn("receipts", "收據登記簿", "Receipts"),
            [
                new ReportFact("fiscal_year", "年度", "Fiscal year", (long?)report.FiscalYear),
                new ReportFact("currency", "幣別", "Currency", report.Currency.Code),
                .. report.Series.Select(Fact),
                new ReportFact("missing", "缺號", "Missing numbers", report.Series.Sum(series => series.MissingCount)),
            ],
            Columns,
            report.Receipts.Select(Row).ToArray(),
            [Total(ReceiptState.Issued), Total(ReceiptState.Voided)]);
    }

    private static ReportFact Fact(RegisteredSeries series)
    {
        var letter = TaxClassTerms.Of(series.Series.Class).Letter;
        var year = series.Series.FiscalYear.ToString(CultureInfo.InvariantCulture);
        return new ReportFact(
            $"series_{year}_{char.ToLowerInvariant(letter)}", $"{year} 年度 {letter} 字", $"Series {year} {letter}",
            string.Create(CultureInfo.InvariantCulture, $"{new ReceiptNumber(series.Series, 1)} .. {series.Last}")
            + string.Create(CultureInfo.InvariantCulture, $": {series.Issued}, void {series.Voided}, missing {series.MissingCount}")
            + (series.Missing is [] ? "" : $" ({string.Join(' ', series.Missing)})"));
    }
}
