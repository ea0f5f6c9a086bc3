using FundLedger.Data;
using FundLedger.Domain;
using FundLedger.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Vouchers;

/// <summary>Looks the names of a file of opening balances up.</summary>
internal static class OpeningNamesInBooks
{
    /// <summary>A list of more goes to SQL Server as one text, with the collation of the database.</summary>
    private const int NamesAtOnce = 1_000;

    public static async Task<OpeningNames> Read(LedgerDb db, IReadOnlyList<OpeningRow> rows, CancellationToken stop)
    {
        var accounts = await db.LedgerAccounts.AsNoTracking().ToListAsync(stop);
        var funds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var codes in Named(rows, row => row.Fund))
            funds.UnionWith(await db.Funds.Where(fund => codes.Contains(fund.Code)).Select(fund => fund.Code).ToListAsync(stop));
        return new OpeningNames(
            accounts.ToDictionary(account => account.Code, account => account.ToDomain(), StringComparer.Ordinal), funds,
            await Parties(db, rows, stop), await Ventures(db, rows, stop));
    }

    private static async Task<Dictionary<string, long>> Parties(LedgerDb db, IReadOnlyList<OpeningRow> rows, CancellationToken stop)
    {
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var names in Named(rows, row => row.Party))
        {
            var found = await db.Parties.AsNoTracking()
                .Where(party => names.Contains(party.PublicCode) || names.Contains(party.UnifiedBusinessNumber!))
                .OrderBy(party => party.Id).ToListAsync(stop);
            foreach (var party in found)
            {
                ids.TryAdd(party.PublicCode, party.Id);
                if (party.UnifiedBusinessNumber is { } number) ids.TryAdd(number, party.Id);
            }
        }

        return ids;
    }

    private static async Task<Dictionary<string, long>> Ventures(LedgerDb db, IReadOnlyList<OpeningRow> rows, CancellationToken stop)
    {
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var names in Named(rows, row => row.Venture))
        {
            foreach (var venture in await db.Ventures.AsNoTracking()
                .Where(venture => names.Contains(venture.PublicCode)).ToListAsync(stop))
            {
                ids.Add(venture.PublicCode, venture.Id);
            }
        }

        return ids;
    }

    /// <summary>A name that cannot be stored is nobody's; the engine would not even take the question.</summary>
    private static IEnumerable<string[]> Named(IReadOnlyList<OpeningRow> rows, Func<OpeningRow, string?> name) =>
        rows.Select(name).OfType<string>().Where(StorableText.Is).Distinct(StringComparer.Ordinal).Chunk(NamesAtOnce);
}
