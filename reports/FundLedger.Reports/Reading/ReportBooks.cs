using FundLedger.Domain;
using FundLedger.Domain.Ledger;

namespace FundLedger.Reports;

/// <summary>The books a report is about: whose, in which currency, with which chart and funds.</summary>
public sealed class ReportBooks
{
    /// <summary>Of what is not there. It makes another hash, which is what should be found.</summary>
    private const string NoCode = "?";

    private readonly Head head;
    private readonly Dictionary<long, string> accountCodes;
    private readonly Dictionary<long, string> fundCodes;

    private ReportBooks(Head head, IReadOnlyList<ReportAccount> accounts, IReadOnlyList<ReportFund> funds)
    {
        this.head = head;
        (Accounts, Funds) = (accounts, funds);
        accountCodes = accounts.ToDictionary(account => account.Id, account => account.Code);
        fundCodes = funds.ToDictionary(fund => fund.Id, fund => fund.Code);
        Currency = new Currency(head.CurrencyCode, head.CurrencyExponent);
    }

    public long Id => head.Id;

    public string Code => head.Code;

    public string NameZh => head.NameZh;

    public string NameEn => head.NameEn;

    public string LogName => head.LogName;

    public Currency Currency { get; }

    /// <summary>Ordered by code.</summary>
    public IReadOnlyList<ReportAccount> Accounts { get; }

    /// <summary>Ordered by code.</summary>
    public IReadOnlyList<ReportFund> Funds { get; }

    public Money Money(long minorUnits) => new(minorUnits, Currency);

    internal string AccountCode(long id) => accountCodes.GetValueOrDefault(id, NoCode);

    internal string FundCode(long? id) => id is { } known ? fundCodes.GetValueOrDefault(known, NoCode) : NoCode;

    internal static async Task<ReportBooks> Read(Snapshot snapshot, long dedicatedAccountId)
    {
        var parameters = new { account = dedicatedAccountId };
        var head = await snapshot.RowOrNull<Head>("Reading.books", parameters)
            ?? throw new InvalidOperationException($"There is no dedicated account {dedicatedAccountId}.");
        return new ReportBooks(
            head, await snapshot.Rows<ReportAccount>("Reading.accounts", parameters), await snapshot.Rows<ReportFund>(
                "Reading.funds", parameters));
    }

    /// <summary>The fund of that code; null when no code is given; refused when there is none.</summary>
    internal Result<ReportFund?> Fund(string? code)
    {
        if (code is null) return Result.Of<ReportFund?>(null);
        var fund = Funds.FirstOrDefault(row => row.Code == code);
        return fund is null ? ReportRefusals.ReportFundNotFound(code) : Result.Of<ReportFund?>(fund);
    }

    internal Result<ReportAccount?> Account(string? code)
    {
        if (code is null) return Result.Of<ReportAccount?>(null);
        var account = Accounts.FirstOrDefault(row => row.Code == code);
        return account is null ? ReportRefusals.ReportAccountNotFound(code) : Result.Of<ReportAccount?>(account);
    }

    private sealed record Head(
        long Id, string Code, string NameZh, string NameEn, string CurrencyCode, int CurrencyExponent, string LogName);
}

/// <summary>A ledger account as reports show it.</summary>
public sealed record ReportAccount(long Id, string Code, string NameZh, string NameEn, AccountType Type, bool Spendable);

/// <summary>A fund as reports show it.</summary>
public sealed record ReportFund(long Id, string Code, string NameZh, string NameEn, SourceKind Source, DesignationKind Designation);

/// <summary>What a report cannot be made for.</summary>
public static class ReportRefusals
{
    public static Refusal ReportFundNotFound(string code) => new(nameof(ReportFundNotFound), code);

    public static Refusal ReportAccountNotFound(string code) => new(nameof(ReportAccountNotFound), code);

    public static Refusal ReportDatesReversed(NodaTime.LocalDate from, NodaTime.LocalDate to) => new(nameof(ReportDatesReversed), from, to);

    public static Refusal ReportContributionNotFound(string codeOrNumber) => new(nameof(ReportContributionNotFound), codeOrNumber);
}
