using FundLedger.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>After a load the statistics are taken from fewer pages.</summary>
[DbContext(typeof(LedgerDb))]
[Migration("20261121233000_StatisticsSample")]
internal sealed class StatisticsSample : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Run("0010-statistics-sample.sql");
    }
}
