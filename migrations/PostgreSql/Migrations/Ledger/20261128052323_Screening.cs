using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class Screening : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "affiliation",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    parent_number = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    parent_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    subsidiary_number = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    subsidiary_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_affiliation", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "screening_list_entry",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    list = table.Column<int>(type: "integer", nullable: false),
                    unified_business_number = table.Column<string>(
                        type: "character varying(8)", maxLength: 8, nullable: true, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    withdrawn = table.Column<bool>(type: "boolean", nullable: false),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screening_list_entry", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "screening_result",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    document_kind = table.Column<int>(type: "integer", nullable: false),
                    document_id = table.Column<long>(type: "bigint", nullable: false),
                    screened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    outcome = table.Column<int>(type: "integer", nullable: false),
                    rules = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screening_result", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "screening_rule",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    months_after = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screening_rule", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "screening_finding",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    screening_result_id = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    rule_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    rule_version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<int>(type: "integer", nullable: false),
                    matched_by = table.Column<int>(type: "integer", nullable: false),
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    list_entry_id = table.Column<long>(type: "bigint", nullable: true),
                    detail = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screening_finding", x => new { x.dedicated_account_id, x.screening_result_id, x.line });
                    table.ForeignKey(
                        name: "fk_screening_finding_screening_result_dedicated_account_id_scr~",
                        columns: x => new { x.dedicated_account_id, x.screening_result_id },
                        principalSchema: "ledger",
                        principalTable: "screening_result",
                        principalColumns: new[] { "dedicated_account_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_affiliation_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "affiliation",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });

            migrationBuilder.CreateIndex(
                name: "ix_screening_finding_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "screening_finding",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });

            migrationBuilder.CreateIndex(
                name: "ix_screening_list_entry_dedicated_account_id_name_key",
                schema: "ledger",
                table: "screening_list_entry",
                columns: new[] { "dedicated_account_id", "name_key" });

            migrationBuilder.CreateIndex(
                name: "ix_screening_list_entry_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "screening_list_entry",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });

            migrationBuilder.CreateIndex(
                name: "ix_screening_list_entry_dedicated_account_id_unified_business_~",
                schema: "ledger",
                table: "screening_list_entry",
                columns: new[] { "dedicated_account_id", "unified_business_number" });

            migrationBuilder.CreateIndex(
                name: "ix_screening_result_dedicated_account_id_document_kind_documen~",
                schema: "ledger",
                table: "screening_result",
                columns: new[] { "dedicated_account_id", "document_kind", "document_id" });

            migrationBuilder.CreateIndex(
                name: "ix_screening_result_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "screening_result",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });

            migrationBuilder.CreateIndex(
                name: "ix_screening_rule_dedicated_account_id_code_version",
                schema: "ledger",
                table: "screening_rule",
                columns: new[] { "dedicated_account_id", "code", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_screening_rule_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "screening_rule",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "affiliation",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "screening_finding",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "screening_list_entry",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "screening_rule",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "screening_result",
                schema: "ledger");
        }
    }
}
