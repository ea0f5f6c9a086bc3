using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Vouchers;

/// <summary>What the books know of the names in a file of opening balances.</summary>
/// <param name="Accounts">The chart, by code.</param>
/// <param name="Funds">Codes of those funds of the file that exist.</param>
/// <param name="Parties">Ids by code and by unified business number, of those named.</param>
/// <param name="Ventures">Ids by code, of those named.</param>
public sealed record OpeningNames(
    IReadOnlyDictionary<string, LedgerAccount> Accounts, IReadOnlySet<string> Funds, IReadOnlyDictionary<string, long> Parties,
    IReadOnlyDictionary<string, long> Ventures);

/// <summary>A row with what its names mean.</summary>
/// <param name="Refusal">Why it cannot be booked; null when it can.</param>
public sealed record OpeningLine(OpeningRow Row, long? PartyId, long? VentureId, Refusal? Refusal);

/// <summary>What an opening comes to in one fund, of the rows that could be read; minor units.</summary>
/// <param name="Spendable">What the fund can be spent from: a lot of that much is opened.</param>
public sealed record OpeningOfFund(string Fund, Money Debits, Money Credits, Money Spendable)
{
    /// <summary>Nothing when the fund is in balance; positive when debits are missing on the other side.</summary>
    public Money Difference => Debits - Credits;
}

/// <summary>The rows of a file of opening balances beside the books: what each means, and what they come to by fund.</summary>
public sealed record OpeningTable(IReadOnlyList<OpeningLine> Lines, IReadOnlyList<OpeningOfFund> Funds)
{
    /// <summary>
    /// The first row that cannot be booked, in the order of the file; then the first fund that is not in balance, by how much.
    /// What else refuses an entry is asked when it is prepared.
    /// </summary>
    public Refusal? Refusal =>
        Lines.Select(line => line.Refusal).FirstOrDefault(refusal => refusal is not null)
        ?? Funds.Where(fund => !fund.Difference.IsZero)
            .Select(fund => LedgerRefusals.FundDoesNotBalance(fund.Fund, fund.Difference)).FirstOrDefault();

    public static OpeningTable Of(IReadOnlyList<OpeningRow> rows, OpeningNames names, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(names);
        return new OpeningTable([.. rows.Select(row => Line(row, names))], [.. FundsOf(rows, names, currency)]);
    }

    private static OpeningLine Line(OpeningRow row, OpeningNames names)
    {
        var (party, venture) = (Find(names.Parties, row.Party), Find(names.Ventures, row.Venture));
        return new OpeningLine(row, party, venture, Check(row, names, party, venture));
    }

    private static Refusal? Check(OpeningRow row, OpeningNames names, long? party, long? venture)
    {
        if (row.Unreadable is { } unreadable) return unreadable;
        if (!names.Accounts.TryGetValue(row.Account, out var account)) return LedgerRefusals.UnknownAccount(row.Line, row.Account);
        if (!OpeningRules.MayTouch(account)) return OpeningRefusals.OpeningTouchesAccount(row.Line, row.Account);
        if (!names.Funds.Contains(row.Fund)) return LedgerRefusals.UnknownFund(row.Line, row.Fund);
        if (row.Amount is not { IsZero: false }) return LedgerRefusals.AmountIsZero(row.Line);
        if (Int128.Abs(row.Amount.Value.MinorUnits) > EntryRules.LargestAmount)
            return LedgerRefusals.AmountTooLarge(row.Amount.Value.ToString());
        if (row.Party is { } named && party is null) return OpeningRefusals.OpeningPartyUnknown(row.Line, named);
        return row.Venture is { } of && venture is null ? OpeningRefusals.OpeningVentureUnknown(row.Line, of) : null;
    }

    /// <summary>In the order in which the file names them. Rows above the ledger's limit are not added up.</summary>
    private static IEnumerable<OpeningOfFund> FundsOf(IReadOnlyList<OpeningRow> rows, OpeningNames names, Currency currency) =>
        from row in rows
        where row.Amount is { } amount && Int128.Abs(amount.MinorUnits) <= EntryRules.LargestAmount
        group row by row.Fund into fund
        select new OpeningOfFund(
            fund.Key,
            Sum(fund.Where(row => !row.Amount!.Value.IsNegative), currency),
            -Sum(fund.Where(row => row.Amount!.Value.IsNegative), currency),
            Sum(fund.Where(row => names.Accounts.GetValueOrDefault(row.Account) is { Spendable: true }), currency));

    /// <summary>Thousands of the largest amounts come to more than can be kept; such a sum is refused in any case.</summary>
    private static Money Sum(IEnumerable<OpeningRow> rows, Currency currency)
    {
        var sum = rows.Aggregate(Int128.Zero, (total, row) => total + row.Amount!.Value.MinorUnits);
        return new Money((long)Int128.Clamp(sum, -long.MaxValue / 4, long.MaxValue / 4), currency);
    }

    private static long? Find(IReadOnlyDictionary<string, long> ids, string? name) =>
        name is not null && ids.TryGetValue(name, out var id) ? id : null;
}
