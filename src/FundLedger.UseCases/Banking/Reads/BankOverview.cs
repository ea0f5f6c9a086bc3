using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Banking.Reads;

/// <summary>A bank account in the books and at the bank.</summary>
/// <param name="BookBalance">Of its ledger account 1101.nn, all funds together.</param>
/// <param name="UnidentifiedCredits">Lines that nobody has explained at this moment; never netted with the debits.</param>
/// <param name="UnidentifiedDebits">As above, negative.</param>
public sealed record BankAccountRow(
    string Code, string Name, string BankCode, string AccountNumber, string LedgerAccount, Money BookBalance,
    Money UnidentifiedCredits, Money UnidentifiedDebits, LastStatement? Statement, LastReconciliation? Reconciliation);

public sealed record LastStatement(LocalDate To, Money Closing);

public sealed record LastReconciliation(LocalDate CutOff, Money Difference, Instant PreparedAt);

/// <summary>How many lines wait: for the match run, and for a person.</summary>
public sealed record WaitingLines(int New, int Unidentified);

/// <param name="HasOriginal">The file itself was kept and can be downloaded.</param>
public sealed record ImportedFileRow(
    long Id, string FileName, string Format, long Length, string ImportedBy, Instant ImportedAt, int Lines, int Unexplained,
    bool HasOriginal);

/// <summary>A line of the list of reconciliations.</summary>
/// <param name="Unidentified">Credits less debits, as it was then.</param>
/// <param name="Credits">Null for runs from before both were kept.</param>
public sealed record ReconciliationRow(
    string BankAccount, LocalDate CutOff, Money StatementBalance, Money BookBalance, Money Difference, Money Unidentified,
    Money? Credits, Money? Debits, string PreparedBy, Instant PreparedAt);

/// <summary>Reads bank accounts with what was last heard of them.</summary>
public sealed class BankOverview(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeBank;

    private const int RecentFiles = 10;

    public Task<Result<IReadOnlyList<BankAccountRow>>> Accounts(
        Actor actor, CancellationToken stop) => reader.Read<IReadOnlyList<BankAccountRow>>(Policy, actor, async db =>
    {
        var rows = await (
            from bank in db.BankAccounts
            orderby bank.Code
            select new
            {
                Bank = bank,
                Books = (
                    from balance in db.PeriodBalances
                    join account in db.LedgerAccounts
                        on balance.LedgerAccountId equals account.Id
                    where account.Code == bank.LedgerAccount
                    select balance.Debit - balance.Credit).Sum(),
                Credits = db.StatementLines
                    .Where(line => line.BankAccountId == bank.Id && line.State == StatementLineState.Unidentified && line.Amount > 0)
                    .Sum(line => line.Amount),
                Debits = db.StatementLines
                    .Where(line => line.BankAccountId == bank.Id && line.State == StatementLineState.Unidentified && line.Amount < 0)
                    .Sum(line => line.Amount),
                Statement = db.BankStatements
                    .Where(statement => statement.BankAccountId == bank.Id)
                    .OrderByDescending(statement => statement.ToDate).ThenByDescending(statement => statement.FromDate)
                    .ThenByDescending(statement => statement.Id).FirstOrDefault(),
                Reconciliation = db.BankReconciliations
                    .Where(run => run.BankAccountId == bank.Id)
                    .OrderByDescending(run => run.PreparedAt).ThenByDescending(run => run.Id).FirstOrDefault(),
            }).ToListAsync(stop);
        return
        [
            .. rows.Select(row => new BankAccountRow(
                row.Bank.Code, row.Bank.Name, row.Bank.BankCode, row.Bank.AccountNumber, row.Bank.LedgerAccount, Money(row.Books),
                Money(row.Credits), Money(row.Debits),
                row.Statement is { } last ? new LastStatement(last.ToDate, Money(last.Closing)) : null,
                row.Reconciliation is { } run
                    ? new LastReconciliation(run.CutOff, Money(run.Difference), run.PreparedAt) : null)),
        ];
    }, stop);

    public Task<Result<WaitingLines>> Waiting(Actor actor, CancellationToken stop) => reader.Read<WaitingLines>(Policy, actor, async db =>
    {
        var states = await db.StatementLines
            .Where(line => line.State == StatementLineState.New || line.State == StatementLineState.Unidentified)
            .GroupBy(line => line.State).Select(group => new { State = group.Key, Count = group.Count() }).ToListAsync(stop);
        return new WaitingLines(
            states.SingleOrDefault(state => state.State == StatementLineState.New)?.Count ?? 0,
            states.SingleOrDefault(state => state.State == StatementLineState.Unidentified)?.Count ?? 0);
    }, stop);

    public Task<Result<IReadOnlyList<ImportedFileRow>>> Files(
        Actor actor, CancellationToken stop) => reader.Read<IReadOnlyList<ImportedFileRow>>(Policy, actor, async db =>
    {
        return await (
            from file in db.StatementFiles
            join person in db.People on file.ImportedBy equals person.Id
            orderby file.Id descending
            select new ImportedFileRow(
                file.Id, file.FileName, file.Format, file.Length, person.DisplayName, file.ImportedAt,
                (from line in db.StatementLines
                 join statement in db.BankStatements on line.StatementId equals statement.Id
                 where statement.FileId == file.Id
                 select line).Count(),
                (from line in db.StatementLines
                 join statement in db.BankStatements on line.StatementId equals statement.Id
                 where statement.FileId == file.Id
                     && (line.State == StatementLineState.New || line.State == StatementLineState.Unidentified)
                 select line).Count(), file.OriginalChunks != null)).Take(RecentFiles).ToListAsync(stop);
    }, stop);

    public Task<Result<PageOf<ReconciliationRow>>> Reconciliations(
        Actor actor, int number, CancellationToken stop) => reader.Read<PageOf<ReconciliationRow>>(Policy, actor, async db =>
    {
        var runs = db.BankReconciliations;
        var total = await runs.LongCountAsync(stop);
        var page = Paging.Within(number, Paging.DefaultSize, total);
        var rows = await (
            from run in runs
            join bank in db.BankAccounts on run.BankAccountId equals bank.Id
            join person in db.People on run.PreparedBy equals person.Id
            orderby run.PreparedAt descending, run.Id descending
            select new { Run = run, Bank = bank.Name, person.DisplayName })
            .Skip((page - 1) * Paging.DefaultSize).Take(Paging.DefaultSize).ToListAsync(stop);
        return new PageOf<ReconciliationRow>(
            [
                .. rows.Select(row => new ReconciliationRow(
                    row.Bank, row.Run.CutOff, Money(row.Run.StatementBalance), Money(row.Run.BookBalance), Money(row.Run.Difference),
                    Money(row.Run.Unidentified), MoneyOrNone(row.Run.UnidentifiedCredits), MoneyOrNone(row.Run.UnidentifiedDebits),
                    row.DisplayName, row.Run.PreparedAt)),
            ],
            page, Paging.DefaultSize, total);
    }, stop);

    private Money Money(long minorUnits) => new(minorUnits, books.Currency);

    private Money? MoneyOrNone(long? minorUnits) => minorUnits is { } given ? Money(given) : null;
}
