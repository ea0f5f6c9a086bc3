namespace FundLedger.Domain.Ledger;

/// <summary>
/// What an entry's lines add up to, fund by fund. Sums are taken in 128 bits so that amounts at the edge of 64 bits are
/// refused, not wrapped or thrown.
/// </summary>
internal sealed class FundTotals
{
    private readonly List<FundTotal> inOrder = [];
    private Dictionary<string, FundTotal>? byFund;

    /// <summary>The funds in the order in which the lines name them.</summary>
    public IReadOnlyList<FundTotal> InOrder => inOrder;

    public Int128 Sum { get; private set; }

    /// <summary>Adds the lines up; their accounts and funds are known to exist.</summary>
    public static FundTotals Of(LedgerSnapshot snapshot, IReadOnlyList<PostingDraft> postings)
    {
        var totals = new FundTotals();
        for (var index = 0; index < postings.Count; index++)
        {
            var posting = postings[index];
            totals.Sum += posting.Amount.MinorUnits;
            totals.In(snapshot, posting.Fund).Add(snapshot.Accounts[posting.Account], posting.Amount.MinorUnits);
        }

        return totals;
    }

    /// <summary>How each fund's spendable money and encumbrances move, ascending by fund id.</summary>
    public FundChange[] Changes()
    {
        var changes = new FundChange[inOrder.Count];
        for (var index = 0; index < changes.Length; index++)
        {
            var total = inOrder[index];
            changes[index] = new FundChange(total.Fund.Fund, checked((long)total.Spendable), checked((long)total.Encumbered));
        }

        if (changes.Length > 1) Array.Sort(changes, (left, right) => left.Fund.Id.CompareTo(right.Fund.Id));
        return changes;
    }

    private FundTotal In(LedgerSnapshot snapshot, string fund)
    {
        // Most entries move one fund, line after line.
        if (inOrder.Count > 0)
        {
            if (inOrder[^1].Fund.Fund.Code == fund) return inOrder[^1];
            byFund ??= inOrder.ToDictionary(total => total.Fund.Fund.Code, StringComparer.Ordinal);
            if (byFund.TryGetValue(fund, out var existing)) return existing;
        }

        var total = new FundTotal(snapshot.Funds[fund]);
        byFund?.Add(fund, total);
        inOrder.Add(total);
        return total;
    }
}

/// <summary>What an entry's lines add up to in one fund, in minor units.</summary>
internal sealed class FundTotal(FundState fund)
{
    public FundState Fund => fund;

    public Int128 Sum { get; private set; }

    public Int128 Debits { get; private set; }

    /// <summary>Of the memorandum accounts, which are kept beside the books.</summary>
    public Int128 Memorandum { get; private set; }

    public Int128 Spendable { get; private set; }

    public Int128 Encumbered { get; private set; }

    public void Add(LedgerAccount account, long amount)
    {
        Sum += amount;
        if (amount > 0) Debits += amount;
        if (account.Type == AccountType.Memorandum) Memorandum += amount;
        if (account.Spendable) Spendable += amount;
        if (account.Code == ChartOfAccounts.Encumbrances) Encumbered += amount;
    }
}
