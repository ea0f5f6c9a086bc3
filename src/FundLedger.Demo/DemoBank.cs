using System.Globalization;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Ledger;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Demo;

/// <param name="Csv">The bank gives CSV files for this account; otherwise camt.053.</param>
public sealed record DemoAccount(
    string Code, string Name, string BankCode, string Number, string LedgerAccount, LocalDate OpenedOn, bool Csv);

/// <summary>
/// The invented bank: it remembers what moved on the two accounts and writes a statement file for each month, in the
/// layouts that real banks use. Lines are numbered by day and order, so the same story always gives the same files.
/// </summary>
public sealed class DemoBank
{
    public static readonly DemoAccount Main = new(
        "MAIN", "示範銀行(虛構) 專戶", "999", "999000000011", ChartOfAccounts.OfBankAccount(1), new(2021, 1, 1), Csv: false);

    public static readonly DemoAccount Returns = new(
        "RETURNS", "示範銀行(虛構) 收益回流帳戶", "999", "999000000022", ChartOfAccounts.OfBankAccount(2), new(2022, 7, 1), Csv: true);

    /// <summary>From this day on the bank gives every contribution a number of its own.</summary>
    public static readonly LocalDate VirtualAccountsFrom = new(2026, 1, 1);

    public const string Currency = "TWD";
    private readonly List<(string Account, StatementEntry Entry)> lines = [];

    public static IReadOnlyList<DemoAccount> Accounts { get; } = [Main, Returns];

    /// <summary>Money moves; <paramref name="dollars"/> is positive when it comes in.</summary>
    public void Move(DemoAccount account, LocalDate date, long dollars, string reference, string counterparty, string description)
    {
        var ofDay = lines.Count(line => line.Account == account.Code && line.Entry.BookingDate == date) + 1;
        lines.Add((account.Code, new StatementEntry(
            date, date, dollars, reference, counterparty, description,
            string.Create(CultureInfo.InvariantCulture, $"{account.Code[0]}{date.Year:D4}{date.Month:D2}{date.Day:D2}{ofDay:D3}"))));
    }

    /// <summary>The account's statement of one month, also of a month in which nothing moved.</summary>
    public (string FileName, byte[] Content) Statement(DemoAccount account, YearMonth month, Instant createdAt)
    {
        var first = month.OnDayOfMonth(1);
        var last = first.PlusMonths(1).PlusDays(-1);
        var own = lines.Where(line => line.Account == account.Code).Select(line => line.Entry).ToArray();
        var opening = own.Where(entry => entry.BookingDate < first).Sum(entry => entry.Amount);
        var entries = own.Where(entry => entry.BookingDate >= first && entry.BookingDate <= last)
            .OrderBy(entry => entry.BookingDate).ThenBy(entry => entry.BankReference, StringComparer.Ordinal).ToArray();
        var name = YearMonthPattern.Iso.Format(month);
        var number = name.Replace("-", "", StringComparison.Ordinal);
        var statement = new BankStatement(
            account.Number, Currency, opening, opening + entries.Sum(entry => entry.Amount), first, last, number, entries);
        return File(account, statement, name, createdAt);
    }

    /// <summary>The statement in the layout the bank gives for this account.</summary>
    public static (string FileName, byte[] Content) File(DemoAccount account, BankStatement statement, string period, Instant createdAt)
    {
        using var file = new MemoryStream();
        if (account.Csv) StatementWriter.WriteCsv(statement, file);
        else StatementWriter.WriteCamt([statement], file, $"DEMO-{account.Code}-{period}", createdAt);
        return ($"demo-{account.Code}-{period}.{(account.Csv ? "csv" : "xml")}", file.ToArray());
    }
}
