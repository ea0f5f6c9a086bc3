using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class StatementLineParts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_payment_order_dedicated_account_id_disbursement_id",
                schema: "ledger",
                table: "payment_order");

            migrationBuilder.AddColumn<bool>(
                name: "given_back",
                schema: "ledger",
                table: "payment_order",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "unidentified_credits",
                schema: "ledger",
                table: "bank_reconciliation",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "unidentified_debits",
                schema: "ledger",
                table: "bank_reconciliation",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "statement_line_part",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    statement_line_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    document_kind = table.Column<int>(type: "integer", nullable: true),
                    document_id = table.Column<long>(type: "bigint", nullable: true),
                    entry_fiscal_year = table.Column<int>(type: "integer", nullable: false),
                    entry_number = table.Column<long>(type: "bigint", nullable: false),
                    fund_id = table.Column<long>(type: "bigint", nullable: true),
                    period_from = table.Column<DateOnly>(type: "date", nullable: true),
                    period_to = table.Column<DateOnly>(type: "date", nullable: true),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statement_line_part", x => new { x.dedicated_account_id, x.statement_line_id, x.number });
                    table.CheckConstraint("ck_statement_line_part_amount", "amount <> 0");
                    table.ForeignKey(
                        name: "fk_statement_line_part_statement_line_dedicated_account_id_sta~",
                        columns: x => new { x.dedicated_account_id, x.statement_line_id },
                        principalSchema: "ledger",
                        principalTable: "statement_line",
                        principalColumns: new[] { "dedicated_account_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_payment_order_dedicated_account_id_disbursement_id",
                schema: "ledger",
                table: "payment_order",
                columns: new[] { "dedicated_account_id", "disbursement_id" },
                unique: true,
                filter: "given_back IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_statement_line_part_dedicated_account_id_document_kind_docu~",
                schema: "ledger",
                table: "statement_line_part",
                columns: new[] { "dedicated_account_id", "document_kind", "document_id" });

            migrationBuilder.CreateIndex(
                name: "ix_statement_line_part_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "statement_line_part",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "statement_line_part",
                schema: "ledger");

            migrationBuilder.DropIndex(
                name: "ix_payment_order_dedicated_account_id_disbursement_id",
                schema: "ledger",
                table: "payment_order");

            migrationBuilder.DropColumn(
                name: "given_back",
                schema: "ledger",
                table: "payment_order");

            migrationBuilder.DropColumn(
                name: "unidentified_credits",
                schema: "ledger",
                table: "bank_reconciliation");

            migrationBuilder.DropColumn(
                name: "unidentified_debits",
                schema: "ledger",
                table: "bank_reconciliation");

            migrationBuilder.CreateIndex(
                name: "ix_payment_order_dedicated_account_id_disbursement_id",
                schema: "ledger",
                table: "payment_order",
                columns: new[] { "dedicated_account_id", "disbursement_id" },
                unique: true);
        }
    }
}
