using System.Globalization;
using FundLedger.Data;
using FundLedger.Data.Model;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Database;

/// <summary>The three ways an entry comes through <see cref="LedgerWriter"/>: alone, in a group, from a stream.</summary>
public enum PostingPath
{
    Write,
    Group,
    Bulk,
}

/// <summary>
/// The open books of one dedicated account, spoken to in the words of the trade; everything goes through
/// <see cref="LedgerWriter"/>.
/// </summary>
public sealed class Books
{
    public const string Bank = Drafts.Bank;

    private static int sequence;
    private readonly TestDatabase database;

    private Books(TestDatabase database, long accountId, SteppingClock clock, LedgerWriter writer) =>
        (this.database, AccountId, Clock, Writer) = (database, accountId, clock, writer);

    public long AccountId { get; }

    public SteppingClock Clock { get; }

    public LedgerWriter Writer { get; }

    public TestDatabase Database => database;

    /// <summary>Who acts when nobody is named.</summary>
    public Actor Officer { get; private set; } = new(0, "nobody");

    public LocalDate Today => Clock.GetCurrentInstant().InZone(BooksTimeZone.Taipei).Date;

    /// <summary>Opens the books of a dedicated account of its own in this database.</summary>
    public static async Task<Books> Open(TestDatabase database, SteppingClock? clock = null, Currency? currency = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        clock ??= SteppingClock.InJuly2026();
        var code = Unique("account");
        var id = await new AccountSetup(database.Factory, clock).Create(code, "測試專戶", "Test account", currency ?? Currency.Twd);
        var books = new Books(database, id, clock, new LedgerWriter(database.Factory, clock));
        books.Officer = await books.AddPerson("officer");
        return books;
    }

    /// <summary>Books that are there already, gone on with by a new officer.</summary>
    public static async Task<Books> Continue(TestDatabase database, long accountId, SteppingClock clock)
    {
        ArgumentNullException.ThrowIfNull(database);
        // Another process has given the names that are there already.
        Interlocked.Add(ref sequence, 1_000_000);
        var books = new Books(database, accountId, clock, new LedgerWriter(database.Factory, clock));
        books.Officer = await books.AddPerson("officer");
        return books;
    }

    /// <summary>A name that nothing else in this process has.</summary>
    public static string Unique(string stem) =>
        string.Create(CultureInfo.InvariantCulture, $"{stem}-{Interlocked.Increment(ref sequence)}");

    public LedgerDb Read() => database.Read();

    /// <summary>Writes by the one path; the content defaults to the key, so a key used twice is the same request.</summary>
    public Task<Result<TAnswer>> Write<TAnswer>(
        Func<WriteSession, Task<Result<TAnswer>>> decide, string? key = null, object? content = null, Actor? actor = null,
            bool dryRun = false)
    {
        key ??= Unique("request");
        return Writer.Write(new WriteRequest(AccountId, key, actor ?? Officer, content ?? key, dryRun), decide);
    }

    /// <summary>A person who holds every role that a duty asks for, long since; an administrator's moves no money.</summary>
    public async Task<Actor> AddPerson(string name)
    {
        var signInName = Unique(name);
        var written = await Write<Actor>(async session =>
        {
            var person = await session.AddPerson(signInName, name);
            var roles = Enum.GetValues<Duty>().SelectMany(RoleDuties.Of).Distinct().Where(role => role.MovesMoney);
            session.Db.RoleHoldings.AddRange(roles.Select(role => new RoleHolding
            {
                DedicatedAccountId = AccountId,
                Id = session.NewId(),
                PersonId = person.Id,
                Role = role.Code,
                ValidFrom = new LocalDate(2020, 1, 1),
            }));
            return new Actor(
                person.Id, person.DisplayName)
            { Policies = Policies.All.Select(policy => policy.Name).ToHashSet(StringComparer.Ordinal) };
        });
        return written.Value;
    }

