using FundLedger.Domain.Ledger;

namespace FundLedger.Reports;

/// <summary>The journal as a table with one row per posting.</summary>
public static class JournalTable
{
    public static ReportTable Of(Journal report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Money? Money(long amount) => amount == 0 ? null : new Money(amount, report.Currency);
        var rows = report.Entries.SelectMany(entry => entry.Postings.Select(posting => (IReadOnlyList<object?>)
        [
            entry.Reference.ToString(), entry.BookingDate, entry.ValueDate, Kind(entry.Kind), entry.Description, entry.Actor,
            entry.Document is { } document ? $"{document.Kind}/{ReportCell.Text(document.Id)}" : null,
            entry.Reverses?.ToString(), posting.Line, posting.Account.Code, posting.Account.NameZh, posting.Account.NameEn,
                posting.Fund.Code,
            Money(posting.Debit), Money(posting.Credit), posting.PartyName, posting.VentureName,
        ])).ToArray();
        var lines = report.Entries.SelectMany(entry => entry.Postings).ToArray();
        var totals = new object?[rows.Length == 0 ? JournalColumns.Length : rows[0].Count];
        totals[4] = "Σ";
        totals[13] = new Money(lines.Sum(line => line.Debit), report.Currency);
        totals[14] = new Money(lines.Sum(line => line.Credit), report.Currency);
        return new ReportTable(
            new ReportColumn("journal", "日記簿", "Journal"),
            [
                new ReportFact("from", "自", "From", report.Asked.From),
                new ReportFact("to", "至", "To", report.Asked.To),
                new ReportFact("fund", "基金別", "Fund", report.Asked.Fund),
                new ReportFact("account", "科目", "Account", report.Asked.Account),
                new ReportFact("currency", "幣別", "Currency", report.Currency.Code),
                new ReportFact("page", "頁次", "Page", report.Asked.Page),
                new ReportFact("entries", "傳票張數", "Entries", report.Total),
            ],
            JournalColumns, rows, [totals]);
    }

    private static readonly ReportColumn[] JournalColumns =
    [
        new("entry", "傳票號碼", "Entry"), new("booking_date", "記帳日", "Booking date", ColumnKind.Date),
        new("value_date", "起息日", "Value date", ColumnKind.Date), new("kind", "傳票種類", "Kind"), new("description", "摘要", "Description"),
        new("actor", "製票人", "By"), new("document", "依據", "Document"), new("reverses", "沖轉", "Reverses"),
        new("line", "行", "Line", ColumnKind.Number), new("account", "科目", "Account"), new("name_zh", "科目名稱", "Name (Chinese)"),
        new("name_en", "英文名稱", "Name (English)"), new("fund", "基金別", "Fund"), new("debit", "借方", "Debit", ColumnKind.Amount),
        new("credit", "貸方", "Credit", ColumnKind.Amount), new("party", "對象", "Party"), new("venture", "事業", "Venture"),
    ];

    private static string Kind(VoucherKind kind) => kind switch
    {
        VoucherKind.Receipt => "receipt",
        VoucherKind.Payment => "payment",
        VoucherKind.Transfer => "transfer",
        _ => throw new InvalidOperationException($"Unknown voucher kind {kind}."),
    };
}
