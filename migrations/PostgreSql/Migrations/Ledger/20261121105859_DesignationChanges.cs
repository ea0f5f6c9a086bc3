using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>Donors' consents to another designation.</summary>
public partial class DesignationChanges : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            name: "designation_change",
            schema: "ledger",
            columns: table => new
            {
                dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                id = table.Column<long>(type: "bigint", nullable: false),
                contribution_id = table.Column<long>(type: "bigint", nullable: false),
                lot_id = table.Column<long>(type: "bigint", nullable: false),
                from_fund_id = table.Column<long>(type: "bigint", nullable: false),
                to_fund_id = table.Column<long>(type: "bigint", nullable: false),
                amount = table.Column<long>(type: "bigint", nullable: false),
                entry_fiscal_year = table.Column<int>(type: "integer", nullable: false),
                entry_number = table.Column<long>(type: "bigint", nullable: false),
                consented_on = table.Column<DateOnly>(type: "date", nullable: false),
                consent_text_id = table.Column<long>(type: "bigint", nullable: false),
                consent_commitment = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                person_id = table.Column<long>(type: "bigint", nullable: false),
                recorded_at = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                leaf_index = table.Column<long>(type: "bigint", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_designation_change", x => new { x.dedicated_account_id, x.id });
                table.CheckConstraint("ck_designation_change", "amount > 0 and from_fund_id <> to_fund_id");
            });

        migrationBuilder.CreateIndex(
            name: "ix_designation_change_dedicated_account_id_contribution_id",
            schema: "ledger",
            table: "designation_change",
            columns: new[] { "dedicated_account_id", "contribution_id" });
        migrationBuilder.Run("0004-designation-changes.sql");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.DropTable(
            name: "designation_change",
            schema: "ledger");
    }
}
