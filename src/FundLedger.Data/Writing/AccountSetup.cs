using FundLedger.Data.Engines;
using FundLedger.Data.Model;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using FundLedger.Domain.Screening;
using FundLedger.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>What is asked for when the books of a dedicated account are opened.</summary>
/// <param name="Administrator">Sign-in name of the first administrator.</param>
/// <param name="AdministratorName">Display name; of a person who is in the database already, the one there stays.</param>
/// <param name="OnlyTheFirst">Refuse when the database holds any books.</param>
public sealed record AccountOpening(
    string Code, string NameZh, string NameEn, Currency Currency, string Administrator, string AdministratorName,
    bool OnlyTheFirst = false);

/// <param name="AdministratorId">The first administrator as a person.</param>
/// <param name="New">False when the same account was there already.</param>
public sealed record OpenedAccount(long Id, long AdministratorId, bool New);

/// <summary>
/// Opens the books of a new dedicated account: its series, its chart of accounts, its suspense fund, the
/// scheduler as a person, and the first administrator. The one write that cannot take the series lock, for there is no series yet.
/// </summary>
public sealed class AccountSetup(LedgerDbFactory factory, IClock clock)
{
    public const string SchedulerName = Person.Scheduler;

    /// <summary>
    /// Opens the books, or finds them open; gives the account's id. Nobody holds a role in them yet: whoever adds the people ends the
    /// set-up by the event <see cref="AccessChangeRules.InForceEvent"/>.
    /// </summary>
    public async Task<long> Create(string code, string nameZh, string nameEn, Currency currency, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(currency);
        await using var db = factory.Create(dedicatedAccountId: 0);
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, stop);
        var existing = await db.DedicatedAccounts.SingleOrDefaultAsync(account => account.Code == code, stop);
        if (existing is not null) return existing.Id;

