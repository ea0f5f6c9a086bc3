using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FundLedger.IntegrationTests.Database;

namespace FundLedger.IntegrationTests.Isolation;

/// <summary>
/// Puts a mark into every text that a dedicated account has in any table, around all guards; whoever then shows the mark
/// shows that account. A table added later is marked without being named here.
/// </summary>
internal static partial class MarkedText
{
    /// <summary>Two characters ("leak, leak") that stand in nothing else.</summary>
    public const string Mark = "漏漏";

    /// <summary>Columns the engine or the application reads a meaning from, which no page prints as it is.</summary>
    private static readonly string[] NotMarked = ["log_checkpoint.note"];

    /// <summary>Marks the account's texts; gives the tables that have some.</summary>
    public static async Task<IReadOnlyList<string>> Put(TestDatabase database, long account)
    {
        var statements = new StringBuilder("SET session_replication_role = replica;");
        var columns = await Columns(database);
        foreach (var table in columns.GroupBy(column => column.Table))
        {
            var changes = table.Select(column => column.Length is { } length && length < 40
                ? $"{column.Name} = '{Mark}' || right({column.Name}, {length - Mark.Length})"
                : $"{column.Name} = '{Mark}' || left({column.Name}, {(column.Length ?? 4000) - Mark.Length})");
            statements.Append(CultureInfo.InvariantCulture,
                $"UPDATE ledger.{table.Key} SET {string.Join(", ", changes)} WHERE dedicated_account_id = {account};");
        }

        statements.Append(CultureInfo.InvariantCulture,
            $"UPDATE ledger.dedicated_account SET name_zh = '{Mark}', name_en = '{Mark}' WHERE id = {account};");
        await database.Execute(database.Administrator, statements.ToString());
        return columns.Select(column => column.Table).Distinct().ToArray();
    }

    /// <summary>Whether the mark stands in an answer, written as it is or as HTML or JSON escape it.</summary>
    public static bool IsIn(string answer) => Marks().IsMatch(answer);

    private static async Task<IReadOnlyList<(string Table, string Name, int? Length)>> Columns(TestDatabase database)
    {
        await using var connection = await database.Open(database.Administrator);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT text_column.table_name, text_column.column_name, text_column.character_maximum_length
            FROM information_schema.columns AS text_column
            JOIN information_schema.columns AS bound
                ON bound.table_schema = 'ledger' AND bound.table_name = text_column.table_name
                AND bound.column_name = 'dedicated_account_id'
            JOIN pg_class AS stored ON stored.relname = text_column.table_name AND stored.relnamespace = 'ledger'::regnamespace
            WHERE text_column.table_schema = 'ledger' AND text_column.data_type IN ('text', 'character varying')
                AND NOT stored.relispartition
            ORDER BY 1, 2
            """;
        await using var rows = await command.ExecuteReaderAsync();
        var columns = new List<(string Table, string Name, int? Length)>();
        while (await rows.ReadAsync())
        {
            var (table, name) = (rows.GetString(0), rows.GetString(1));
            if (NotMarked.Contains($"{table}.{name}")) continue;
            columns.Add((table, name, await rows.IsDBNullAsync(2) ? null : rows.GetInt32(2)));
        }

        return columns;
    }

    [GeneratedRegex("漏|&#x6F0F;|\\\\u6f0f|%E6%BC%8F", RegexOptions.IgnoreCase)]
    private static partial Regex Marks();
}
