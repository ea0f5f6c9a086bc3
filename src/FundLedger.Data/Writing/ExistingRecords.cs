using System.Reflection;
using FundLedger.Data.Engines;
using FundLedger.Data.Mapping;
using FundLedger.Data.Model;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using FundLedger.Domain.Screening;
using FundLedger.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>
/// Records the rows that were there before their table was a record: once, after a migration, by the owner. What they hold on
/// that day is what the log proves from then on; of the time before it says nothing.
/// </summary>
internal sealed class ExistingRecords(DatabaseEngine engine, string connectionString, IClock clock)
{
    private const int RowsAtOnce = 2_000;

    /// <summary>Gives every row without a leaf one; nothing happens where all have theirs.</summary>
    /// <param name="progress">Receives the table and how many of its rows were recorded.</param>
    public async Task Add(IProgress<string>? progress = null, CancellationToken stop = default)
    {
        long[] accounts;
        await using (var db = Open(dedicatedAccountId: 0))
        {
            accounts = await db.DedicatedAccounts.OrderBy(account => account.Id).Select(account => account.Id).ToArrayAsync(stop);
        }

        foreach (var account in accounts)
        {
            // The books may be in use meanwhile, and two writers may lock each other out.
            while (await new Retries(engine).Run(() => AddSome(account, progress, stop), stop))
            {
            }

            await PutInForce(account, ManualVoucherRules.InForceEvent, stop);
            await PutInForce(account, PayeeAccountRules.InForceEvent, stop);
            await PutInForce(account, DrawDownRules.InForceEvent, stop);
            await PutInForce(account, ScreeningRules.InForceEvent, stop, AddScreeningRules);
            if (await HasRoles(account, stop)) await PutInForce(account, AccessChangeRules.InForceEvent, stop);
        }
    }

    private LedgerDb Open(long dedicatedAccountId) => new(LedgerDbFactory.Options(engine, connectionString), dedicatedAccountId);

    /// <summary>Some rows of one table in one transaction; false: there are none left.</summary>
    private async Task<bool> AddSome(long accountId, IProgress<string>? progress, CancellationToken stop)
    {
        await using var db = Open(accountId);
        var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, stop);
        await using var ending = new EndingTransaction(transaction);
        var account = await db.DedicatedAccounts.AsNoTracking().SingleAsync(row => row.Id == accountId, stop);
        var (head, _) = await Answers.Lock(engine, transaction.GetDbTransaction(), accountId, ["records"], stop);
        var table = await TrackSome(db, accountId, stop);
        if (table is null) return false;

        // The owner alone may, and only this once: rows of append-only tables get the columns that say where their leaf is.
        await db.Database.ExecuteSqlRawAsync(engine.SetGuards(false), stop);
        var recorder = new Recorder(engine, account, head, clock.GetCurrentInstant());
        RecordLeaves.Add(db, account, recorder);
        var rows = await db.SaveChangesAsync(stop);
        await engine.Apply(transaction.GetDbTransaction(), recorder.Changes(), stop);
        await db.Database.ExecuteSqlRawAsync(engine.SetGuards(true), stop);
        await transaction.CommitAsync(stop);
        progress?.Report($"Recording {table}: {rows}");
        return true;
    }

    /// <summary>Books whose people are not set up yet say by themselves when that has ended.</summary>
    private async Task<bool> HasRoles(long accountId, CancellationToken stop)
    {
        await using var db = Open(accountId);
        return await db.RoleHoldings.AnyAsync(stop);
    }

    /// <summary>Books from before gifts were screened get the rules that new books begin with.</summary>
    private static void AddScreeningRules(LedgerDb db, Recorder recorder) =>
        db.AddRange(ScreeningSetup.Rules(db.DedicatedAccountId, recorder.NewId));

    /// <summary>
    /// From now on the checks ask for a document, a second person or a screening; books that say so already keep their day.
    /// </summary>
    /// <param name="add">Adds what the rule needs.</param>
    private async Task PutInForce(
        long accountId, string rule, CancellationToken stop, Action<LedgerDb, Recorder>? add = null)
    {
        await using var db = Open(accountId);
        if (await db.AuditEvents.AnyAsync(happened => happened.Code == rule, stop)) return;
        var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, stop);
        await using var ending = new EndingTransaction(transaction);
        var account = await db.DedicatedAccounts.AsNoTracking().SingleAsync(row => row.Id == accountId, stop);
        var scheduler = await db.People.AsNoTracking().SingleAsync(person => person.SignInName == AccountSetup.SchedulerName, stop);
        var (head, _) = await Answers.Lock(engine, transaction.GetDbTransaction(), accountId, ["records"], stop);
        var recorder = new Recorder(engine, account, head, clock.GetCurrentInstant());
        if (add is not null)
        {
            add(db, recorder);
            RecordLeaves.Add(db, account, recorder);
            await db.SaveChangesAsync(stop);
        }

        recorder.Audit(new Actor(scheduler.Id, scheduler.DisplayName), rule);
        await engine.Apply(transaction.GetDbTransaction(), recorder.Changes(), stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Has the context hold some rows of the first table that has any without a leaf, as changed.</summary>
    private static async Task<string?> TrackSome(LedgerDb db, long accountId, CancellationToken stop)
    {
        foreach (var table in db.Model.GetEntityTypes().Where(RecordMapping.Covers))
        {
            var some = await (Task<int>)Track.MakeGenericMethod(table.ClrType).Invoke(null, [db, accountId, stop])!;
            if (some > 0) return table.GetTableName();
        }

        return null;
    }

    private static readonly MethodInfo Track =
        typeof(ExistingRecords).GetMethod(nameof(TrackRows), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static async Task<int> TrackRows<TRow>(LedgerDb db, long accountId, CancellationToken stop) where TRow : class
    {
        var rows = db.Set<TRow>().Where(row => EF.Property<int>(row, RecordMapping.Revision) == 0);
        if (typeof(TRow) == typeof(DedicatedAccount))
            rows = rows.Where(row => EF.Property<long>(row, nameof(DedicatedAccount.Id)) == accountId);
        var some = await rows.Take(RowsAtOnce).ToListAsync(stop);
        foreach (var row in some) db.Entry(row).Property(RecordMapping.Revision).IsModified = true;
        return some.Count;
    }
}
