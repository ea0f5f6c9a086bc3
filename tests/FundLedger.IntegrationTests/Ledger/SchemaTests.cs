using FundLedger.Data;
using FundLedger.Data.Access;
using FundLedger.Data.Engines;
using FundLedger.IntegrationTests.Database;
using FundLedger.PostgreSql;
using FundLedger.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>What the migrations of both engines say, whether or not such a server is at hand.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Engines() => new("postgresql", "sqlserver");

    [Theory]
    [MemberData(nameof(Engines))]
    public void Model_AgainstTheMigrations_HasNoPendingChange(string engine)
    {
        using var ledger = Ledger(engine);
        using var access = Access(engine);

        ledger.Database.HasPendingModelChanges().Should().BeFalse();
        access.Database.HasPendingModelChanges().Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Script_OfEveryMigration_HasTheGuards(string engine)
    {
        using var ledger = Ledger(engine);
        // PostgreSQL's guards are made in a loop over the tables, so there the loop's list is what can be read.
        var script = ledger.GetService<IMigrator>().GenerateScript();

        script.Should().ContainAll(AppendOnlyTables.All.Select(table => engine == "sqlserver" ? $"tr_{table}_append_only" : $"'{table}'"));
        script.Should().ContainAll("tr_entry_numbers", "tr_posting_sums", "tr_lot_use_lots", "tr_fund_keep_code", "tr_ledger_account_keep_code");
        script.Should().ContainAll("fundledger_owner", "fundledger_write", "fundledger_read");
    }

    [Fact]
    public void Script_ForSqlServer_LetsNoAppendOnlyTableBeTruncated()
    {
        using var ledger = Ledger("sqlserver");
        var script = ledger.GetService<IMigrator>().GenerateScript().Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);

        // No trigger sees TRUNCATE there; a table that a foreign key refers to cannot be truncated.
        script.Should().ContainAll(AppendOnlyTables.All.Select(table => $"REFERENCES ledger.{table} ("));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Script_MadeToBeRunAgain_AsksWhatIsAppliedBeforeEachMigration(string engine)
    {
        using var ledger = Ledger(engine);
        using var access = Access(engine);

        foreach (var database in new DbContext[] { ledger, access })
        {
            var script = database.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
            script.Should().ContainAll(database.Database.GetMigrations());
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Tables_OfTheLedger_AreNamedTheSameOnBothEngines(string engine)
    {
        using var ledger = Ledger(engine);
        using var other = Ledger(engine == "sqlserver" ? "postgresql" : "sqlserver");

        Columns(ledger).Should().Equal(Columns(other)).And.OnlyContain(name => IsSnakeCase(name));
    }

    [PostgreSqlFact]
    public async Task ReadRole_SeesNothingOfSignIns()
    {
        await using var database = await TestDatabase.CreateAsync();
        var visible = await database.AskAsync<long>(database.Connections.Reporting, """
            SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE nspname = 'access' AND relkind IN ('r', 'p') AND (has_schema_privilege('access', 'USAGE') OR has_table_privilege(pg_class.oid, 'SELECT'))
            """);
        visible.Should().Be(0);
        (await database.AskAsync<long>(database.Administrator, "SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = 'access' AND relkind = 'r'"))
            .Should().BePositive("an empty schema would prove nothing");
    }

    private static bool IsSnakeCase(string name) => name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '_' or '.');

    private static string[] Columns(LedgerDb db) => db.Model.GetEntityTypes()
        .SelectMany(type => type.GetProperties().Select(property => $"{type.GetTableName()}.{property.GetColumnName()}")).Order(StringComparer.Ordinal).ToArray();

    private static LedgerDb Ledger(string engine) => engine == "sqlserver"
        ? new LedgerDb(LedgerDbFactory.Options(new SqlServerEngine(), "Server=nowhere"))
        : new LedgerDb(LedgerDbFactory.Options(new PostgreSqlEngine(), "Host=nowhere"));

    private static AccessDb Access(string engine)
    {
        var options = new DbContextOptionsBuilder<AccessDb>();
        if (engine == "sqlserver") new SqlServerEngine().Configure(options, "Server=nowhere", AccessDb.Schema);
        else new PostgreSqlEngine().Configure(options, "Host=nowhere", AccessDb.Schema);
        return new AccessDb(options.Options);
    }
}
