using System.Globalization;

namespace FundLedger.Domain.Ledger;

/// <summary>
/// The seeded chart of accounts and the codes the booking rules refer to. The chart is extensible;
/// these codes are fixed because rules name them.
/// </summary>
public static class ChartOfAccounts
{
    /// <summary>Parent of every bank account's own ledger account: 1101.01, 1101.02, …</summary>
    public const string CashAtBank = "1101";
    public const string PaymentsInTransit = "1111";
    public const string ChequesAndCash = "1112";
    public const string UnidentifiedDebits = "1113";
    public const string AllocationsReceivable = "1202";
    public const string ReturnsReceivable = "1203";
    public const string ClawbackReceivable = "1205";
    public const string GrantAdvances = "1211";
    public const string LoansToVentures = "1301";
    public const string EquityInterests = "1302";
    public const string IncomeShareInterests = "1303";
    public const string AllowanceForLosses = "1309";
    public const string DisbursementsPayable = "2101";
    public const string UnidentifiedReceipts = "2102";
    public const string RefundsPayable = "2103";
    public const string InvestorCapital = "2201";
    public const string InvestorDistributionsPayable = "2202";
    public const string AgencyFunds = "2301";
    public const string NetAssets = "3101";
    public const string DesignatedNetAssets = "3201";
    public const string PriorPeriodAdjustment = "3301";
    public const string Donations = "4101";
    public const string CentralAllocations = "4102";
    public const string LocalMatching = "4103";
    public const string BankInterest = "4202";
    public const string IncomeShare = "4203";
    public const string PriorYearRecoveries = "4206";
    public const string RefundsOfPriorYearGifts = "5206";
    public const string TransfersIn = "4901";
    public const string Grants = "5101";
    public const string UniversityGrants = "5102";
    public const string BankFees = "5203";
    public const string Impairment = "5301";
    public const string TransfersOut = "5901";
    public const string Encumbrances = "9101";
    public const string ReserveForEncumbrances = "9102";

    // Groups of the chart: an account belongs to one by the first digits of its code.
    private const string Investments = "13";
    private const string ContributionRevenue = "41";
    private const string ReturnRevenue = "42";
    private const string Expenses = "5";

    /// <summary>
    /// The seeded accounts; ids are given when the chart is stored. 1113 is spendable so that an unidentified bank
    /// debit, which must be booked (Dr 1113 Cr 1101), neither opens nor uses a lot until a person explains it.
    /// </summary>
    public static IReadOnlyList<LedgerAccount> Seed { get; } =
    [
        Asset(OfBankAccount(1), "銀行存款", "Cash at bank", spendable: true),
        Asset("1111", "付款在途", "Payments in transit", spendable: true, manual: false),
        Asset("1112", "庫存票據及現金", "Cheques and cash on hand", spendable: true),
        Asset("1113", "待查明支出", "Unidentified debits", spendable: true),
        Asset("1121", "定期存款", "Term deposits", spendable: true),
        Asset("1202", "應收補助款", "Allocations receivable"),
        Asset("1203", "應收回饋金", "Returns receivable"),
        Asset("1205", "應收追回款", "Clawback receivable"),
        Asset("1211", "預付補助款", "Grant advances"),
        Asset("1301", "創生事業貸款", "Loans to ventures"),
        Asset("1302", "創生事業股權", "Equity interests in ventures"),
        Asset("1303", "收益分享權", "Income-share interests"),
        Asset("1309", "備抵損失", "Allowance for losses"),
        Liability("2101", "應付撥款", "Disbursements payable", spendable: true, manual: false),
        Liability("2102", "待查明收款", "Unidentified receipts", spendable: true),
        Liability("2103", "應付退還款", "Refunds payable", spendable: true),
        Liability("2104", "代扣稅款", "Tax withheld", spendable: true),
        Liability("2201", "投資人資本", "Investor capital"),
        Liability("2202", "應付投資人分配款", "Investor distributions payable", spendable: true),
        Liability("2301", "代收代付款", "Agency funds"),
        new(0, "3101", "未指定用途淨資產", "Net assets without designation", AccountType.NetAssets, false, true),
        new(0, "3201", "指定用途淨資產", "Net assets with designation", AccountType.NetAssets, false, true),
        new(0, "3301", "前期損益調整", "Prior-period adjustment", AccountType.NetAssets, false, true),
        Revenue("4101", "捐贈收入", "Donations"),
        Revenue("4102", "中央補助收入", "Central allocations"),
        Revenue("4103", "地方配合款收入", "Local matching"),
        Revenue("4201", "回饋收入", "Returns"),
        Revenue("4202", "利息收入", "Interest"),
        Revenue("4203", "收益分享收入", "Income share"),
        Revenue("4204", "股利收入", "Dividends"),
        Revenue("4206", "收回以前年度補助", "Recoveries of prior-year grants"),
        Revenue("4303", "投資人分攤損失", "Loss borne by investors"),
        Revenue("4901", "基金間轉入", "Transfers in"),
        Expense("5101", "補助支出", "Grants"),
        Expense("5102", "大學社會責任支出", "University social responsibility"),
        Expense("5201", "行政支出", "Administration"),
        Expense("5202", "宣傳及贈品支出", "Publicity and gifts"),
        Expense("5203", "銀行及平臺手續費", "Bank and platform fees"),
        Expense("5206", "退還以前年度捐贈", "Refunds of prior-year gifts"),
        Expense("5301", "減損損失", "Impairment"),
        Expense("5401", "投資人盈餘分配", "Investors' share of surplus"),
        Expense("5901", "基金間轉出", "Transfers out"),
        new(0, "9101", "保留數", "Encumbrances", AccountType.Memorandum, false, false),
        new(0, "9102", "保留數準備", "Reserve for encumbrances", AccountType.Memorandum, false, false),
    ];

