using System.Data.Common;
using System.Globalization;
using FundLedger.Domain;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Reports;
using FundLedger.Reports;
using FundLedger.Reports.Checks;
using Xunit.Abstractions;
using NoRecords = FundLedger.Domain.Ledger.TamperEvidence.RecordTables;

namespace FundLedger.IntegrationTests.Evidence;

/// <summary>
/// Every column of every table of the ledger is changed in one row, past every guard and foreign key, and the checks must name
/// it. What they do not is listed here, with the reason.
/// </summary>
public sealed class EveryColumnTests(WholeCycleFixture fixture, ITestOutputHelper output) : IClassFixture<WholeCycleFixture>
{
    private const string OnTheHotPath =
        "no leaf, for every entry has a request; whoever changes it lets the same request be sent twice, which then is an entry to be seen";
    private const string OfNoAccount = "belongs to this database and not to a dedicated account's books";
    private const string Ahead =
        "a position that is compared with what is there: one that is behind is found, one ahead only leaves numbers out";
    private const string Version = "says which version the database has, which the owner keeps";

    /// <summary>Columns whose change no check of the books finds, by table and column; * stands for all.</summary>
    private static readonly Dictionary<string, string> Exempt = new(StringComparer.Ordinal)
    {
        ["id_range.*"] = OfNoAccount,
        ["series_head.last_id"] = Ahead,
        ["series_head.last_lot_id"] = Ahead,
        ["series_head.last_recorded_at"] = Ahead,
        ["request.request_key"] = OnTheHotPath,
        ["request.content_hash"] = OnTheHotPath,
        ["request.dedicated_account_id"] = OnTheHotPath,
        ["log_checkpoint.signed_at"] = "is not signed: the note says what was signed, and nothing depends on when",
        ["migration_history.*"] = Version,
        ["applied_script.*"] = Version,
    };

    [Fact]
    public async Task RunAll_AfterAnyColumnWasChanged_NamesIt()
    {
        await EveryTable.Fill(fixture.Cycle);
        var columns = await Columns();
        var (unseen, refused, empty) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var column in columns.Where(column => !IsExempt(column)))
        {
            switch (await Change(column))
            {
                case Outcome.Unseen: unseen.Add(column.ToString()); break;
                case Outcome.RefusedByTheDatabase: refused.Add(column.ToString()); break;
                case Outcome.NoRow: empty.Add(column.ToString()); break;
            }
        }

