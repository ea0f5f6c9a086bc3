using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Contributions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Banking;

/// <summary>Books with one bank account, its statements and what is done with their lines; each test opens its own.</summary>
internal sealed class BankDesk
{
    public const string Bank = "MAIN";
    private const string AccountNumber = "012345678901";
    private readonly ServedAccount open;

    private BankDesk(Database.Books books)
    {
        Books = books;
        open = new ServedAccount(books.AccountId, "test", "測試專戶", "Test account", Currency.Twd);
    }

    public Database.Books Books { get; }

    public AuthorizedLedger Ledger => LedgerOf(Books.Writer);

    public AuthorizedLedger LedgerOf(LedgerWriter writer) => new(writer, open);

    public AuthorizedReader Reader => new(Books.Database.ReaderOf(open.Id), Ledger);

    public static async Task<BankDesk> Open(TestDatabase database, string accountNumber = AccountNumber, bool inNovember = false)
    {
        var clock = SteppingClock.InJuly2026();
        if (inNovember) clock.Set(new LocalDate(2026, 11, 27));
        var desk = new BankDesk(await Database.Books.Open(database, clock));
        await desk.AddBank(Bank, accountNumber, 1);
        return desk;
    }

    /// <summary>A bank account with the ledger account 1101 of that number.</summary>
    public Task AddBank(string code, string accountNumber, int number) => Books.Write<bool>(session =>
    {
        session.Db.Add(new BankAccount
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            Code = code,
            Name = "專戶",
            BankCode = "004",
            AccountNumber = accountNumber,
            LedgerAccount = ChartOfAccounts.OfBankAccount(number),
        });
        return Task.FromResult<Result<bool>>(true);
    });

    /// <summary>A gift promised to the fund; the answer carries the reference that the bank line must quote.</summary>
    public async Task<BookedContribution> Promise(string fund, long dollars)
    {
        var payer = await Books.AddParty();
        var request = new ContributionRequest(
            Key(), ContributionKind.Donation, payer, Money.Twd(dollars), [new ContributionPart(fund, dollars)], Books.Today, "捐贈");
        return (await new BookContribution(Ledger).Run(request, Books.Officer, default)).Value;
    }

    public Task<Result<ImportedStatement>> Import(long opening, params StatementEntry[] lines) =>
        ImportFile(Key() + ".xml", Bank, Content(opening, lines));

    public Task<Result<ImportedStatement>> ImportFile(string fileName, string bank, byte[] content) =>
        new ImportStatement(Ledger).Run(new StatementImport(Key(), bank, fileName, content), Books.Officer, default);

    public async Task<MatchRun> Match() =>
        (await new MatchStatementLines(Ledger, Reader).Run(Books.Officer, default)).Value;

    public Task<Result<string>> Explain(long line, string reference) =>
        new ExplainLine(Ledger).Run(new LineExplanation(Key(), line, reference), Books.Officer, default);

    /// <summary>A camt.053 file of one statement over the days of its lines.</summary>
    public byte[] Content(long opening, params StatementEntry[] lines)
    {
        using var content = new MemoryStream();
        var closing = opening + lines.Sum(line => line.Amount);
        var statement = new BankStatement(AccountNumber, "TWD", opening, closing, lines[0].BookingDate, lines[^1].BookingDate, null, lines);
        StatementWriter.WriteCamt([statement], content, Key(), Books.Clock.GetCurrentInstant());
        return content.ToArray();
    }

    public async Task<StatementLine> Line(string description)
    {
        await using var db = Books.Read();
        return await db.StatementLines.AsNoTracking()
            .SingleAsync(line => line.DedicatedAccountId == Books.AccountId && line.Description == description);
    }

    /// <summary>What the books say of an account, in whole dollars, debit positive.</summary>
    public async Task<long> Balance(string account)
    {
        await using var db = Books.Read();
        return await (
            from posting in db.Postings
            join stored in db.LedgerAccounts
                on new { posting.DedicatedAccountId, Id = posting.LedgerAccountId } equals new { stored.DedicatedAccountId, stored.Id }
            where posting.DedicatedAccountId == Books.AccountId && stored.Code == account
            select posting.Amount).SumAsync();
    }

    public static string Key() => Database.Books.Unique("bank");

    public StatementEntry Moved(decimal amount, string reference, string description, int daysAgo = 1)
    {
        var day = Books.Today.PlusDays(-daysAgo);
        return new StatementEntry(day, day, amount, reference, "somebody", description, null);
    }
}
