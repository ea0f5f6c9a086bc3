using FundLedger.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>The guard of lots' uses looks up one entry of each block.</summary>
[DbContext(typeof(LedgerDb))]
[Migration("20261122040000_LotUseBlocks")]
internal sealed class LotUseBlocks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Run("0011-lot-use-blocks.sql");
    }
}