    /// <summary>The ledger account of the dedicated account's n-th bank account, e.g. <c>1101.02</c>; the first is seeded.</summary>
    /// <param name="number">1 to 99.</param>
    public static string OfBankAccount(int number) => string.Create(CultureInfo.InvariantCulture, $"{CashAtBank}.{number:D2}");

    /// <summary>Whether the code is a bank account's own ledger account, or the parent of all of them.</summary>
    public static bool IsCashAtBank(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.StartsWith(CashAtBank, StringComparison.Ordinal);
    }

    /// <summary>
    /// What a movement of spendable money against this account means to a fund. Allocations are booked as income when
    /// approved and become money when the receivable is paid, so 1202 is a contribution as 4102 is; 1203 is a return in
    /// the same way. The groups hold for accounts added to the chart too.
    /// </summary>
    public static FundFlowKind FlowOf(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code switch
        {
            TransfersIn or TransfersOut => FundFlowKind.Transfer,
            AllocationsReceivable or InvestorCapital or AgencyFunds => FundFlowKind.Contribution,
            ReturnsReceivable or ClawbackReceivable => FundFlowKind.Return,
            GrantAdvances => FundFlowKind.Spending,
            _ when Is(ContributionRevenue) => FundFlowKind.Contribution,
            _ when Is(ReturnRevenue) => FundFlowKind.Return,
            _ when Is(Investments) => FundFlowKind.Investment,
            _ when Is(Expenses) => FundFlowKind.Spending,
            _ => FundFlowKind.Other,
        };

        bool Is(string group) => code.StartsWith(group, StringComparison.Ordinal);
    }

    private static LedgerAccount Asset(string code, string zh, string en, bool spendable = false, bool manual = true) =>
        new(0, code, zh, en, AccountType.Asset, spendable, manual);

    private static LedgerAccount Liability(string code, string zh, string en, bool spendable = false, bool manual = true) =>
        new(0, code, zh, en, AccountType.Liability, spendable, manual);

    private static LedgerAccount Revenue(string code, string zh, string en) => new(0, code, zh, en, AccountType.Revenue, false, true);

    private static LedgerAccount Expense(string code, string zh, string en) => new(0, code, zh, en, AccountType.Expense, false, true);
}
