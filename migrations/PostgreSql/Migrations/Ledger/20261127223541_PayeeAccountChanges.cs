using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class PayeeAccountChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "change_id",
                schema: "ledger",
                table: "payee_bank_account",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "usable_from",
                schema: "ledger",
                table: "payee_bank_account",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "payee_account_change",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    bank_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    account_number = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    holder = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    submitted_by = table.Column<long>(type: "bigint", nullable: false),
                    submitted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    payee_bank_account_id = table.Column<long>(type: "bigint", nullable: true),
                    usable_from = table.Column<DateOnly>(type: "date", nullable: true),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    state_since = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payee_account_change", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_payee_account_change_dedicated_account_id_party_id_state",
                schema: "ledger",
                table: "payee_account_change",
                columns: new[] { "dedicated_account_id", "party_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_payee_account_change_dedicated_account_id_public_code",
                schema: "ledger",
                table: "payee_account_change",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payee_account_change_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "payee_account_change",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "payee_account_change",
                schema: "ledger");

            migrationBuilder.DropColumn(
                name: "change_id",
                schema: "ledger",
                table: "payee_bank_account");

            migrationBuilder.DropColumn(
                name: "usable_from",
                schema: "ledger",
                table: "payee_bank_account");
        }
    }
}
