using FundLedger.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>The guards ask the tables one question about each block of a statement.</summary>
[DbContext(typeof(LedgerDb))]
[Migration("20261126120000_GuardQuestions")]
internal sealed class GuardQuestions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Run("0012-guard-questions.sql");
    }
}
