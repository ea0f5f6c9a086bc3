using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class AccessChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "access_change_id",
                schema: "ledger",
                table: "role_holding",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ended_by_change_id",
                schema: "ledger",
                table: "role_holding",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "access_change",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    party_id = table.Column<long>(type: "bigint", nullable: true),
                    role_holding_id = table.Column<long>(type: "bigint", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    requested_by = table.Column<long>(type: "bigint", nullable: false),
                    requested_at = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    state_since = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_change", x => new { x.dedicated_account_id, x.id });
                    table.ForeignKey(
                        name: "fk_access_change_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "membership",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    added_by = table.Column<long>(type: "bigint", nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    accepted_at = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    disabled_at = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    disabled_by = table.Column<long>(type: "bigint", nullable: true),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_membership", x => new { x.dedicated_account_id, x.person_id });
                    table.ForeignKey(
                        name: "fk_membership_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_access_change_dedicated_account_id_person_id",
                schema: "ledger",
                table: "access_change",
                columns: new[] { "dedicated_account_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_access_change_dedicated_account_id_public_code",
                schema: "ledger",
                table: "access_change",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_change_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "access_change",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });

            migrationBuilder.CreateIndex(
                name: "ix_access_change_dedicated_account_id_state",
                schema: "ledger",
                table: "access_change",
                columns: new[] { "dedicated_account_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_access_change_person_id",
                schema: "ledger",
                table: "access_change",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_membership_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "membership",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });

            migrationBuilder.CreateIndex(
                name: "ix_membership_person_id",
                schema: "ledger",
                table: "membership",
                column: "person_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_change",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "membership",
                schema: "ledger");

            migrationBuilder.DropColumn(
                name: "access_change_id",
                schema: "ledger",
                table: "role_holding");

            migrationBuilder.DropColumn(
                name: "ended_by_change_id",
                schema: "ledger",
                table: "role_holding");
        }
    }
}
