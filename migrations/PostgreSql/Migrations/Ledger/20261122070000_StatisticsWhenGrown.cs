using FundLedger.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>A load that adds little leaves the statistics as they are.</summary>
[DbContext(typeof(LedgerDb))]
[Migration("20261122070000_StatisticsWhenGrown")]
internal sealed class StatisticsWhenGrown : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Run("0012-statistics-when-grown.sql");
    }
}
