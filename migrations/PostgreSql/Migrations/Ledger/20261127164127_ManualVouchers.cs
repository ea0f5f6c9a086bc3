using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class ManualVouchers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "manual_voucher",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    purpose = table.Column<int>(type: "integer", nullable: false),
                    booking_date = table.Column<DateOnly>(type: "date", nullable: false),
                    description = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    adjustment = table.Column<bool>(type: "boolean", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    original_fiscal_year = table.Column<int>(type: "integer", nullable: true),
                    original_number = table.Column<long>(type: "bigint", nullable: true),
                    entry_fiscal_year = table.Column<int>(type: "integer", nullable: true),
                    entry_number = table.Column<long>(type: "bigint", nullable: true),
                    prepared_by = table.Column<long>(type: "bigint", nullable: false),
                    prepared_on = table.Column<DateOnly>(type: "date", nullable: false),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    state_since = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_manual_voucher", x => new { x.dedicated_account_id, x.id });
                    table.CheckConstraint("ck_manual_voucher_amount", "amount > 0");
                });

            migrationBuilder.CreateTable(
                name: "manual_voucher_line",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    voucher_id = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    account = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    fund = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    party_id = table.Column<long>(type: "bigint", nullable: true),
                    venture_id = table.Column<long>(type: "bigint", nullable: true),
                    lot_id = table.Column<long>(type: "bigint", nullable: true),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_manual_voucher_line", x => new { x.dedicated_account_id, x.voucher_id, x.line });
                    table.CheckConstraint("ck_manual_voucher_line_amount", "amount <> 0");
                    table.ForeignKey(
                        name: "fk_manual_voucher_line_manual_voucher_dedicated_account_id_vou~",
                        columns: x => new { x.dedicated_account_id, x.voucher_id },
                        principalSchema: "ledger",
                        principalTable: "manual_voucher",
                        principalColumns: new[] { "dedicated_account_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_manual_voucher_dedicated_account_id_public_code",
                schema: "ledger",
                table: "manual_voucher",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_manual_voucher_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "manual_voucher",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });

            migrationBuilder.CreateIndex(
                name: "ix_manual_voucher_dedicated_account_id_state",
                schema: "ledger",
                table: "manual_voucher",
                columns: new[] { "dedicated_account_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_manual_voucher_line_dedicated_account_id_fund_account",
                schema: "ledger",
                table: "manual_voucher_line",
                columns: new[] { "dedicated_account_id", "fund", "account" });

            migrationBuilder.CreateIndex(
                name: "ix_manual_voucher_line_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "manual_voucher_line",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "manual_voucher_line",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "manual_voucher",
                schema: "ledger");
        }
    }
}
