using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class GiftRefunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "gift_refund",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    contribution_id = table.Column<long>(type: "bigint", nullable: false),
                    lot_id = table.Column<long>(type: "bigint", nullable: false),
                    fund_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    asked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    entry_fiscal_year = table.Column<int>(type: "integer", nullable: true),
                    entry_number = table.Column<long>(type: "bigint", nullable: true),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    state_since = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gift_refund", x => new { x.dedicated_account_id, x.id });
                    table.CheckConstraint("ck_gift_refund_amount", "amount > 0");
                });

            migrationBuilder.CreateIndex(
                name: "ix_gift_refund_dedicated_account_id_contribution_id",
                schema: "ledger",
                table: "gift_refund",
                columns: new[] { "dedicated_account_id", "contribution_id" });

            migrationBuilder.CreateIndex(
                name: "ix_gift_refund_dedicated_account_id_public_code",
                schema: "ledger",
                table: "gift_refund",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_gift_refund_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "gift_refund",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "gift_refund",
                schema: "ledger");
        }
    }
}
