using FundLedger.Data;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.SqlServer.Migrations.Ledger;

/// <summary>The sealed log: nodes of the tree and signed checkpoints.</summary>
public partial class LogCheckpoints : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            name: "log_checkpoint",
            schema: "ledger",
            columns: table => new
            {
                dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                tree_size = table.Column<long>(type: "bigint", nullable: false),
                key_id = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false, collation: "Latin1_General_100_BIN2"),
                root = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                signed_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_log_checkpoint", x => new { x.dedicated_account_id, x.tree_size, x.key_id });
            });

        migrationBuilder.CreateTable(
            name: "log_node",
            schema: "ledger",
            columns: table => new
            {
                dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                first_leaf = table.Column<long>(type: "bigint", nullable: false),
                level = table.Column<int>(type: "int", nullable: false),
                hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_log_node", x => new { x.dedicated_account_id, x.first_leaf, x.level });
            });

        migrationBuilder.Run("0002-evidence.sql");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.DropTable(name: "log_checkpoint", schema: LedgerDb.Schema);
        migrationBuilder.DropTable(name: "log_node", schema: LedgerDb.Schema);
    }
}
