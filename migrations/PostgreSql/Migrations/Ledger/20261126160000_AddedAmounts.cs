using FundLedger.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>Functions that change totals and see to it that each finds its row.</summary>
[DbContext(typeof(LedgerDb))]
[Migration("20261126160000_AddedAmounts")]
internal sealed class AddedAmounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Run("0013-added-amounts.sql");
    }
}
