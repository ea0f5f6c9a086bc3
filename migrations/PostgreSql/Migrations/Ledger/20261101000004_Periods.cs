using FundLedger.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>Soft-closed periods, year-end adjustments and closing, corrections across years, approvers of manual vouchers.</summary>
[DbContext(typeof(LedgerDb))]
[Migration("20261101000004_Periods")]
internal sealed class Periods : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.DropCheckConstraint("ck_accounting_period_number", "accounting_period", "ledger");
        migrationBuilder.AddCheckConstraint("ck_accounting_period_number", "accounting_period", "period between 1 and 14", "ledger");
        migrationBuilder.Run("0003-periods.sql");
    }
}