        output.WriteLine($"{columns.Count} columns of {columns.Select(column => column.Table).Distinct().Count()} tables.");
        output.WriteLine($"Refused by a constraint that holds for the owner too: {string.Join(", ", refused)}");
        foreach (var (name, reason) in Exempt) output.WriteLine($"Exempt: {name}: {reason}");
        foreach (var (table, reason) in NoRecords.Exempt) output.WriteLine($"No record: {table}: {reason}");
        unseen.Should().BeEmpty();
        empty.Select(name => name.Split('.')[0]).Distinct().Should().BeEmpty("every table has a row in the whole cycle");
    }

    [Fact]
    public async Task Exempt_NamesOnlyWhatIsThere()
    {
        var names = (await Columns()).SelectMany(column => new[] { column.ToString(), $"{column.Table}.*" })
            .ToHashSet(StringComparer.Ordinal);

        Exempt.Keys.Should().OnlyContain(name => names.Contains(name));
        NoRecords.Exempt.Keys.Should().OnlyContain(table => names.Contains($"{table}.*"));
        Exempt.Concat(NoRecords.Exempt).Should().OnlyContain(exempt => exempt.Value.Contains(' '), "a reason is said in words");
    }

    private static bool IsExempt(Column column) => Exempt.ContainsKey(column.ToString()) || Exempt.ContainsKey($"{column.Table}.*");

    /// <summary>Changes one value, runs the checks in the same transaction, and rolls back.</summary>
    private async Task<Outcome> Change(Column column)
    {
        for (var attempt = 0; attempt < Variants; attempt++)
        {
            await using var connection = await fixture.Database.Open(fixture.Database.Administrator);
            await using var transaction = await connection.BeginTransactionAsync();
            try
            {
                if (!await Damage(connection, transaction, column, attempt)) return Outcome.NoRow;
            }
            catch (DbException)
            {
                continue;
            }

            return await IsNamed(connection, transaction) ? Outcome.Named : Outcome.Unseen;
        }

        return Outcome.RefusedByTheDatabase;
    }

    private async Task<bool> IsNamed(DbConnection connection, DbTransaction transaction)
    {
        var snapshot = new Snapshot(connection, transaction, fixture.Database.Connections.Engine.Name, CancellationToken.None);
        foreach (var name in LedgerChecks.Names.OrderByDescending(name => name == "records"))
        {
            try
            {
                var result = await LedgerChecks.Run(
                    snapshot, name, fixture.Cycle.Books.AccountId, CancellationToken.None, _ => Result.Of<Checkpoint?>(fixture.Signed));
                if (!result.Ok) return true;
            }
            catch (Exception error) when (error is not DbException)
            {
                // What cannot be read at all has been noticed too, if not named.
                output.WriteLine($"{name}: {error.GetType().Name}: {error.Message}");
                return true;
            }
        }

        return false;
    }

    private const int Variants = 3;

    private static async Task<bool> Damage(DbConnection connection, DbTransaction transaction, Column column, int attempt)
    {
        await Run(connection, transaction, EngineSql.Current.Damage("select 1"));
        var keys = column.Keys;
        await using var select = connection.CreateCommand();
        select.Transaction = transaction;
        // A row that holds a value, if there is one; the last, for the first may be another's.
        select.CommandText = $"""
            select {column.Name}, {string.Join(", ", keys)} from ledger.{column.Table}
            order by case when {column.Name} is null then 1 else 0 end, {string.Join(", ", keys.Select(key => $"{key} desc"))}
            """;
        object value;
        var found = new object[keys.Count];
        Type type;
        await using (var reader = await select.ExecuteReaderAsync())
        {
            if (!await reader.ReadAsync()) return false;
            (value, type) = (reader.GetValue(0), reader.GetFieldType(0));
            for (var index = 0; index < keys.Count; index++) found[index] = reader.GetValue(index + 1);
        }

        await using var update = connection.CreateCommand();
        update.Transaction = transaction;
        update.CommandText = $"update ledger.{column.Table} set {column.Name} = @value where "
            + string.Join(" and ", keys.Select((key, index) => $"{key} = @key{index}"));
        Add(update, "value", Changed(value, type, attempt));
        for (var index = 0; index < keys.Count; index++) Add(update, $"key{index}", found[index]);
        return await update.ExecuteNonQueryAsync() == 1
            ? true : throw new InvalidOperationException($"The row of {column} was not found again.");
    }

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

    private static async Task Run(DbConnection connection, DbTransaction transaction, string sql)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>All columns of base tables; partitions are part of their table, guard tables stay empty.</summary>
    private async Task<IReadOnlyList<Column>> Columns()
    {
        await using var connection = await fixture.Database.Open(fixture.Database.Administrator);
        await using var command = connection.CreateCommand();
        command.CommandText = $"select table_name, column_name, key_position from ({RecordTables()}) as tables order by 1, 2";
        var rows = new List<(string Table, string Name, int? Key)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add((reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetInt32(2)));
        return rows.Where(row => !row.Table.EndsWith("_guard", StringComparison.Ordinal))
            .GroupBy(row => row.Table, StringComparer.Ordinal)
            .SelectMany(table => table.Select(row => new Column(
                row.Table, row.Name, table.Where(one => one.Key is not null).OrderBy(one => one.Key).Select(one => one.Name).ToArray())))
            .ToArray();
    }

    /// <summary>The catalogue as the check reads it, without its order.</summary>
    private string RecordTables()
    {
        var text = EmbeddedSql.Text("Checks.record-tables", fixture.Database.Connections.Engine.Name);
        return text[..text.LastIndexOf("order by", StringComparison.Ordinal)];
    }

    private enum Outcome
    {
        Named,
        Unseen,
        RefusedByTheDatabase,
        NoRow,
    }

    private sealed record Column(string Table, string Name, IReadOnlyList<string> Keys)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Table}.{Name}");
    }
}
