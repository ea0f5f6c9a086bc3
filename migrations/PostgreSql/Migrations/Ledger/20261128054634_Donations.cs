using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class Donations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "donation_id",
                schema: "ledger",
                table: "contribution",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "due_on",
                schema: "ledger",
                table: "contribution",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "instalment",
                schema: "ledger",
                table: "contribution",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "donation",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    donor_party_id = table.Column<long>(type: "bigint", nullable: false),
                    credited_party_id = table.Column<long>(type: "bigint", nullable: false),
                    publicity = table.Column<int>(type: "integer", nullable: false),
                    purpose = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    conditions = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    foreign_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    intended_on = table.Column<DateOnly>(type: "date", nullable: false),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    state_since = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_donation", x => new { x.dedicated_account_id, x.id });
                    table.CheckConstraint("ck_donation_amount", "amount > 0");
                });

            migrationBuilder.CreateTable(
                name: "donation_line",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    donation_id = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    instalment = table.Column<int>(type: "integer", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    fund_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    basis_points = table.Column<int>(type: "integer", nullable: true),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_donation_line", x => new { x.dedicated_account_id, x.donation_id, x.line });
                    table.CheckConstraint("ck_donation_line_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_donation_line_donation_dedicated_account_id_donation_id",
                        columns: x => new { x.dedicated_account_id, x.donation_id },
                        principalSchema: "ledger",
                        principalTable: "donation",
                        principalColumns: new[] { "dedicated_account_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_contribution_dedicated_account_id_donation_id",
                schema: "ledger",
                table: "contribution",
                columns: new[] { "dedicated_account_id", "donation_id" });

            migrationBuilder.CreateIndex(
                name: "ix_donation_dedicated_account_id_donor_party_id",
                schema: "ledger",
                table: "donation",
                columns: new[] { "dedicated_account_id", "donor_party_id" });

            migrationBuilder.CreateIndex(
                name: "ix_donation_dedicated_account_id_public_code",
                schema: "ledger",
                table: "donation",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_donation_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "donation",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });

            migrationBuilder.CreateIndex(
                name: "ix_donation_dedicated_account_id_state",
                schema: "ledger",
                table: "donation",
                columns: new[] { "dedicated_account_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_donation_line_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "donation_line",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "donation_line",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "donation",
                schema: "ledger");

            migrationBuilder.DropIndex(
                name: "ix_contribution_dedicated_account_id_donation_id",
                schema: "ledger",
                table: "contribution");

            migrationBuilder.DropColumn(
                name: "donation_id",
                schema: "ledger",
                table: "contribution");

            migrationBuilder.DropColumn(
                name: "due_on",
                schema: "ledger",
                table: "contribution");

            migrationBuilder.DropColumn(
                name: "instalment",
                schema: "ledger",
                table: "contribution");
        }
    }
}
