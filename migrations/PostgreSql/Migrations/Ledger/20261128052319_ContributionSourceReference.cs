using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class ContributionSourceReference : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "source_reference",
                schema: "ledger",
                table: "contribution",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "ix_contribution_dedicated_account_id_source_reference",
                schema: "ledger",
                table: "contribution",
                columns: new[] { "dedicated_account_id", "source_reference" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_contribution_dedicated_account_id_source_reference",
                schema: "ledger",
                table: "contribution");

            migrationBuilder.DropColumn(
                name: "source_reference",
                schema: "ledger",
                table: "contribution");
        }
    }
}
