using FundLedger.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>Lets the guards look rows up by their keys, however large the books become, and the writer refresh statistics after a load.</summary>
[DbContext(typeof(LedgerDb))]
[Migration("20261121120000_GuardPlans")]
internal sealed class GuardPlans : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Run("0005-guard-plans.sql");
    }
}