    /// <summary>A fund of its own with nothing in it; gives its code.</summary>
    /// <param name="designation">A fund with one is for the place, venture or work item of id 1.</param>
    public async Task<string> AddFund(
        SourceKind source = SourceKind.Donation, DesignationKind designation = DesignationKind.None)
    {
        var code = Unique("FUND");
        var written = await Write<string>(
            session => Task.FromResult<Result<string>>(session.AddFund(
                code, "測試基金", "Test fund", source, null, designation, designation == DesignationKind.None ? null : 1).Code));
        return written.Value;
    }

    public async Task<string> AddFundHolding(long dollars)
    {
        var fund = await AddFund();
        await BookGift(fund, dollars);
        return fund;
    }

    public async Task<long> AddParty(PartyKind kind = PartyKind.Company)
    {
        var written = await Write<long>(session =>
        {
            var party = new Party
            {
                DedicatedAccountId = AccountId,
                Id = session.NewId(),
                PublicCode = PublicCode.New(),
                Kind = kind,
                Name = Unique("party"),
                Fictional = true,
            };
            session.Db.Parties.Add(party);
            return Task.FromResult<Result<long>>(party.Id);
        });
        return written.Value;
    }

    /// <summary>
    /// Closes a period and those before it, also one that has not ended: what the database allows and the rules would
    /// not. Nothing happens when it is closed already.
    /// </summary>
    public async Task Close(int fiscalYear, int period)
    {
        for (var next = 1; next <= period; next++)
        {
            foreach (var state in new[] { PeriodState.SoftClosed, PeriodState.Closed }) await Put(fiscalYear, next, state);
        }
    }

    public async Task SoftClose(int fiscalYear, int period) => await Put(fiscalYear, period, PeriodState.SoftClosed);

    public Task<Result<PeriodState>> Move(int fiscalYear, int period, PeriodMove move, string? reason = null) =>
        Write(session => session.MovePeriod(fiscalYear, period, move, reason));

    /// <summary>Closes periods 1 to 13 and the year.</summary>
    public async Task<ClosedYear> CloseYear(int fiscalYear)
    {
        await Close(fiscalYear, FiscalYearPeriods.Adjustments);
        return (await Write(session => session.CloseYear(fiscalYear))).Value;
    }

    public Task<Result<EntryReference>> Correct(EntryReference entry, string reason = "wrong", LocalDate? bookingDate = null) =>
        Write<EntryReference>(async session =>
        {
            if (await session.Posted(entry) is not { } original) return LedgerRefusals.EntryNotFound(entry);
            var draft = Correction.Of(original, bookingDate ?? session.Today, reason, await session.Chart());
            return draft.IsRefused ? draft.Refusal : (await session.Post(draft.Value)).Select(correction => correction.Reference);
        });

    private async Task Put(int fiscalYear, int period, PeriodState state)
    {
        var written = await Write<bool>(
            async session =>
            {
                var stored = await session.Db.Periods.SingleOrDefaultAsync(row => row.FiscalYear == fiscalYear && row.Period == period);
                if (stored is null) session.Db.Periods.Add(
                    new AccountingPeriod { DedicatedAccountId = AccountId, FiscalYear = fiscalYear, Period = period, State = state });
                else stored.State = state;
                session.Audit(state == PeriodState.Closed ? PeriodEvents.Closed : PeriodEvents.SoftClosed, fiscalYear, period);
                return true;
            },
            key: string.Create(CultureInfo.InvariantCulture, $"{state} {fiscalYear}/{period}"));
        _ = written.Value;
    }

    public async Task<Result<EntryReference>> Post(
        EntryDraft draft, string? key = null, bool dryRun = false, PostingPath door = PostingPath.Write)
    {
        var request = new EntryRequest(new WriteRequest(AccountId, key ?? Unique("request"), Officer, draft, dryRun), draft);
        switch (door)
        {
            case PostingPath.Group: return await Writer.Post(request);
            case PostingPath.Bulk: return (await PostMany([request])).Single();
            default:
                return await Write(
                async session => (await session.Post(draft)).Select(entry => entry.Reference), request.Request.Key, draft, dryRun: dryRun);
        }
    }

