using System.Data.Common;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;

namespace FundLedger.IntegrationTests.Evidence;

/// <summary>A column of a table of the ledger, as the database lists it, and how one value of it is changed past every guard.</summary>
internal sealed record LedgerColumn(string Table, string Name, IReadOnlyList<string> Keys)
{
    /// <summary>How many different changes there are, for a constraint that holds for the owner too may refuse one.</summary>
    public const int Variants = 3;

    /// <summary>All columns of base tables; partitions are part of their table, guard tables stay empty.</summary>
    public static async Task<IReadOnlyList<LedgerColumn>> All(TestDatabase database)
    {
        await using var connection = await database.Open(database.Administrator);
        await using var command = connection.CreateCommand();
        // The catalogue as the check reads it, without its order.
        var text = EmbeddedSql.Text("Checks.record-tables", database.Connections.Engine.Name);
        var tables = text[..text.LastIndexOf("order by", StringComparison.Ordinal)];
        command.CommandText = $"select table_name, column_name, key_position from ({tables}) as tables order by 1, 2";
        var rows = new List<(string Table, string Name, int? Key)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add((reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetInt32(2)));
        return rows.Where(row => !row.Table.EndsWith("_guard", StringComparison.Ordinal))
            .GroupBy(row => row.Table, StringComparer.Ordinal)
            .SelectMany(table => table.Select(row => new LedgerColumn(
                row.Table, row.Name, table.Where(one => one.Key is not null).OrderBy(one => one.Key).Select(one => one.Name).ToArray())))
            .ToArray();
    }

    /// <summary>
    /// Changes the value in one row, with the guards off for the transaction. Gives the row as it was before, by its columns;
    /// null when the table has none. The database's own refusal is a <see cref="DbException"/>.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, object>?> Damage(DbConnection connection, DbTransaction transaction, int attempt)
    {
        await using var prepare = connection.CreateCommand();
        (prepare.CommandText, prepare.Transaction) = (EngineSql.Current.Damage("select 1"), transaction);
        await prepare.ExecuteNonQueryAsync();
        await using var select = connection.CreateCommand();
        select.Transaction = transaction;
        // A row that holds a value, if there is one; the last, for the first may be another's.
        select.CommandText = $"""
            select * from ledger.{Table}
            order by case when {Name} is null then 1 else 0 end, {string.Join(", ", Keys.Select(key => $"{key} desc"))}
            """;
        Dictionary<string, object> row;
        Type type;
        await using (var reader = await select.ExecuteReaderAsync())
        {
            if (!await reader.ReadAsync()) return null;
            row = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue, StringComparer.Ordinal);
            type = reader.GetFieldType(reader.GetOrdinal(Name));
        }

        await using var update = connection.CreateCommand();
        update.Transaction = transaction;
        update.CommandText = $"update ledger.{Table} set {Name} = @value where "
            + string.Join(" and ", Keys.Select((key, index) => $"{key} = @key{index}"));
        Add(update, "value", Changed(row[Name], type, attempt));
        for (var index = 0; index < Keys.Count; index++) Add(update, $"key{index}", row[Keys[index]]);
        return await update.ExecuteNonQueryAsync() == 1
            ? row : throw new InvalidOperationException($"The row of {this} was not found again.");
    }

    public override string ToString() => $"{Table}.{Name}";

    /// <summary>Another value of the same type.</summary>
    private static object Changed(object value, Type type, int attempt) => (value is DBNull ? null : value) switch
    {
        long number => number + (attempt switch { 0 => 1, 1 => -1, _ => 1_000_003 }),
        int number => number + (attempt switch { 0 => 1, 1 => -1, _ => 2 }),
        bool truth => !truth,
        string text => attempt switch { 0 => $"{text}x", 1 when text.Length > 1 => text[..^1], _ => "x" },
        byte[] bytes => bytes.Length == 0 ? new byte[] { 1 } : bytes.Select((one, index) => index == 0 ? (byte)(one ^ 1) : one).ToArray(),
        DateTime instant => instant.TimeOfDay == TimeSpan.Zero ? instant.AddDays(1) : instant.AddMilliseconds(attempt == 1 ? -1 : 1),
        DateOnly date => date.AddDays(attempt == 1 ? -1 : 1),
        null => type == typeof(long) ? 1L : type == typeof(int) ? 1 : type == typeof(string) ? "x" : type == typeof(bool) ? true
            : type == typeof(byte[]) ? new byte[16] : type == typeof(DateOnly) ? new DateOnly(2026, 1, 1)
            : DateTime.SpecifyKind(new DateTime(2026, 1, 1), DateTimeKind.Utc),
        _ => throw new NotSupportedException(type.FullName),
    };

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
