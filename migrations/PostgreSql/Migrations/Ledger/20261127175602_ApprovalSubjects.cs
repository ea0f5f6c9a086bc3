using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class ApprovalSubjects : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_workflow_step_duty",
                schema: "ledger",
                table: "workflow_step");

            migrationBuilder.AddColumn<byte[]>(
                name: "subject_hash",
                schema: "ledger",
                table: "workflow_step",
                type: "bytea",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "subject_salt",
                schema: "ledger",
                table: "workflow_step",
                type: "bytea",
                maxLength: 16,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "subject_hash",
                schema: "ledger",
                table: "workflow_step");

            migrationBuilder.DropColumn(
                name: "subject_salt",
                schema: "ledger",
                table: "workflow_step");

            migrationBuilder.AddCheckConstraint(
                name: "ck_workflow_step_duty",
                schema: "ledger",
                table: "workflow_step",
                sql: "duty is not null or (document_kind = 2 and from_state = 5 and \"trigger\" = 4 and to_state = 6)");
        }
    }
}