    /// <summary>Two gifts of 10, then a fee of 15 out of them, day after day through three years.</summary>
    public IEnumerable<EntryRequest> Stream(IReadOnlyList<string> funds, int count)
    {
        for (var index = 0; index < count; index++)
        {
            var day = Today.PlusDays(-(int)((long)(count - index) * 900 / count));
            var fund = funds[index / 3 % funds.Count];
            yield return Request($"{funds[0]}/stream/{index}", index % 3 == 2 ? Drafts.Fee(fund, 15, day) : Drafts.Gift(fund, 10, day));
        }
    }

    /// <summary>By the bulk path, as from a file.</summary>
    public async Task<IReadOnlyList<Result<EntryReference>>> PostMany(IEnumerable<EntryRequest> requests)
    {
        var outcomes = new List<Result<EntryReference>>();
        await foreach (var outcome in Writer.PostMany(AccountId, Stream())) outcomes.Add(outcome);
        return outcomes;

        async IAsyncEnumerable<EntryRequest> Stream()
        {
            await Task.Yield();
            foreach (var request in requests) yield return request;
        }
    }

    /// <summary>A request with the key; the content is the draft.</summary>
    public EntryRequest Request(string key, EntryDraft draft) => new(new WriteRequest(AccountId, key, Officer, draft), draft);

    public Task<Result<EntryReference>> Reverse(
        EntryReference entry, string reason = "wrong", LocalDate? bookingDate = null, string? key = null) =>
        Write(
            async session => (await session.Reverse(entry, bookingDate ?? session.Today, reason)).Select(reversal => reversal.Reference),
            key);

    /// <summary>Books a gift that came in at the bank: Dr 1101 Cr 4101, one lot.</summary>
    public async Task<EntryReference> BookGift(string fund, long dollars, LocalDate? bookingDate = null) =>
        (await Post(Drafts.Gift(fund, dollars, bookingDate ?? Today))).Value;

    /// <summary>Pays at once what needs no approval: Dr 5203 Cr 1101.</summary>
    public Task<Result<EntryReference>> Spend(string fund, long dollars, string? key = null) => Post(Drafts.Fee(fund, dollars, Today), key);

    public Task<Result<EntryReference>> Encumber(string fund, long dollars, DocumentReference document) =>
        Post(Drafts.Encumbrance(fund, dollars, Today, document));

    public Task<Result<EntryReference>> Free(string fund, long dollars, DocumentReference document) =>
        Post(Drafts.Encumbrance(fund, -dollars, Today, document));

    /// <summary>Releases encumbered money: Dr 5101 Cr 2101 and the encumbrance back.</summary>
    public Task<Result<EntryReference>> Release(string fund, long dollars, DocumentReference document) =>
        Post(Drafts.Release(fund, dollars, Today, document));

    public async Task<FundBalance> Balance(string fund)
    {
        await using var db = Read();
        return await (
            from balance in db.FundBalances
            join stored in db.Funds on new { balance.DedicatedAccountId, Id = balance.FundId }
                equals new { stored.DedicatedAccountId, stored.Id }
            where stored.DedicatedAccountId == AccountId && stored.Code == fund
            select balance).AsNoTracking().SingleAsync();
    }

    public async Task<long> Available(string fund)
    {
        var balance = await Balance(fund);
        return balance.Spendable - balance.Encumbered;
    }

    public async Task<IReadOnlyList<StoredLot>> Lots(string fund)
    {
        await using var db = Read();
        var id = await db.Funds.Where(found => found.DedicatedAccountId == AccountId && found.Code == fund).Select(found => found.Id)
            .SingleAsync();
        return await db.Lots.AsNoTracking().Where(lot => lot.DedicatedAccountId == AccountId && lot.FundId == id).OrderBy(lot => lot.Id)
            .ToListAsync();
    }
}
