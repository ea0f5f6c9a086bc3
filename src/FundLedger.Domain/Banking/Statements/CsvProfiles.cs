namespace FundLedger.Domain.Banking.Statements;

/// <summary>The layouts known out of the box. Another bank is another value here, not another parser.</summary>
public static class CsvProfiles
{
    /// <summary>
    /// The common shape of Taiwan's corporate banking downloads: labelled facts above the table, one date column,
    /// money out and money in side by side (or one signed column), a running balance. Chinese and English names;
    /// where a file has several of one column's names, the earlier one here wins.
    /// </summary>
    public static readonly CsvProfile TaiwanGeneric = new()
    {
        Name = "taiwan-generic",
        DefaultCurrency = "TWD",
        Columns = new Dictionary<CsvColumn, IReadOnlyList<string>>
        {
            [CsvColumn.BookingDate] =
            [
                "帳務日期", "帳務日", "記帳日期", "記帳日", "入帳日期", "入帳日", "作帳日期", "作帳日", "交易日期", "交易日", "日期",
                "booking date", "posting date", "transaction date", "date",
            ],
            [CsvColumn.ValueDate] = ["起息日期", "起息日", "計息日", "生效日期", "生效日", "value date"],
            [CsvColumn.Debit] = ["支出", "支出金額", "提出", "提出金額", "提款", "提款金額", "借方", "借方金額", "轉出", "轉出金額", "付款金額", "withdrawal", "withdrawals",
                "debit", "debit amount", "paid out", "money out"],
            [CsvColumn.Credit] = ["存入", "存入金額", "收入", "收入金額", "存款", "存款金額", "貸方", "貸方金額", "轉入", "轉入金額", "入款金額", "deposit", "deposits",
                "credit", "credit amount", "paid in", "money in"],
            [CsvColumn.Amount] = ["交易金額", "異動金額", "金額", "transaction amount", "amount"],
            [CsvColumn.Direction] = ["借貸別", "存提別", "收支別", "支存別", "借貸", "收支", "dr/cr", "debit/credit", "direction"],
            [CsvColumn.Balance] =
            [
                "餘額", "帳戶餘額", "帳面餘額", "即時餘額", "結餘", "結餘金額", "結餘餘額", "結存", "結存餘額", "結存金額", "存款餘額", "帳上餘額",
                "running balance", "balance",
            ],
            [CsvColumn.Reference] =
                ["銷帳編號", "銷帳號碼", "繳款編號", "虛擬帳號", "客戶參考號碼", "參考號碼", "參考編號", "payment reference", "customer reference", "reference"],
            [CsvColumn.Counterparty] = ["對方戶名", "對方名稱", "往來對象", "匯款人", "付款人", "收款人", "counterparty", "payer", "payee"],
            [CsvColumn.Description] =
                ["摘要", "交易摘要", "交易說明", "說明", "附言", "附註", "備註", "備註一", "備註二", "註記",
                    "description", "narrative", "details", "memo", "remarks"],
            [CsvColumn.BankReference] = ["交易序號", "交易編號", "交易流水號", "bank reference", "transaction id"],
            [CsvColumn.Account] = ["帳號", "本方帳號", "帳戶帳號", "account number", "account"],
            [CsvColumn.Currency] = ["幣別", "幣種", "currency"],
            [CsvColumn.Time] = ["交易時間", "時間", "transaction time", "time"],
            [CsvColumn.CounterpartyAccount] =
                ["對方帳號", "對方帳戶", "轉出入帳號", "轉出入帳戶", "轉入帳號", "轉出帳號", "往來帳號", "匯款帳號", "counterparty account"],
        },
        Facts = new Dictionary<CsvFact, IReadOnlyList<string>>
        {
            [CsvFact.Account] = ["帳號", "帳戶", "帳戶帳號", "存款帳號", "查詢帳號", "帳戶號碼", "account number", "account"],
            [CsvFact.Currency] = ["幣別", "幣種", "currency"],
            [CsvFact.Opening] =
            [
                "期初餘額", "期初結餘", "期初結存", "前期餘額", "前期結餘", "上期餘額", "上期結餘", "上期結存", "上日餘額", "前日餘額", "昨日餘額",
                "上月餘額", "上月結餘", "承前結餘", "承上頁", "接前頁", "承前餘額", "承前頁", "承前頁餘額", "承上期餘額", "起始餘額", "opening balance", "beginning balance",
                "balance brought forward", "brought forward",
            ],
            [CsvFact.Closing] =
                ["期末餘額", "期末結餘", "期末結存", "本期結餘", "本期餘額", "結束餘額", "closing balance", "ending balance", "balance carried forward"],
            [CsvFact.From] = ["起日", "起始日", "起始日期", "查詢起日", "from"],
            [CsvFact.To] = ["迄日", "截止日", "截止日期", "結束日期", "查詢迄日", "to"],
            [CsvFact.Period] = ["查詢期間", "查詢區間", "對帳期間", "交易期間", "期間", "statement period", "period"],
            [CsvFact.SequenceNumber] = ["對帳單編號", "對帳單號碼", "對帳單號", "statement number"],
            [CsvFact.LineCount] = ["筆數", "總筆數", "交易筆數", "資料筆數", "number of lines", "line count"],
        },
        TotalLabels = ["合計", "總計", "小計", "本頁小計", "total", "totals", "subtotal"],
        DebitWords = ["借", "支", "提", "出", "借方", "支出", "提出", "提款", "轉出", "d", "dr", "dbit", "debit", "-"],
        CreditWords = ["貸", "收", "存", "入", "貸方", "存入", "收入", "存款", "轉入", "c", "cr", "crdt", "credit", "+"],
        Currencies = new Dictionary<string, string>
        {
            ["新台幣"] = "TWD",
            ["新臺幣"] = "TWD",
            ["台幣"] = "TWD",
            ["臺幣"] = "TWD",
            ["nt$"] = "TWD",
            ["ntd"] = "TWD",
            ["美元"] = "USD",
            ["美金"] = "USD",
            ["歐元"] = "EUR",
            ["日圓"] = "JPY",
            ["日幣"] = "JPY",
            ["人民幣"] = "CNY",
            ["港幣"] = "HKD",
            ["英鎊"] = "GBP",
        },
    };

    /// <summary>
    /// The rows that banks of Taiwan make for accounting programs: no sums and no labels, a number for the kind of record, the
    /// direction as 1 (in) or 0 (out), the payer's account and the number to settle in one column.
    /// </summary>
    public static readonly CsvProfile TaiwanRecords = TaiwanGeneric with
    {
        Name = "taiwan-records",
        NeededColumns = [CsvColumn.RecordKind, CsvColumn.Direction],
        Columns = new Dictionary<CsvColumn, IReadOnlyList<string>>(TaiwanGeneric.Columns)
        {
            [CsvColumn.RecordKind] = ["區別碼", "資料別"],
            [CsvColumn.Reference] = ["對方行帳戶/銷帳資料", "銷帳資料", .. TaiwanGeneric.Columns[CsvColumn.Reference]],
        },
        DebitWords = [.. TaiwanGeneric.DebitWords, "0"],
        CreditWords = [.. TaiwanGeneric.CreditWords, "1"],
    };

    /// <summary>In the order tried.</summary>
    public static readonly IReadOnlyList<CsvProfile> BuiltIn = [TaiwanRecords, TaiwanGeneric];
}
