using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.SqlServer.Migrations.Ledger
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
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "payment_references",
                schema: "ledger",
                table: "statement_line",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "original_chunks",
                schema: "ledger",
                table: "statement_file",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "statement_original",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    statement_file_id = table.Column<long>(type: "bigint", nullable: false),
                    chunk_number = table.Column<int>(type: "int", nullable: false),
                    content = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statement_original", x => new { x.dedicated_account_id, x.statement_file_id, x.chunk_number });
                });

            migrationBuilder.CreateIndex(
                name: "ix_statement_line_dedicated_account_id_bank_account_id_booking_date",
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
                name: "ix_statement_line_dedicated_account_id_bank_account_id_booking_date",
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
