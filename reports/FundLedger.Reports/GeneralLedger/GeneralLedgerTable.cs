using FundLedger.Domain.Ledger;

namespace FundLedger.Reports;

/// <summary>
/// The general ledger as a table: the balance it goes on from, a row for each posting with the balance after it, the totals.
/// </summary>
public static class GeneralLedgerTable
{
    private static readonly ReportColumn[] Columns =
    [
        new("row", "列", "Row"), new("booking_date", "記帳日", "Booking date", ColumnKind.Date), new("entry", "傳票號碼", "Entry"),
        new("line", "行", "Line", ColumnKind.Number), new("description", "摘要", "Description"), new("fund", "基金別", "Fund"),
        new("fund_zh", "基金名稱", "Fund name (Chinese)"), new("party", "對象", "Party"), new("venture", "事業", "Venture"),
        new("debit", "借方", "Debit", ColumnKind.Amount), new("credit", "貸方", "Credit", ColumnKind.Amount),
        new("balance", "餘額(借方為正)", "Balance (debit positive)", ColumnKind.Amount),
    ];

    public static ReportTable Of(GeneralLedger report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Money Money(long amount) => new(amount, report.Currency);
        Money? MoneyOrNone(long amount) => amount == 0 ? null : Money(amount);
        IReadOnlyList<object?> Line(GeneralLedgerLine line) =>
        [
            "posting", line.BookingDate, line.Entry.ToString(), line.Line, line.Description, line.Fund.Code, line.Fund.NameZh,
            line.PartyName, line.VentureName, MoneyOrNone(line.Debit), MoneyOrNone(line.Credit), Money(line.Balance),
        ];
        IReadOnlyList<object?> Balance(string row, NodaTime.LocalDate? date, long? debit, long? credit, long balance) =>
        [
            row, date, null, null, null, null, null, null, null,
            debit is { } debits ? Money(debits) : null, credit is { } credits ? Money(credits) : null, Money(balance),
        ];
        return new ReportTable(
            new ReportColumn("general_ledger", "總分類帳", "General ledger"),
            [
                new ReportFact("account", "科目", "Account", report.Account.Code),
                new ReportFact("name_zh", "科目名稱", "Name (Chinese)", report.Account.NameZh),
                new ReportFact("name_en", "英文名稱", "Name (English)", report.Account.NameEn),
                new ReportFact("from", "自", "From", report.Asked.From),
                new ReportFact("to", "至", "To", report.Asked.To),
                new ReportFact("fund", "基金別", "Fund", report.Fund?.Code),
                new ReportFact("currency", "幣別", "Currency", report.Currency.Code),
                new ReportFact("page", "頁次", "Page", report.Asked.Page),
                new ReportFact("lines", "筆數", "Lines", report.Total),
            ],
            Columns,
            [
                Balance(report.Asked.Page == 1 ? "opening" : "carried", report.Asked.From, null, null, report.Carried),
                .. report.Lines.Select(Line),
            ],
            [Balance("closing", report.Asked.To, report.Debit, report.Credit, report.Closing)]);
    }
}
