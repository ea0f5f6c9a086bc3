using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>Steps and duties of documents of every kind, in one table each.</summary>
public partial class WorkflowSteps : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.DropTable(
            name: "disbursement_step",
            schema: "ledger");

        migrationBuilder.DropTable(
            name: "disbursement_duty",
            schema: "ledger");

        migrationBuilder.CreateTable(
            name: "workflow_duty",
            schema: "ledger",
            columns: table => new
            {
                dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                document_kind = table.Column<int>(type: "integer", nullable: false),
                document_id = table.Column<long>(type: "bigint", nullable: false),
                person_id = table.Column<long>(type: "bigint", nullable: false),
                duty = table.Column<int>(type: "integer", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_workflow_duty", x => new { x.dedicated_account_id, x.document_kind, x.document_id, x.person_id });
                table.UniqueConstraint("ak_workflow_duty_dedicated_account_id_document_kind_document_i~", x => new { x.dedicated_account_id, x.document_kind, x.document_id, x.person_id, x.duty });
            });

        migrationBuilder.CreateTable(
            name: "workflow_step",
            schema: "ledger",
            columns: table => new
            {
                dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                document_kind = table.Column<int>(type: "integer", nullable: false),
                document_id = table.Column<long>(type: "bigint", nullable: false),
                sequence = table.Column<int>(type: "integer", nullable: false),
                trigger = table.Column<int>(type: "integer", nullable: false),
                from_state = table.Column<int>(type: "integer", nullable: false),
                to_state = table.Column<int>(type: "integer", nullable: false),
                person_id = table.Column<long>(type: "bigint", nullable: false),
                duty = table.Column<int>(type: "integer", nullable: true),
                seat = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                reason_commitment = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                reason_text_id = table.Column<long>(type: "bigint", nullable: true),
                recorded_at = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                leaf_index = table.Column<long>(type: "bigint", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_workflow_step", x => new { x.dedicated_account_id, x.document_kind, x.document_id, x.sequence });
                table.CheckConstraint("ck_workflow_step_duty", "duty is not null or (document_kind = 2 and from_state = 5 and \"trigger\" = 4 and to_state = 6)");
                table.ForeignKey(
                    name: "fk_workflow_step_workflow_duty_dedicated_account_id_document_k~",
                    columns: x => new { x.dedicated_account_id, x.document_kind, x.document_id, x.person_id, x.duty },
                    principalSchema: "ledger",
                    principalTable: "workflow_duty",
                    principalColumns: new[] { "dedicated_account_id", "document_kind", "document_id", "person_id", "duty" },
                    onDelete: ReferentialAction.Restrict);
            });

        migrationBuilder.CreateIndex(
            name: "ix_workflow_step_dedicated_account_id_document_kind_document_i~",
            schema: "ledger",
            table: "workflow_step",
            columns: new[] { "dedicated_account_id", "document_kind", "document_id", "person_id", "duty" });
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql("DROP VIEW IF EXISTS ledger.workflow_document;");
        migrationBuilder.DropTable(
            name: "workflow_step",
            schema: "ledger");

        migrationBuilder.DropTable(
            name: "workflow_duty",
            schema: "ledger");
        migrationBuilder.Sql("DROP FUNCTION IF EXISTS ledger.check_workflow_document();");

        migrationBuilder.CreateTable(
            name: "disbursement_duty",
            schema: "ledger",
            columns: table => new
            {
                dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                disbursement_id = table.Column<long>(type: "bigint", nullable: false),
                person_id = table.Column<long>(type: "bigint", nullable: false),
                duty = table.Column<int>(type: "integer", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_disbursement_duty", x => new { x.dedicated_account_id, x.disbursement_id, x.person_id });
                table.UniqueConstraint("ak_disbursement_duty_dedicated_account_id_disbursement_id_pers~", x => new { x.dedicated_account_id, x.disbursement_id, x.person_id, x.duty });
                table.ForeignKey(
                    name: "fk_disbursement_duty_disbursement_dedicated_account_id_disburs~",
                    columns: x => new { x.dedicated_account_id, x.disbursement_id },
                    principalSchema: "ledger",
                    principalTable: "disbursement",
                    principalColumns: new[] { "dedicated_account_id", "id" },
                    onDelete: ReferentialAction.Restrict);
            });

        migrationBuilder.CreateTable(
            name: "disbursement_step",
            schema: "ledger",
            columns: table => new
            {
                dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                disbursement_id = table.Column<long>(type: "bigint", nullable: false),
                sequence = table.Column<int>(type: "integer", nullable: false),
                duty = table.Column<int>(type: "integer", nullable: true),
                from_state = table.Column<int>(type: "integer", nullable: false),
                leaf_index = table.Column<long>(type: "bigint", nullable: false),
                person_id = table.Column<long>(type: "bigint", nullable: false),
                reason_commitment = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                reason_text_id = table.Column<long>(type: "bigint", nullable: true),
                recorded_at = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                to_state = table.Column<int>(type: "integer", nullable: false),
                trigger = table.Column<int>(type: "integer", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_disbursement_step", x => new { x.dedicated_account_id, x.disbursement_id, x.sequence });
                table.ForeignKey(
                    name: "fk_disbursement_step_disbursement_dedicated_account_id_disburs~",
                    columns: x => new { x.dedicated_account_id, x.disbursement_id },
                    principalSchema: "ledger",
                    principalTable: "disbursement",
                    principalColumns: new[] { "dedicated_account_id", "id" },
                    onDelete: ReferentialAction.Restrict);
                table.ForeignKey(
                    name: "fk_disbursement_step_disbursement_duty_dedicated_account_id_di~",
                    columns: x => new { x.dedicated_account_id, x.disbursement_id, x.person_id, x.duty },
                    principalSchema: "ledger",
                    principalTable: "disbursement_duty",
                    principalColumns: new[] { "dedicated_account_id", "disbursement_id", "person_id", "duty" },
                    onDelete: ReferentialAction.Restrict);
            });

        migrationBuilder.CreateIndex(
            name: "ix_disbursement_step_dedicated_account_id_disbursement_id_pers~",
            schema: "ledger",
            table: "disbursement_step",
            columns: new[] { "dedicated_account_id", "disbursement_id", "person_id", "duty" });
    }
}
