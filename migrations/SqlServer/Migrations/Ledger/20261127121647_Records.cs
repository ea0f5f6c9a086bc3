using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.Migrations.SqlServer.Migrations.Ledger
{
    /// <summary>Columns by which each row is found in the log; the rows that are there are recorded after all migrations.</summary>
    public partial class Records : Migration
    {
        private const string Schema = "ledger";

        private static readonly string[] OfAccounts =
        [
            "accounting_period", "audit_event", "bank_account", "bank_reconciliation", "bank_statement",
            "contribution", "contribution_share", "disbursement", "district", "expected_return", "fund", "job_run",
            "ledger_account", "party", "payee_bank_account", "payment_file", "payment_order", "programme",
            "programme_budget", "proposal", "return_agreement", "role_holding", "statement_file", "statement_line", "venture",
            "workflow_duty",
        ];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var table in OfAccounts)
            {
                AddColumns(migrationBuilder, table);
                migrationBuilder.CreateIndex(Index(table), table, ["dedicated_account_id", "record_leaf_index"], Schema);
            }

            AddColumns(migrationBuilder, "dedicated_account");
            AddColumns(migrationBuilder, "person");
            migrationBuilder.AddColumn<long>("record_account_id", "person", "bigint", schema: Schema, nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn("record_account_id", "person", Schema);
            foreach (var table in OfAccounts.Append("dedicated_account").Append("person"))
            {
                if (table is not ("dedicated_account" or "person")) migrationBuilder.DropIndex(Index(table), Schema, table);
                migrationBuilder.DropColumn("record_salt", table, Schema);
                migrationBuilder.DropColumn("record_leaf_index", table, Schema);
                migrationBuilder.DropColumn("record_revision", table, Schema);
            }
        }

        private static void AddColumns(MigrationBuilder migrationBuilder, string table)
        {
            migrationBuilder.AddColumn<int>("record_revision", table, "int", schema: Schema, nullable: false, defaultValue: 0);
            migrationBuilder.AddColumn<long>("record_leaf_index", table, "bigint", schema: Schema, nullable: true);
            migrationBuilder.AddColumn<byte[]>("record_salt", table, "varbinary(16)", maxLength: 16, schema: Schema, nullable: true);
        }

        private static string Index(string table) => $"ix_{table}_dedicated_account_id_record_leaf_index";
    }
}
