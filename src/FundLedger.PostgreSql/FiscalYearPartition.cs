using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace FundLedger.PostgreSql;

/// <summary>
/// The partitions of a fiscal year, which <c>ledger.add_fiscal_year</c> makes: <c>ledger.entry_2026</c>, <c>ledger.posting_2026</c>.
/// </summary>
internal static partial class FiscalYearPartition
{
    public static string Name(string whole, int fiscalYear) => string.Create(CultureInfo.InvariantCulture, $"{whole}_{fiscalYear}");

    /// <summary>The table itself, or the whole where it is the partition of a year that has none.</summary>
    public static async Task<string> OrWhole(NpgsqlConnection connection, string table, CancellationToken stop) =>
        Year().Match(table) is { Success: true } year && !await Exists(connection, table, stop) ? table[..year.Index] : table;

    public static async Task<bool> Exists(NpgsqlConnection connection, string table, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT to_regclass($1) IS NOT NULL";
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    [GeneratedRegex("_[0-9]{4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Year();
}
