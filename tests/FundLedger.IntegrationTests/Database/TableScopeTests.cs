using FundLedger.Data.Mapping;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Database;

/// <summary>Every table says whether it goes with its dedicated account, and what goes with it is keyed by it.</summary>
public sealed class TableScopeTests
{
    private static readonly string KeysNotByAccount = $"""
        SELECT pg_class.relname, key_name, first_column, refers_to FROM (
            SELECT conrelid AS table_id, conname::text AS key_name, conkey[1] AS first_key,
                   (SELECT relname FROM pg_class WHERE oid = confrelid)::text AS refers_to
            FROM pg_constraint WHERE contype IN ('p', 'u', 'f')
            UNION ALL
            SELECT indrelid, indexrelid::regclass::text, indkey[0], NULL FROM pg_index WHERE indisunique) AS keys
        JOIN pg_class ON pg_class.oid = table_id AND NOT relispartition AND relnamespace = 'ledger'::regnamespace
        JOIN LATERAL (
            SELECT attname::text FROM pg_attribute WHERE attrelid = table_id AND attnum = first_key) AS head (first_column) ON true
        WHERE first_column <> 'dedicated_account_id'
        """;

    [PostgreSqlFact]
    public async Task KeysOfAccountTables_InTheDatabase_BeginWithTheAccount()
    {
        await using var database = await TestDatabase.Create();
        var scopes = Scopes(database);

        var wrong = (await Rows(database, KeysNotByAccount))
            .Where(key => scopes.GetValueOrDefault(key[0], TableScope.Local) == TableScope.Account)
            .Where(key => key[3].Length == 0 || scopes[key[3]] != TableScope.National);

        wrong.Select(key => $"{key[0]}: {key[1]} begins with {key[2]}").Should().BeEmpty();
    }

    [PostgreSqlFact]
    public async Task KeysNotByTheAccount_AsTheyAre_AreSeen()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute(database.Connections.Migrations, "CREATE UNIQUE INDEX ux_party_name ON ledger.party (name)");

        (await Rows(database, KeysNotByAccount)).Should().Contain(key => key[1] == "ledger.ux_party_name")
            .And.Contain(key => key[0] == "person");
    }

    [Fact]
    public async Task Tables_OfTheLedger_AreAllDeclared()
    {
        await using var database = await TestDatabase.Create();
        var scopes = Scopes(database);
        var tables = await Rows(database, database.Connections.Engine.Name == "sqlserver"
            ? "SELECT name FROM sys.tables WHERE schema_id = SCHEMA_ID('ledger')"
            : "SELECT relname::text FROM pg_class "
                + "WHERE relnamespace = 'ledger'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition");

        tables.Select(row => row[0]).Where(table => !TableScopes.IsOutsideTheModel(table)).Should().BeEquivalentTo(scopes.Keys);
        scopes.Where(table => table.Value != TableScope.Account).Select(table => table.Key).Should()
            .BeEquivalentTo("dedicated_account", "person", "id_range");
    }

    private static Dictionary<string, TableScope> Scopes(TestDatabase database)
    {
        using var db = database.Read();
        return db.Model.GetEntityTypes().GroupBy(type => type.GetTableName()!)
            .ToDictionary(table => table.Key, table => TableScopes.Of(table.First()));
    }

    private static async Task<IReadOnlyList<string[]>> Rows(TestDatabase database, string sql)
    {
        await using var connection = await database.Open(database.Administrator);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
            rows.Add(Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column).ToString()!).ToArray());
        return rows;
    }
}
