using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.SqlServer.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class BudgetTerms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "carry_reference",
                schema: "ledger",
                table: "programme_budget",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateOnly>(
                name: "expires_on",
                schema: "ledger",
                table: "programme_budget",
                type: "date",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "carry_reference",
                schema: "ledger",
                table: "programme_budget");

            migrationBuilder.DropColumn(
                name: "expires_on",
                schema: "ledger",
                table: "programme_budget");
        }
    }
}
