using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>Lots are indexed by what never or seldom changes, and by a document only if one caused them.</summary>
public partial class LotIndexes : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(
            name: "ix_lot_use_dedicated_account_id_document_kind_document_id",
            schema: "ledger",
            table: "lot_use");

        migrationBuilder.DropIndex(
            name: "ix_lot_dedicated_account_id_kind_document_id",
            schema: "ledger",
            table: "lot");

        migrationBuilder.DropIndex(
            name: "ix_lot_open",
            schema: "ledger",
            table: "lot");

        migrationBuilder.AddColumn<int>(
            name: "is_open",
            schema: "ledger",
            table: "lot",
            type: "integer",
            nullable: false,
            computedColumnSql: "case when remaining > 0 then 1 else 0 end",
            stored: true);

        migrationBuilder.CreateIndex(
            name: "ix_lot_use_dedicated_account_id_document_kind_document_id",
            schema: "ledger",
            table: "lot_use",
            columns: new[] { "dedicated_account_id", "document_kind", "document_id" },
            filter: "document_id is not null");

        migrationBuilder.CreateIndex(
            name: "ix_lot_dedicated_account_id_kind_document_id",
            schema: "ledger",
            table: "lot",
            columns: new[] { "dedicated_account_id", "kind", "document_id" },
            filter: "document_id is not null");

        migrationBuilder.CreateIndex(
            name: "ix_lot_open",
            schema: "ledger",
            table: "lot",
            columns: new[] { "dedicated_account_id", "fund_id", "is_open", "id" });
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(
            name: "ix_lot_use_dedicated_account_id_document_kind_document_id",
            schema: "ledger",
            table: "lot_use");

        migrationBuilder.DropIndex(
            name: "ix_lot_dedicated_account_id_kind_document_id",
            schema: "ledger",
            table: "lot");

        migrationBuilder.DropIndex(
            name: "ix_lot_open",
            schema: "ledger",
            table: "lot");

        migrationBuilder.DropColumn(
            name: "is_open",
            schema: "ledger",
            table: "lot");

        migrationBuilder.CreateIndex(
            name: "ix_lot_use_dedicated_account_id_document_kind_document_id",
            schema: "ledger",
            table: "lot_use",
            columns: new[] { "dedicated_account_id", "document_kind", "document_id" });

        migrationBuilder.CreateIndex(
            name: "ix_lot_dedicated_account_id_kind_document_id",
            schema: "ledger",
            table: "lot",
            columns: new[] { "dedicated_account_id", "kind", "document_id" });

        migrationBuilder.CreateIndex(
            name: "ix_lot_open",
            schema: "ledger",
            table: "lot",
            columns: new[] { "dedicated_account_id", "fund_id", "id" },
            filter: "remaining > 0");
    }
}
