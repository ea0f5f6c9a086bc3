using System.Runtime.InteropServices;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.Reports.Checks;

/// <summary>
/// What reading every entry for its leaf proves on the way: each one's lines are complete and sum to zero in every fund,
/// its lots hold what its lines say, and nothing is left over. Then the checks named here would find nothing, and their
/// SQL, which says what is wrong and where, need not read the books once more.
/// </summary>
internal sealed class EntryProof(ReportBooks books)
{
    private readonly Dictionary<string, ReportAccount> accounts = books.Accounts.ToDictionary(account => account.Code, StringComparer.Ordinal);
    private readonly HashSet<string> known = books.Funds.Select(fund => fund.Code).ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<string, Sums> funds = new(StringComparer.Ordinal);
    private Parts read = new(0, 0, 0);
    private long entries;
    private bool holds = true;

    public static IReadOnlyList<string> Checks { get; } = ["entries-balance", "funds-balance", "posting-lines", "lot-openings"];

    /// <summary>Takes an entry into account; blocks come one after another.</summary>
    public void Add(EntryLeafFacts entry, bool complete)
    {
        entries++;
        read = new Parts(
            read.Postings + entry.Postings.Count, read.Lots + entry.LotsOpened.Count, read.Movements + entry.LotMovements.Count);
        holds = holds && complete && AddsUp(entry);
    }

    /// <summary>Whether all of this holds and nothing exists that no entry had.</summary>
    public async Task<bool> Holds(Snapshot snapshot) =>
        holds && await snapshot.RowOrNull<Parts>("Checks.leaf-parts", new { account = books.Id }) == read;

    /// <summary>The result of a check that is proved.</summary>
    public CheckResult Result(string name) =>
        new(name, Ok: true, name is "funds-balance" or "posting-lines" ? read.Postings : entries, []);

    private bool AddsUp(EntryLeafFacts entry)
    {
        funds.Clear();
        foreach (var posting in entry.Postings)
        {
            if (!accounts.TryGetValue(posting.Account, out var account)) return false;
            ref var sums = ref Of(posting.Fund);
            sums.Amount += posting.Amount;
            if (account.Type == AccountType.Memorandum) sums.Memorandum += posting.Amount;
            if (account.Spendable) sums.Spendable += posting.Amount;
            if (account.Code == ChartOfAccounts.Encumbrances) sums.Encumbered += posting.Amount;
        }

        foreach (var lot in entry.LotsOpened) Of(lot.Fund).Spendable -= lot.Amount;
        foreach (var movement in entry.LotMovements)
        {
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

    /// <summary>What must be zero in a fund; spendable and encumbered money less what the lots say. Wide enough for damaged figures.</summary>
    private record struct Sums(Int128 Amount, Int128 Memorandum, Int128 Spendable, Int128 Encumbered);

    private sealed record Parts(long Postings, long Lots, long Movements);
}
