using System.Reflection;
using FundLedger.Data.Engines;
using FundLedger.PostgreSql;
using FundLedger.SqlServer;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace FundLedger.IntegrationTests.Database;

/// <summary>After the first, migrations only add: the version before still runs on the new tables.</summary>
public sealed class AdditiveMigrationTests
{
    /// <summary>Migrations that may take something away, because no version that is in use knows it any more.</summary>
    private static readonly string[] MayTakeAway = [];

    [Fact]
    public void Migrations_AfterTheFirst_OnlyAdd()
    {
        var (taking, examined) = (new List<string>(), 0);
        foreach (var engine in new DatabaseEngine[] { new PostgreSqlEngine(), new SqlServerEngine() })
        {
            foreach (var (id, migration) in Migrations(engine))
            {
                examined++;
                if (id.EndsWith("_First", StringComparison.Ordinal) || MayTakeAway.Contains(id)) continue;
                taking.AddRange(
                    from operation in migration.UpOperations
                    where TakesAway(operation) && !IsOnItsOwnTable(migration, operation) && !IsOnItsOwnColumn(migration, operation)
                        && !ForbidsLess(migration, operation)
                    select $"{id}: {operation.GetType().Name}");
            }
        }

        taking.Should().BeEmpty();
        examined.Should().BeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public void Migrations_OfBothEngines_HaveTheSameNamesInTheSameOrder()
    {
        var names = new DatabaseEngine[] { new PostgreSqlEngine(), new SqlServerEngine() }
            .Select(engine => Migrations(engine)
                .Select(migration => $"{migration.Migration.GetType().Namespace!.Split('.')[^1]}/{migration.Id[15..]}").ToArray())
            .ToArray();

        names[0].Should().Equal(names[1]).And.Contain(["Ledger/First", "Access/First"]);
    }

    public static TheoryData<MigrationOperation, bool> Operations() => new()
    {
        { new DropTableOperation(), true },
        { new DropColumnOperation(), true },
        { new RenameColumnOperation(), true },
        { new RenameTableOperation(), true },
        { new AddUniqueConstraintOperation(), true },
        { new CreateIndexOperation { IsUnique = true }, true },
        { new AddColumnOperation { IsNullable = false }, true },
        { new AlterColumnOperation { IsNullable = false, OldColumn = new AddColumnOperation { IsNullable = true } }, true },
        { new AlterColumnOperation { MaxLength = 10, OldColumn = new AddColumnOperation { MaxLength = 20 } }, true },
        { new AlterColumnOperation { MaxLength = 20, OldColumn = new AddColumnOperation { MaxLength = 10 } }, false },
        { new AddColumnOperation { IsNullable = true }, false },
        { new AddColumnOperation { IsNullable = false, DefaultValue = 0 }, false },
        { new AddColumnOperation { IsNullable = false, ComputedColumnSql = "1" }, false },
        { new CreateTableOperation(), false },
        { new CreateIndexOperation(), false },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operation_ThatTheVersionBeforeCouldStumbleOver_IsSeen(MigrationOperation operation, bool takesAway) =>
        TakesAway(operation).Should().Be(takesAway);

    private static bool TakesAway(MigrationOperation operation) => operation switch
    {
        DropIndexOperation => false,
        AddColumnOperation added => added is { IsNullable: false, DefaultValue: null, DefaultValueSql: null, ComputedColumnSql: null },
        AlterColumnOperation altered => altered.OldColumn.ClrType != altered.ClrType
            || (altered.OldColumn.IsNullable && !altered.IsNullable)
            || altered.MaxLength < (altered.OldColumn.MaxLength ?? int.MaxValue),
        CreateIndexOperation index => index.IsUnique,
        _ => operation.IsDestructiveChange || operation is RenameColumnOperation or RenameTableOperation or AddUniqueConstraintOperation
            or AddCheckConstraintOperation or AddForeignKeyOperation or DropTableOperation or DropColumnOperation,
    };

    /// <summary>A table that the migration itself makes is unknown to the version before.</summary>
    private static bool IsOnItsOwnTable(Migration migration, MigrationOperation operation) =>
        operation is ITableMigrationOperation { Table: var table }
        && migration.UpOperations.OfType<CreateTableOperation>().Any(made => made.Name == table);

    /// <summary>Of a column that the migration adds and that may be null: the version before leaves it null in every row.</summary>
    private static bool IsOnItsOwnColumn(Migration migration, MigrationOperation operation) => operation is CreateIndexOperation index
        && migration.UpOperations.OfType<AddColumnOperation>().Any(
            added => added.IsNullable && added.Table == index.Table && index.Columns.Contains(added.Name));

    /// <summary>A unique index of some rows in place of the same one of all rows: the version before obeyed more already.</summary>
    private static bool ForbidsLess(Migration migration, MigrationOperation operation) =>
        operation is CreateIndexOperation { IsUnique: true, Filter: not null } index
        && migration.UpOperations.OfType<DropIndexOperation>().Any(dropped => dropped.Name == index.Name && dropped.Table == index.Table)
        && migration.DownOperations.OfType<CreateIndexOperation>().Any(before =>
            before is { IsUnique: true, Filter: null } && before.Name == index.Name && before.Columns.SequenceEqual(index.Columns));

    private static IEnumerable<(string Id, Migration Migration)> Migrations(DatabaseEngine engine) =>
        from type in Assembly.Load(engine.MigrationsAssembly).GetTypes()
        let id = type.GetCustomAttribute<MigrationAttribute>()?.Id
        where id is not null
        orderby type.Namespace, id
        select (id, (Migration)Activator.CreateInstance(type)!);
}
