using FundLedger.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>Lets the guards group a statement's rows by hash, and look each account and fund up once.</summary>
[DbContext(typeof(LedgerDb))]
[Migration("20261121173000_GuardGroups")]
internal sealed class GuardGroups : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Run("0007-guard-groups.sql");
    }
}
