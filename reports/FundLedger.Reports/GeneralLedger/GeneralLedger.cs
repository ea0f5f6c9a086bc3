using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Reports;

/// <param name="Account">Code of the ledger account.</param>
/// <param name="From">First booking date; null: from the beginning.</param>
/// <param name="To">Last booking date; null: to the end.</param>
/// <param name="Fund">Code of the only fund to show; null: all.</param>
/// <param name="Page">From 1.</param>
/// <param name="Size">Lines on a page.</param>
public sealed record GeneralLedgerParameters(
    long DedicatedAccountId, string Account, LocalDate? From = null, LocalDate? To = null, string? Fund = null, int Page = 1,
    int Size = 50);

/// <summary>One posting to the account. Amounts in minor units, debit positive.</summary>
/// <param name="Line">Of the entry, from 1.</param>
/// <param name="Description"><see cref="JournalReport.Erased"/> when the text has been erased.</param>
/// <param name="Balance">Of the account (in the fund) after this line.</param>
public sealed record GeneralLedgerLine(
    EntryReference Entry, int Line, VoucherKind Kind, LocalDate BookingDate, string Description, ReportFund Fund, string? PartyName,
    string? VentureName, long Amount, long Balance)
{
    public long Debit => Math.Max(0, Amount);

    public long Credit => Math.Max(0, -Amount);
}

/// <summary>
/// A page of the general ledger (總分類帳) of one account, in the order of booking date, number and line. Minor units, debit
/// positive.
/// </summary>
/// <param name="Opening">Balance before the first date.</param>
/// <param name="Carried">Balance before the first line of the page.</param>
/// <param name="Total">Lines on all pages.</param>
/// <param name="Debit">Debits on all pages.</param>
/// <param name="Credit">Credits on all pages.</param>
public sealed record GeneralLedger(
    Currency Currency, GeneralLedgerParameters Asked, ReportAccount Account, ReportFund? Fund, long Opening, long Carried,
    IReadOnlyList<GeneralLedgerLine> Lines, long Total, long Debit, long Credit)
{
    /// <summary>Balance at the end of the last date.</summary>
    public long Closing => Opening + Debit - Credit;

    public int Pages => (int)Math.Max(1, (Total + Asked.Size - 1) / Asked.Size);
}

/// <summary>
/// Makes the general ledger. Balances and totals come from the sums of whole periods, and only the lines of the page are
/// read: as quick for a million entries as for a thousand. Refused: an unknown account or fund, and a first date after the last.
/// </summary>
public sealed class GeneralLedgerReport(ReportingDatabase database)
{
    private static readonly LocalDate FirstDate = EntryRules.EarliestBookingDate;
    private static readonly LocalDate LastDate = new(9998, 12, 31);

    public Task<Result<GeneralLedger>> Run(GeneralLedgerParameters parameters, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return database.Read(snapshot => Read(snapshot, parameters), stop);
    }

    private static async Task<Result<GeneralLedger>> Read(Snapshot snapshot, GeneralLedgerParameters parameters)
    {
        var books = await ReportBooks.Read(snapshot, parameters.DedicatedAccountId);
        var fund = books.Fund(parameters.Fund);
        if (fund.IsRefused) return fund.Refusal;
        var account = books.Account(parameters.Account);
        if (account.IsRefused) return account.Refusal;
        if (parameters is { From: { } from, To: { } to } && from > to) return ReportRefusals.ReportDatesReversed(from, to);

        // Nothing is booked outside of these dates, and the engines' dates end where ours go on.
        var first = LocalDate.Max(parameters.From ?? FirstDate, FirstDate);
        var last = LocalDate.Max(LocalDate.Min(parameters.To ?? LastDate, LastDate), FirstDate.PlusDays(-1));
        var asked = new Question(
            books.Id, account.Value!.Id, fund.Value?.Id, first, last, (Math.Max(1L, parameters.Page) - 1) * parameters.Size,
            parameters.Size);
        var years = await CountedYear.Read(snapshot, books.Id);
        var before = await Balance(snapshot, asked, first.PlusDays(-1), years);
        var until = await Balance(snapshot, asked, last, years);
        var total = await snapshot.Count(snapshot.TextOf("GeneralLedger.count"), asked.Values);
        var rows = await snapshot.Rows<Row>("GeneralLedger.page", asked.Values);
        var carried = asked.Skip == 0 ? before.Balance
            : rows.Count == 0 ? until.Balance
            : await Carried(snapshot, asked, rows[0], years);
        var funds = books.Funds.ToDictionary(row => row.Id);
        return new GeneralLedger(
            books.Currency, parameters, account.Value, fund.Value, before.Balance, carried, [.. rows.Select(row => row.Of(funds, carried))],
            total, until.Debit - before.Debit, until.Credit - before.Credit);
    }

    /// <summary>The balance before the first line of a page: that of the day before it, and what that day had already.</summary>
    private static async Task<long> Carried(Snapshot snapshot, Question asked, Row first, IReadOnlyList<CountedYear> years)
    {
        var dayBefore = await Balance(snapshot, asked, first.BookingDate.PlusDays(-1), years);
        return dayBefore.Balance + await snapshot.Count(snapshot.TextOf("GeneralLedger.same-day"), new
        {
            account = asked.Account,
            ledgerAccount = asked.LedgerAccount,
            fund = asked.Fund,
            year = first.FiscalYear,
            day = first.BookingDate,
            number = first.Number,
            line = first.Line,
        });
    }

    private static async Task<AccountBalance> Balance(
        Snapshot snapshot, Question asked, LocalDate until, IReadOnlyList<CountedYear> years) =>
        (await Balances.Read(snapshot, new BalanceQuestion(asked.Account, until, asked.Fund), years))
            .SingleOrDefault(balance => balance.LedgerAccountId == asked.LedgerAccount) ?? new AccountBalance(asked.LedgerAccount, 0, 0, 0);

    private sealed record Question(
        long Account, long LedgerAccount, long? Fund, LocalDate First, LocalDate Last, long Skip, int Size)
    {
        public object Values => new
        {
            account = Account,
            ledgerAccount = LedgerAccount,
            fund = Fund,
            firstYear = First.Year,
            lastYear = Last.Year,
            first = First,
            last = Last,
            skip = Skip,
            size = Size,
        };
    }

    private sealed record Row(
        int FiscalYear, long Number, int Line, LocalDate BookingDate, long FundId, long Amount, long Running, VoucherKind Kind,
        string? Description, string? PartyName, string? VentureName)
    {
        public GeneralLedgerLine Of(Dictionary<long, ReportFund> funds, long carried) => new(
            new EntryReference(FiscalYear, Number), Line, Kind, BookingDate, Description ?? JournalReport.Erased, funds[FundId], PartyName,
            VentureName, Amount, carried + Running);
    }
}
