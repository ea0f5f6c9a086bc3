using FundLedger.Data.Model;
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
    public const string SecondBank = "SECOND";
    public const string SecondLedgerAccount = "1101.02";
    private const string AccountNumber = "012345678901";
    private const string SecondNumber = "012345678902";
    private readonly Dictionary<string, long> closings = new(StringComparer.Ordinal);
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

    public Task<Result<ExplainedLine>> Explain(long line, string reference) =>
        new ExplainLine(Ledger).Run(LineExplanation.ByReference(Key(), line, reference), Books.Officer, default);

    /// <summary>Explains the line by these parts, in order.</summary>
    public Task<Result<ExplainedLine>> Explain(long line, params PartExplanation[] parts) => Explain(line, Key(), Books.Officer, parts);

    public Task<Result<ExplainedLine>> Explain(long line, string key, Actor actor, params PartExplanation[] parts) =>
        new ExplainLine(Ledger).Run(new LineExplanation(key, line, parts), actor, default);

    /// <summary>A camt.053 file of one statement over the days of its lines.</summary>
    public byte[] Content(long opening, params StatementEntry[] lines) => Content(AccountNumber, opening, lines);

    private byte[] Content(string account, long opening, params StatementEntry[] lines)
    {
        using var content = new MemoryStream();
        var closing = opening + lines.Sum(line => line.Amount);
        var statement = new BankStatement(account, "TWD", opening, closing, lines[0].BookingDate, lines[^1].BookingDate, null, lines);
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

    /// <summary>
    /// The bank sends one line, dated today, of the day after everything before; the match run has looked at it. Gives the line as
    /// it then stands.
    /// </summary>
    public async Task<StatementLine> Bring(long dollars, string description, string reference = "", string bank = Bank)
    {
        Books.Clock.Advance(Duration.FromDays(1));
        var opening = closings.GetValueOrDefault(bank, 10_000_000);
        var line = Moved(dollars, reference, description, daysAgo: 0);
        var content = Content(bank == Bank ? AccountNumber : SecondNumber, opening, line);
        (await ImportFile(Key() + ".xml", bank, content)).Refusal.Should().BeNull();
        closings[bank] = opening + dollars;
        await Match();
        return await Line(description);
    }

    /// <summary>A second bank account with a ledger account of its own, 1101.02.</summary>
    public async Task AddSecondBank()
    {
        await Books.Write<bool>(session =>
        {
            session.Db.Add(new StoredLedgerAccount
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                Code = SecondLedgerAccount,
                NameZh = "銀行存款二",
                NameEn = "Cash at bank, second",
                Type = AccountType.Asset,
                Spendable = true,
                ManualPosting = true,
            });
            return Task.FromResult<Result<bool>>(true);
        });
        await AddBank(SecondBank, SecondNumber, 2);
    }

    /// <summary>The lines of every entry with this document as its cause, in order: account, fund, amount in whole dollars.</summary>
    public async Task<IReadOnlyList<(string Account, string Fund, long Amount)>> Postings(DocumentKind kind, long document)
    {
        await using var db = Books.Read();
        var rows = await (
            from entry in db.Entries
            join posting in db.Postings on new { entry.DedicatedAccountId, entry.FiscalYear, entry.Number }
                equals new { posting.DedicatedAccountId, posting.FiscalYear, posting.Number }
            join account in db.LedgerAccounts on new { posting.DedicatedAccountId, Id = posting.LedgerAccountId }
                equals new { account.DedicatedAccountId, account.Id }
            join fund in db.Funds on new { posting.DedicatedAccountId, Id = posting.FundId } equals new { fund.DedicatedAccountId, fund.Id }
            where entry.DedicatedAccountId == Books.AccountId && entry.DocumentKind == kind && entry.DocumentId == document
            orderby entry.LeafIndex, posting.Line
            select new { account.Code, Fund = fund.Code, posting.Amount }).ToListAsync();
        return [.. rows.Select(row => (row.Code, row.Fund, row.Amount))];
    }

    public async Task<IReadOnlyList<StatementLinePart>> Parts(long line)
    {
        await using var db = Books.Read();
        return await db.StatementLineParts.AsNoTracking()
            .Where(part => part.DedicatedAccountId == Books.AccountId && part.StatementLineId == line)
            .OrderBy(part => part.Number).ToListAsync();
    }

    /// <summary>Every check of the books finds nothing.</summary>
    public async Task Verify() => (await Books.Database.FailedChecks(Books.AccountId)).Should().BeEmpty();

    public static string Key() => Database.Books.Unique("bank");

    public StatementEntry Moved(decimal amount, string reference, string description, int daysAgo = 1)
    {
        var day = Books.Today.PlusDays(-daysAgo);
        return new StatementEntry(day, day, amount, reference, "somebody", description, null);
    }
}
