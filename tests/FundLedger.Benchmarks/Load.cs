using System.Runtime.CompilerServices;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.Benchmarks;

/// <summary>Open books with funds, and the entries that fill them: four gifts, then one payment out of them, three postings each.</summary>
internal sealed class Load(LedgerWriter writer, long accountId, Actor actor, IReadOnlyList<string> funds)
{
    public const int Funds = 50;

    /// <summary>Entries are spread over this many years, so that as-of questions have something to leave out.</summary>
    private const int Years = 5;
    private static readonly LocalDate LastDay = new(2026, 10, 31);

    /// <summary>The years of all entries; a migration makes partitions for the present and coming ones alone.</summary>
    public static IEnumerable<int> FiscalYears => Enumerable.Range(LastDay.Year - Years, Years + 1);

    public LedgerWriter Writer => writer;

    public long AccountId => accountId;

    public static async Task<Load> Open(BenchmarkDatabase database, string code)
    {
        var id = await new AccountSetup(database.Factory, SystemClock.Instance).Create(code, "效能測試專戶", "Benchmark account", Currency.Twd);
        var writer = new LedgerWriter(database.Factory, SystemClock.Instance);
        var scheduler = new Actor(1, AccountSetup.SchedulerName);
        var made = await writer.Write<string[]>(
            new WriteRequest(id, "funds", scheduler, "funds"), session => Task.FromResult<Result<string[]>>(
            Enumerable.Range(1, Funds)
                .Select(number => session.AddFund($"DON-{number:000}", "測試基金", "Benchmark fund", SourceKind.Donation).Code).ToArray()));
        return new Load(writer, id, scheduler, made.Value);
    }

    /// <summary>
    /// So many entries of <paramref name="total"/>, from <paramref name="first"/> on, each with its own key, fund after fund
    /// and day after day.
    /// </summary>
    public async IAsyncEnumerable<EntryRequest> Entries(
        int first, int count, int total, [EnumeratorCancellation] CancellationToken stop = default)
    {
        await Task.CompletedTask;
        for (var number = first; number < first + count; number++)
        {
            stop.ThrowIfCancellationRequested();
            // Days rise with the numbers, as in an account that has been kept for years.
            var day = LastDay.PlusDays(-(int)((long)(total - 1 - number) * 365 * Years / total));
            var fund = funds[number / 5 % Funds];
            yield return number % 5 == 4 ? Payment($"bulk-{number}", fund, 300, day) : Gift($"bulk-{number}", fund, 1000, day);
        }
    }

    /// <summary>Every entry has a document.</summary>
    private static readonly DocumentReference Opening = new(DocumentKind.Opening, 1);

    public EntryRequest Gift(string key, string fund, long dollars, LocalDate day) => Request(key, new EntryDraft(
        VoucherKind.Receipt, day, "corporate gift received at the bank",
        [Line("1101.01", fund, dollars), Line("4101", fund, 1 - dollars), Line("4202", fund, -1)])
    {
        Document = Opening,
        Opens = new LotOrigin(LotKind.Manual),
    });

    public EntryRequest Payment(string key, string fund, long dollars, LocalDate day) => Request(key, new EntryDraft(
        VoucherKind.Payment, day, "administration and bank fee",
        [Line("5201", fund, dollars - 1), Line("5203", fund, 1), Line("1101.01", fund, -dollars)])
    {
        Document = Opening,
    });

    public string Fund(int number) => funds[number % Funds];

    private static PostingDraft Line(string account, string fund, long dollars) => new(account, fund, Money.Twd(dollars));

    private EntryRequest Request(string key, EntryDraft draft) => new(new WriteRequest(accountId, key, actor, draft), draft);
}
