using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>Only lots and uses that a document caused are kept in order of documents.</summary>
public partial class DocumentIndexes : Migration
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
    }
}
