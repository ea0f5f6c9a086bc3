using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class KeepStatementOriginals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "balance",
                schema: "ledger",
                table: "statement_line",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "bank_reference",
                schema: "ledger",
                table: "statement_line",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "payment_references",
                schema: "ledger",
                table: "statement_line",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "original_chunks",
                schema: "ledger",
                table: "statement_file",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "statement_original",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    statement_file_id = table.Column<long>(type: "bigint", nullable: false),
                    chunk_number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statement_original", x => new { x.dedicated_account_id, x.statement_file_id, x.chunk_number });
                });

            migrationBuilder.CreateIndex(
                name: "ix_statement_line_dedicated_account_id_bank_account_id_booking~",
                schema: "ledger",
                table: "statement_line",
                columns: new[] { "dedicated_account_id", "bank_account_id", "booking_date" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "statement_original",
                schema: "ledger");

            migrationBuilder.DropIndex(
                name: "ix_statement_line_dedicated_account_id_bank_account_id_booking~",
                schema: "ledger",
                table: "statement_line");

            migrationBuilder.DropColumn(
                name: "balance",
                schema: "ledger",
                table: "statement_line");

            migrationBuilder.DropColumn(
                name: "bank_reference",
                schema: "ledger",
                table: "statement_line");

            migrationBuilder.DropColumn(
                name: "payment_references",
                schema: "ledger",
                table: "statement_line");

            migrationBuilder.DropColumn(
                name: "original_chunks",
                schema: "ledger",
                table: "statement_file");
        }
    }
}
