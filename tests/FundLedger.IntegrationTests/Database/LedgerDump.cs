using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Database;

/// <summary>Every row of every ledger table as text, to see that nothing was left behind.</summary>
public static class LedgerDump
{
    public static async Task<IReadOnlyList<string>> Dump(this TestDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var db = database.Read();
        var tables = db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Order(StringComparer.Ordinal).ToArray();
        await using var connection = await database.Open(database.Connections.Reporting);
        var rows = new List<string>();
        foreach (var table in tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM ledger.{table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var values = Enumerable.Range(0, reader.FieldCount).Select(index => Text(reader.GetValue(index)));
                rows.Add($"{table}: {string.Join(" | ", values)}");
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
