using FundLedger.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>Lets the write role append to the partition of a fiscal year.</summary>
[DbContext(typeof(LedgerDb))]
[Migration("20261121210000_PartitionGrants")]
internal sealed class PartitionGrants : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Run("0008-partition-grants.sql");
    }
}