        var opening = new AccountOpening(code, nameZh, nameEn, currency, "", "");
        var (id, _) = await Open(db, transaction, opening, (_, _) => Task.FromResult<Person?>(null), stop);
        return id;
    }

    /// <summary>
    /// Opens the books with their first administrator, who holds that role by the set-up and alone; every other role is given by
    /// access changes. Refused: what <see cref="DedicatedAccountRules"/> and <see cref="PersonRules"/> refuse, a code that is taken by
    /// another account, and any books at all where these must be the first.
    /// </summary>
    public async Task<Result<OpenedAccount>> Open(AccountOpening opening, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(opening);
        if (DedicatedAccountRules.Check(opening.Code, opening.NameZh, opening.NameEn) is { } unnamed) return unnamed;
        if (PersonRules.Check(opening.Administrator, opening.AdministratorName) is { } unusable) return unusable;
        return await new Retries(factory.Engine).Run(() => OpenOnce(opening, stop), stop);
    }

    private async Task<Result<OpenedAccount>> OpenOnce(AccountOpening opening, CancellationToken stop)
    {
        await using var db = factory.Create(dedicatedAccountId: 0);
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, stop);
        if (opening.OnlyTheFirst && await db.DedicatedAccounts.AnyAsync(stop)) return DedicatedAccountRefusals.BooksOpenAlready();
        var existing = await db.DedicatedAccounts.SingleOrDefaultAsync(account => account.Code == opening.Code, stop);
        if (existing is not null) return await Same(existing, opening, stop);
        var (id, administrator) = await Open(db, transaction, opening, async (account, scheduler) =>
        {
            var known = await db.People.SingleOrDefaultAsync(row => row.SignInName == opening.Administrator, stop);
            var person = known ?? await AddPerson(db, opening.Administrator, opening.AdministratorName, stop);
            AddAdministrator(db, account, person, known is not null, scheduler);
            return person;
        }, stop);
        return new OpenedAccount(id, administrator!.Id, New: true);
    }

    private async Task<Result<OpenedAccount>> Same(DedicatedAccount existing, AccountOpening opening, CancellationToken stop)
    {
        await using var db = factory.Create(existing.Id);
        var person = await db.People.SingleOrDefaultAsync(row => row.SignInName == opening.Administrator, stop);
        var same = person is not null && existing.NameZh == opening.NameZh && existing.NameEn == opening.NameEn
            && existing.CurrencyCode == opening.Currency.Code
            && await db.RoleHoldings.AnyAsync(
                held => held.PersonId == person.Id && held.Role == Role.Administrator.Code && held.AccessChangeId == null, stop);
        return same
            ? new OpenedAccount(existing.Id, person!.Id, New: false)
            : DedicatedAccountRefusals.AccountOpenedOtherwise(opening.Code);
    }

    private async Task<(long Id, Person? Administrator)> Open(
        LedgerDb db, IDbContextTransaction transaction, AccountOpening opening,
        Func<SeriesHead, Person, Task<Person?>> addAdministrator, CancellationToken stop)
    {
        var id = await db.TakeId(IdRange.DedicatedAccounts, stop);
        var account = new DedicatedAccount
        {
            Id = id,
            Code = opening.Code,
            NameZh = opening.NameZh,
            NameEn = opening.NameEn,
            CurrencyCode = opening.Currency.Code,
            CurrencyExponent = opening.Currency.Exponent,
            LogName = $"fundledger.tw/{opening.Code}",
        };
        db.Add(account);
        var head = AddContents(db, id);
        var scheduler = await db.People.SingleOrDefaultAsync(person => person.SignInName == SchedulerName, stop)
            ?? await AddPerson(db, SchedulerName, "排程 Scheduler", stop);
        var administrator = await addAdministrator(head, scheduler);

        var recorder = new Recorder(factory.Engine, account, head, clock.GetCurrentInstant());
        RecordLeaves.Add(db, account, recorder);
        var actor = new Actor(scheduler.Id, scheduler.DisplayName);
        recorder.Audit(actor, ManualVoucherRules.InForceEvent);
        recorder.Audit(actor, PayeeAccountRules.InForceEvent);
        recorder.Audit(actor, DrawDownRules.InForceEvent);
        recorder.Audit(actor, ScreeningRules.InForceEvent);
        // After the leaf of the administrator's role: what the log holds before this event is the set-up's.
        if (administrator is not null) recorder.Audit(actor, AccessChangeRules.InForceEvent);
        await db.SaveChangesAsync(stop);
        await factory.Engine.Apply(transaction.GetDbTransaction(), recorder.Changes(), stop);
        await transaction.CommitAsync(stop);
        return (id, administrator);
    }

    private static async Task<Person> AddPerson(LedgerDb db, string signInName, string displayName, CancellationToken stop)
    {
        var person = new Person { Id = await db.TakeId(IdRange.People, stop), SignInName = signInName, DisplayName = displayName };
        db.Add(person);
        return person;
    }

    /// <param name="known">A person of another dedicated account signs in here as there, and needs no invitation.</param>
    private void AddAdministrator(LedgerDb db, SeriesHead head, Person person, bool known, Person scheduler)
    {
        var now = clock.GetCurrentInstant();
        var membership = new Membership
        {
            DedicatedAccountId = head.DedicatedAccountId,
            PersonId = person.Id,
            AddedBy = scheduler.Id,
            AddedAt = now,
        };
        if (known) membership.Accept(now);
        db.Add(membership);
        db.Add(new RoleHolding
        {
            DedicatedAccountId = head.DedicatedAccountId,
            Id = ++head.LastId,
            PersonId = person.Id,
            Role = Role.Administrator.Code,
            ValidFrom = now.InZone(BooksTimeZone.Taipei).Date,
        });
    }

    /// <summary>The chart of accounts, the suspense fund and the head of the series, which has counted them.</summary>
    private SeriesHead AddContents(LedgerDb db, long id)
    {
        var lastId = 0L;
        foreach (var account in ChartOfAccounts.Seed) db.Add(Stored(id, ++lastId, account));
        db.Add(new StoredFund
        {
            DedicatedAccountId = id,
            Id = ++lastId,
            Code = Suspense.Fund,
            NameZh = "待查明",
            NameEn = "Suspense",
            Source = SourceKind.Suspense,
        });
        db.Add(new FundBalance { DedicatedAccountId = id, FundId = lastId });
        db.AddRange(ScreeningSetup.Rules(id, () => ++lastId));
        var head = new SeriesHead
        {
            DedicatedAccountId = id,
            LastLeafIndex = -1,
            LastRecordedAt = Instant.Min(clock.GetCurrentInstant(), Instant.FromUtc(2000, 1, 1, 0, 0)),
            LastId = lastId,
        };
        db.Add(head);
        return head;
    }

    private static StoredLedgerAccount Stored(long account, long id, LedgerAccount seed) => new()
    {
        DedicatedAccountId = account,
        Id = id,
        Code = seed.Code,
        NameZh = seed.NameZh,
        NameEn = seed.NameEn,
        Type = seed.Type,
        Spendable = seed.Spendable,
        ManualPosting = seed.ManualPosting,
    };
}
