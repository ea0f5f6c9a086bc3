using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class Receipts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "receipt",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    fiscal_year = table.Column<int>(type: "integer", nullable: false),
                    tax_class = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    contribution_id = table.Column<long>(type: "bigint", nullable: false),
                    donor_party_id = table.Column<long>(type: "bigint", nullable: false),
                    donor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    donor_business_number = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    issued_by = table.Column<long>(type: "bigint", nullable: false),
                    replaces_receipt_id = table.Column<long>(type: "bigint", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    copy_count = table.Column<int>(type: "integer", nullable: false),
                    voided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    voided_by = table.Column<long>(type: "bigint", nullable: true),
                    void_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_receipt", x => new { x.dedicated_account_id, x.id });
                    table.CheckConstraint("ck_receipt_amount", "amount > 0 and number > 0 and copy_count >= 0");
                    table.CheckConstraint("ck_receipt_dates", "issued_on >= received_on");
                    table.CheckConstraint(
                        "ck_receipt_void",
                        "(state = 1 and voided_on is null and voided_by is null and void_reason is null) or "
                        + "(state = 2 and voided_on >= issued_on and voided_by is not null and void_reason is not null)");
                    table.ForeignKey(
                        name: "fk_receipt_person_issued_by",
                        column: x => x.issued_by,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_receipt_dedicated_account_id_contribution_id",
                schema: "ledger",
                table: "receipt",
                columns: new[] { "dedicated_account_id", "contribution_id" },
                unique: true,
                filter: "voided_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_receipt_dedicated_account_id_donor_party_id",
                schema: "ledger",
                table: "receipt",
                columns: new[] { "dedicated_account_id", "donor_party_id" });

            migrationBuilder.CreateIndex(
                name: "ix_receipt_dedicated_account_id_fiscal_year_tax_class_number",
                schema: "ledger",
                table: "receipt",
                columns: new[] { "dedicated_account_id", "fiscal_year", "tax_class", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_receipt_dedicated_account_id_public_code",
                schema: "ledger",
                table: "receipt",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_receipt_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "receipt",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });

            migrationBuilder.CreateIndex(
                name: "ix_receipt_issued_by",
                schema: "ledger",
                table: "receipt",
                column: "issued_by");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "receipt",
                schema: "ledger");
        }
    }
}
