using System.Runtime.InteropServices;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.Reports.Checks;

/// <summary>
/// What reading every entry for its leaf proves on the way: numbers follow each other, each entry's lines are complete,
/// name what exists and sum to zero in every fund, its lots hold what its lines say, the balances kept are the sums, and
/// nothing is left over. Then the checks named here would find nothing, and their SQL, which says what is wrong and
/// where, need not read the books once more. Whatever is not proved leaves all of them in doubt.
/// </summary>
internal sealed class EntryProof(ReportBooks books)
{
    private readonly Dictionary<string, ReportAccount> accounts = books.Accounts.ToDictionary(
        account => account.Code, StringComparer.Ordinal);
    private readonly HashSet<string> known = books.Funds.Select(fund => fund.Code).ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<string, Sums> funds = new(StringComparer.Ordinal);
    private readonly Dictionary<int, long> lastNumbers = [];
    private readonly BalanceProof balances = new(books);
    private readonly NamesInUse names = new();
    private long postings;
    private long lots;
    private long movements;
    private long kept;
    private long entries;
    private bool holds = true;

    public static IReadOnlyList<string> Checks { get; } =
    [
        "entries-balance", "funds-balance", "posting-lines", "posting-references", "entry-numbers", "period-balances", "fund-balances",
        "lot-entries",
    ];

    /// <summary>Takes an entry into account; entries come year by year, by their numbers.</summary>
    public void Add(EntryLeafFacts entry, bool complete)
    {
        entries++;
        postings += entry.Postings.Count;
        lots += entry.LotsOpened.Count;
        movements += entry.LotMovements.Count;
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(lastNumbers, entry.Reference.FiscalYear, out _);
        holds = holds && complete && entry.Reference.Number == ++last && AddsUp(entry);
        names.Add(entry);
    }

    /// <summary>All entries of the year have been added.</summary>
    public async Task EndYear(Snapshot snapshot, int fiscalYear) =>
        kept += await balances.EndYear(snapshot, fiscalYear);

    /// <summary>Whether all of this holds and nothing exists that no entry had.</summary>
    public async Task<bool> Holds(Snapshot snapshot) =>
        holds
        && await snapshot.RowOrNull<Parts>("Checks.leaf-parts", new { account = books.Id }) == new Parts(postings, lots, movements, kept)
        && StandAtTheLastEntries(await snapshot.Rows<Series>("Checks.leaf-series", new { account = books.Id }))
        && await balances.Holds(snapshot)
        && await names.Exist(snapshot, books.Id);

    /// <summary>The result of a check that is proved.</summary>
    public CheckResult Result(string name) => new(name, Ok: true, Examined(name), []);

    private long Examined(string name) => name switch
    {
        "funds-balance" or "posting-lines" or "posting-references" => postings,
        "period-balances" => kept,
        "fund-balances" => books.Funds.Count,
        _ => entries,
    };

    private bool StandAtTheLastEntries(IReadOnlyList<Series> series) =>
        series.All(year => year.LastNumber == lastNumbers.GetValueOrDefault(year.FiscalYear))
        && lastNumbers.Keys.All(year => series.Any(stored => stored.FiscalYear == year));

    /// <summary>Goes through the parts by index, as <see cref="EntryLeaf.Encode"/> does.</summary>
    private bool AddsUp(EntryLeafFacts entry)
    {
        funds.Clear();
        for (var index = 0; index < entry.Postings.Count; index++)
        {
            var posting = entry.Postings[index];
            if (!accounts.TryGetValue(posting.Account, out var account)) return false;
            ref var sums = ref Of(posting.Fund);
            sums.Amount += posting.Amount;
            if (account.Type == AccountType.Memorandum) sums.Memorandum += posting.Amount;
            if (account.Spendable) sums.Spendable += posting.Amount;
            if (account.Code == ChartOfAccounts.Encumbrances) sums.Encumbered += posting.Amount;
            balances.Add(entry.Period, account, posting.Fund, posting.Amount);
        }

        for (var index = 0; index < entry.LotsOpened.Count; index++) Of(entry.LotsOpened[index].Fund).Spendable -= entry.LotsOpened[index]
            .Amount;
        for (var index = 0; index < entry.LotMovements.Count; index++)
        {
            var movement = entry.LotMovements[index];
            ref var sums = ref Of(movement.Fund);
            sums.Spendable += movement.Used;
            sums.Encumbered -= movement.Encumbered;
        }

        foreach (var (fund, sums) in funds)
        {
            // Funds that do not exist all read alike; their sums say nothing.
            if (sums != default || !known.Contains(fund)) return false;
        }

        return true;
    }

    private ref Sums Of(string fund) => ref CollectionsMarshal.GetValueRefOrAddDefault(funds, fund, out _);

    /// <summary>
    /// What must be zero in a fund; spendable and encumbered money less what the lots say. Wide enough for damaged
    /// figures.
    /// </summary>
    private record struct Sums(Int128 Amount, Int128 Memorandum, Int128 Spendable, Int128 Encumbered);

    private sealed record Parts(long Postings, long Lots, long Movements, long Balances);

    private sealed record Series(int FiscalYear, long LastNumber);
}
