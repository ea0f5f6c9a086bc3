using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.SqlServer.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class VirtualAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "virtual_account_number",
                schema: "ledger",
                table: "contribution",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.CreateTable(
                name: "virtual_account_profile",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false,
                        collation: "Latin1_General_100_BIN2"),
                    bank_account_id = table.Column<long>(type: "bigint", nullable: false),
                    enterprise_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false,
                        collation: "Latin1_General_100_BIN2"),
                    serial_digits = table.Column<int>(type: "int", nullable: false),
                    weights = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false,
                        collation: "Latin1_General_100_BIN2"),
                    modulus = table.Column<int>(type: "int", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "int", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_virtual_account_profile", x => new { x.dedicated_account_id, x.id });
                    table.ForeignKey(
                        name: "fk_virtual_account_profile_bank_account_dedicated_account_id_bank_account_id",
                        columns: x => new { x.dedicated_account_id, x.bank_account_id },
                        principalSchema: "ledger",
                        principalTable: "bank_account",
                        principalColumns: new[] { "dedicated_account_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_contribution_dedicated_account_id_virtual_account_number",
                schema: "ledger",
                table: "contribution",
                columns: new[] { "dedicated_account_id", "virtual_account_number" },
                unique: true,
                filter: "[virtual_account_number] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_virtual_account_profile_dedicated_account_id_bank_account_id",
                schema: "ledger",
                table: "virtual_account_profile",
                columns: new[] { "dedicated_account_id", "bank_account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_virtual_account_profile_dedicated_account_id_code",
                schema: "ledger",
                table: "virtual_account_profile",
                columns: new[] { "dedicated_account_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_virtual_account_profile_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "virtual_account_profile",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "virtual_account_profile",
                schema: "ledger");

            migrationBuilder.DropIndex(
                name: "ix_contribution_dedicated_account_id_virtual_account_number",
                schema: "ledger",
                table: "contribution");

            migrationBuilder.DropColumn(
                name: "virtual_account_number",
                schema: "ledger",
                table: "contribution");
        }
    }
}
