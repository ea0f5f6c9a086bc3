using FundLedger.Data;
using FundLedger.Data.Engines;
using FundLedger.PostgreSql;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Statements;

/// <summary>
/// The tables with rows of dedicated accounts. The others are the same for all of them (people, the accounts themselves) or hold
/// nobody's books.
/// </summary>
internal static class AccountTables
{
    public static IReadOnlySet<string> All { get; } = Names();

    private static HashSet<string> Names()
    {
        using var db = new LedgerDb(LedgerDbFactory.Options(new PostgreSqlEngine(), "Host=nowhere"));
        return db.Model.GetEntityTypes()
            .Where(type => type.GetProperties().Any(property => property.GetColumnName() == TableChange.AccountColumn))
            .Select(type => type.GetTableName()!).ToHashSet(StringComparer.Ordinal);
    }
}
