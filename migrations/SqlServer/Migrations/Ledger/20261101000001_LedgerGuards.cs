using FundLedger.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.SqlServer.Migrations.Ledger;

/// <summary>What EF Core has no words for: roles, partitioned tables, guards, grants.</summary>
[DbContext(typeof(LedgerDb))]
[Migration("20261101000001_LedgerGuards")]
internal sealed class LedgerGuards : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Run("0001-roles.sql");
        migrationBuilder.Run("0001-entries.sql");
        migrationBuilder.Run("0001-guards.sql");
        migrationBuilder.Run("0001-grants.sql");
    }
}
