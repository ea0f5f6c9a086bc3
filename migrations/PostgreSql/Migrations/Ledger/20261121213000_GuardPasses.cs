using FundLedger.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>The guard of postings goes through a statement's lines fewer times.</summary>
[DbContext(typeof(LedgerDb))]
[Migration("20261121213000_GuardPasses")]
internal sealed class GuardPasses : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Run("0009-guard-passes.sql");
    }
}
