using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.SqlServer.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class DrawDowns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "draw_down",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200,
                        nullable: false, collation: "Latin1_General_100_BIN2"),
                    payer_party_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    description = table.Column<string>(type: "nvarchar(200)", maxLength: 200,
                        nullable: false, collation: "Latin1_General_100_BIN2"),
                    requested_on = table.Column<DateOnly>(type: "date", nullable: false),
                    requested_by = table.Column<long>(type: "bigint", nullable: false),
                    approval_reference = table.Column<string>(type: "nvarchar(200)", maxLength: 200,
                        nullable: true, collation: "Latin1_General_100_BIN2"),
                    contribution_id = table.Column<long>(type: "bigint", nullable: true),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "int", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: true),
                    state = table.Column<int>(type: "int", nullable: false),
                    state_since = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    revision = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draw_down", x => new { x.dedicated_account_id, x.id });
                    table.CheckConstraint("ck_draw_down_amount", "amount > 0");
                });

            migrationBuilder.CreateTable(
                name: "draw_down_line",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    draw_down_id = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<int>(type: "int", nullable: false),
                    fund = table.Column<string>(type: "nvarchar(200)", maxLength: 200,
                        nullable: false, collation: "Latin1_General_100_BIN2"),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    record_leaf_index = table.Column<long>(type: "bigint", nullable: true),
                    record_revision = table.Column<int>(type: "int", nullable: false, defaultValue: 0),
                    record_salt = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draw_down_line", x => new { x.dedicated_account_id, x.draw_down_id, x.line });
                    table.CheckConstraint("ck_draw_down_line_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_draw_down_line_draw_down_dedicated_account_id_draw_down_id",
                        columns: x => new { x.dedicated_account_id, x.draw_down_id },
                        principalSchema: "ledger",
                        principalTable: "draw_down",
                        principalColumns: new[] { "dedicated_account_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_draw_down_dedicated_account_id_public_code",
                schema: "ledger",
                table: "draw_down",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_draw_down_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "draw_down",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });

            migrationBuilder.CreateIndex(
                name: "ix_draw_down_dedicated_account_id_state",
                schema: "ledger",
                table: "draw_down",
                columns: new[] { "dedicated_account_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_draw_down_line_dedicated_account_id_record_leaf_index",
                schema: "ledger",
                table: "draw_down_line",
                columns: new[] { "dedicated_account_id", "record_leaf_index" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "draw_down_line",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "draw_down",
                schema: "ledger");
        }
    }
}
