using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.PostgreSql.Migrations.Ledger;

/// <summary>What became of each run of a job.</summary>
public partial class JobRuns : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            name: "job_run",
            schema: "ledger",
            columns: table => new
            {
                dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                id = table.Column<long>(type: "bigint", nullable: false),
                job = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                scheduled_for = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                server = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                attempt = table.Column<int>(type: "integer", nullable: false),
                started_by = table.Column<long>(type: "bigint", nullable: false),
                started_at = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                ended_at = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                outcome = table.Column<int>(type: "integer", nullable: false),
                message = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_job_run", x => new { x.dedicated_account_id, x.id });
                table.CheckConstraint("ck_job_run_attempt", "attempt >= 1");
                table.CheckConstraint("ck_job_run_end", "(outcome = 1 and ended_at is null) or (outcome between 2 and 6 and ended_at >= started_at)");
                table.ForeignKey(
                    name: "fk_job_run_person_started_by",
                    column: x => x.started_by,
                    principalSchema: "ledger",
                    principalTable: "person",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Restrict);
            });

        migrationBuilder.CreateIndex(
            name: "ix_job_run_dedicated_account_id_job_id",
            schema: "ledger",
            table: "job_run",
            columns: new[] { "dedicated_account_id", "job", "id" });

        migrationBuilder.CreateIndex(
            name: "ix_job_run_open",
            schema: "ledger",
            table: "job_run",
            columns: new[] { "dedicated_account_id", "job" },
            filter: "ended_at is null");

        migrationBuilder.CreateIndex(
            name: "ix_job_run_started_by",
            schema: "ledger",
            table: "job_run",
            column: "started_by");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.DropTable(
            name: "job_run",
            schema: "ledger");
    }
}
