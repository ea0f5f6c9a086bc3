using System.Globalization;
using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Checkpoints;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>Gives a person a sign-in; one that is there already, from a run that was killed, stays as it is.</summary>
public delegate Task CreateDemoSignIn(string signInName, long personId, string password);

/// <summary>
/// Opens the demo's books and fills them once, by the same use cases that people use. Every step has a fixed request
/// key: a run that was killed is started again from the beginning and continues where it stopped, because steps already
/// taken give their stored answers.
/// </summary>
/// <param name="connections">The database, migrated.</param>
/// <param name="realClock">Tells when the story ends: nothing is recorded later than this.</param>
/// <param name="key">Signs a checkpoint after each closing of the story; none is signed while there is no such file.</param>
/// <param name="createSignIn">Gives the demo's people their sign-ins; null leaves them without.</param>
public sealed class DemoSeed(
    LedgerConnections connections, IClock realClock, CheckpointKeyFile key, CreateDemoSignIn? createSignIn = null)
{
    public const string AccountCode = "TAICHUNG";
    private const string NameZh = "臺中市地方創生專戶";
    private const string NameEn = "Taichung regional revitalization dedicated account";
    private const int FirstYear = DemoContributions.FirstYear;
    private const string FirstStep = "begin";
    private const string LastStep = "end";

    /// <summary>Receives the name of each step before it is taken; tests stop a run there.</summary>
    internal Action<string> BeforeStep { get; init; } = _ => { };

    /// <summary>Whether anything was seeded; false when the demo was complete already.</summary>
    public async Task<bool> Seed(IProgress<string> progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var clock = new DemoClock(realClock.GetCurrentInstant());
        clock.Set(DemoTimeline.At(new LocalDate(2021, 1, 4), 9));
        var id = await new AccountSetup(new LedgerDbFactory(connections), clock).Create(AccountCode, NameZh, NameEn, Currency.Twd, stop);
        var account = new ServedAccount(id, AccountCode, NameZh, NameEn, Currency.Twd);
        var office = new DemoOffice(connections, clock, account, key) { BeforeStep = BeforeStep };
        if (await IsAnswered(office, LastStep, stop)) return false;
        var end = await Begin(office, stop);
        var master = new DemoMasterData(office);
        var books = await master.SetUp(stop);
        await CreateSignIns(office, stop);
        await Tell(office, books, new DemoTimeline(end), progress, stop);
        return true;
    }

    /// <summary>The first run fixes the story's end, so that a run on a later day continues the same story.</summary>
    private async Task<Instant> Begin(DemoOffice office, CancellationToken stop)
    {
        await using (var db = office.Read())
        {
            var used = await db.Requests.AnyAsync(stop);
            if (used && !await IsAnswered(office, FirstStep, stop))
            {
                throw new InvalidOperationException(
                    $"The dedicated account {AccountCode} is in use; the demo needs a database of its own.");
            }

            var scheduler = await db.People.SingleAsync(person => person.SignInName == AccountSetup.SchedulerName, stop);
            office.Employ(scheduler);
        }

        var now = realClock.GetCurrentInstant();
        return await office.Write(FirstStep, office.Scheduler, _ => now, stop);
    }

    private static async Task<bool> IsAnswered(DemoOffice office, string step, CancellationToken stop)
    {
        var key = DemoOffice.KeyPrefix + step;
        await using var db = office.Read();
        return await db.Requests.AnyAsync(request => request.RequestKey == key, stop);
    }

    private async Task CreateSignIns(DemoOffice office, CancellationToken stop)
    {
        if (createSignIn is null) return;
        foreach (var person in DemoPeople.All)
        {
            stop.ThrowIfCancellationRequested();
            await createSignIn(person.SignInName, office.Actor(person).PersonId, DemoPeople.Password);
        }
    }

    private async Task Tell(DemoOffice office, DemoBooks books, DemoTimeline timeline, IProgress<string> progress, CancellationToken stop)
    {
        var bank = new DemoBank();
        var monthEnds = new DemoMonthEnds(office, bank);
        new DemoMoneyIn(office, books, bank).Schedule(timeline);
        new DemoDonations(office, books, bank).Schedule(timeline);
        new DemoMoneyOut(office, books, bank).Schedule(timeline);
        new DemoMoneyBack(office, bank).Schedule(timeline);
        new DemoVouchers(office).Schedule(timeline);
        new DemoAccessChanges(office).Schedule(timeline);
        new DemoPayees(office, books).Schedule(timeline);
        new DemoReceipts(office).Schedule(timeline);
        monthEnds.Schedule(timeline);
        new DemoClosings(office).Schedule(timeline);

        var (year, last) = (0, timeline.Today.Year);
        await timeline.Run(office.Clock, (date, name) =>
        {
            BeforeStep(name);
            if (date.Year == year) return;
            year = date.Year;
            progress.Report(string.Create(
                CultureInfo.InvariantCulture,
                $"Booking the demonstration's year {year} ({year - FirstYear + 1} of {last - FirstYear + 1})"));
        }, stop);
        office.Clock.Set(timeline.End);
        await monthEnds.ReconcileLast(stop);
        await office.Write(LastStep, office.Scheduler, _ => true, stop);
    }
}
