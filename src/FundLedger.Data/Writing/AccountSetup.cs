using FundLedger.Data.Engines;
using FundLedger.Data.Model;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>
/// Opens the books of a new dedicated account: its series, its chart of accounts, its suspense fund and the
/// scheduler as a person. The one write that cannot take the series lock, for there is no series yet.
/// </summary>
public sealed class AccountSetup(LedgerDbFactory factory, IClock clock)
{
    public const string SchedulerName = Person.Scheduler;

    /// <summary>Opens the books, or finds them open; gives the account's id.</summary>
    public async Task<long> Create(string code, string nameZh, string nameEn, Currency currency, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(currency);
        await using var db = factory.Create(dedicatedAccountId: 0);
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, stop);
        var existing = await db.DedicatedAccounts.SingleOrDefaultAsync(account => account.Code == code, stop);
        if (existing is not null) return existing.Id;

        var id = await db.TakeId(IdRange.DedicatedAccounts, stop);
        var account = new DedicatedAccount
        {
            Id = id,
            Code = code,
            NameZh = nameZh,
            NameEn = nameEn,
            CurrencyCode = currency.Code,
            CurrencyExponent = currency.Exponent,
            LogName = $"fundledger.tw/{code}",
        };
        db.Add(account);
        var head = AddContents(db, id);
        var scheduler = await db.People.SingleOrDefaultAsync(person => person.SignInName == SchedulerName, stop);
        if (scheduler is null)
        {
            scheduler = new Person
            {
                Id = await db.TakeId(IdRange.People, stop),
                SignInName = SchedulerName,
                DisplayName = "排程 Scheduler",
            };
            db.Add(scheduler);
        }

        var recorder = new Recorder(factory.Engine, account, head, clock.GetCurrentInstant());
        RecordLeaves.Add(db, account, recorder);
        recorder.Audit(new Actor(scheduler.Id, scheduler.DisplayName), ManualVoucherRules.InForceEvent);
        await db.SaveChangesAsync(stop);
        await factory.Engine.Apply(transaction.GetDbTransaction(), recorder.Changes(), stop);
        await transaction.CommitAsync(stop);
        return id;
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
