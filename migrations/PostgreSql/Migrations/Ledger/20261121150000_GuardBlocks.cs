using FundLedger.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>Lets the guards read a statement's entries as one range instead of asking every partition for every row.</summary>
[DbContext(typeof(LedgerDb))]
[Migration("20261121150000_GuardBlocks")]
internal sealed class GuardBlocks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Run("0006-guard-blocks.sql");
    }
}
