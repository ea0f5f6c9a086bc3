using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FundLedger.Migrations.SqlServer.Migrations.Ledger
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "ledger");

            migrationBuilder.CreateTable(
                name: "accounting_period",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    fiscal_year = table.Column<int>(type: "int", nullable: false),
                    period = table.Column<int>(type: "int", nullable: false),
                    state = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounting_period", x => new { x.dedicated_account_id, x.fiscal_year, x.period });
                    table.CheckConstraint("ck_accounting_period_number", "period between 1 and 14");
                });

            migrationBuilder.CreateTable(
                name: "audit_event",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    actor_id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    arguments = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_event", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "bank_account",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    bank_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    account_number = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ledger_account = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_account", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "bank_reconciliation",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    bank_account_id = table.Column<long>(type: "bigint", nullable: false),
                    cut_off = table.Column<DateOnly>(type: "date", nullable: false),
                    statement_balance = table.Column<long>(type: "bigint", nullable: false),
                    book_balance = table.Column<long>(type: "bigint", nullable: false),
                    unidentified = table.Column<long>(type: "bigint", nullable: false),
                    prepared_by = table.Column<long>(type: "bigint", nullable: false),
                    prepared_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_reconciliation", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "bank_statement",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    file_id = table.Column<long>(type: "bigint", nullable: false),
                    bank_account_id = table.Column<long>(type: "bigint", nullable: false),
                    opening = table.Column<long>(type: "bigint", nullable: false),
                    closing = table.Column<long>(type: "bigint", nullable: false),
                    from_date = table.Column<DateOnly>(type: "date", nullable: false),
                    to_date = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_statement", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "contribution",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    kind = table.Column<int>(type: "int", nullable: false),
                    state = table.Column<int>(type: "int", nullable: false),
                    payer_party_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    pledged_on = table.Column<DateOnly>(type: "date", nullable: false),
                    payment_reference = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    approval_reference = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    programme_id = table.Column<long>(type: "bigint", nullable: true),
                    description = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    received_on = table.Column<DateOnly>(type: "date", nullable: true),
                    entry_fiscal_year = table.Column<int>(type: "int", nullable: true),
                    entry_number = table.Column<long>(type: "bigint", nullable: true),
                    revision = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contribution", x => new { x.dedicated_account_id, x.id });
                    table.CheckConstraint("ck_contribution_amount", "amount > 0");
                });

            migrationBuilder.CreateTable(
                name: "dedicated_account",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    currency_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    currency_exponent = table.Column<int>(type: "int", nullable: false),
                    log_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dedicated_account", x => x.id);
                });

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
                    entry_fiscal_year = table.Column<int>(type: "int", nullable: false),
                    entry_number = table.Column<long>(type: "bigint", nullable: false),
                    consented_on = table.Column<DateOnly>(type: "date", nullable: false),
                    consent_text_id = table.Column<long>(type: "bigint", nullable: false),
                    consent_commitment = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    leaf_index = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_designation_change", x => new { x.dedicated_account_id, x.id });
                    table.CheckConstraint("ck_designation_change", "amount > 0 and from_fund_id <> to_fund_id");
                });

            migrationBuilder.CreateTable(
                name: "disbursement",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    purpose = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    venture_id = table.Column<long>(type: "bigint", nullable: false),
                    payee_party_id = table.Column<long>(type: "bigint", nullable: false),
                    payee_bank_account_id = table.Column<long>(type: "bigint", nullable: false),
                    fund_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    instrument = table.Column<int>(type: "int", nullable: false),
                    requested_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<int>(type: "int", nullable: false),
                    state_since = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    revision = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disbursement", x => new { x.dedicated_account_id, x.id });
                    table.CheckConstraint("ck_disbursement_amount", "amount > 0");
                });

            migrationBuilder.CreateTable(
                name: "district",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    priority = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_district", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "entry_series",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    fiscal_year = table.Column<int>(type: "int", nullable: false),
                    last_number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entry_series", x => new { x.dedicated_account_id, x.fiscal_year });
                });

            migrationBuilder.CreateTable(
                name: "erasable_text",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    salt = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: true),
                    text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasable_text", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "expected_return",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    agreement_id = table.Column<long>(type: "bigint", nullable: false),
                    period_from = table.Column<DateOnly>(type: "date", nullable: false),
                    period_to = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    payment_reference = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    state = table.Column<int>(type: "int", nullable: false),
                    revenue = table.Column<long>(type: "bigint", nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: true),
                    received_on = table.Column<DateOnly>(type: "date", nullable: true),
                    entry_fiscal_year = table.Column<int>(type: "int", nullable: true),
                    entry_number = table.Column<long>(type: "bigint", nullable: true),
                    revision = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_expected_return", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "fund",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    source = table.Column<int>(type: "int", nullable: false),
                    programme_year = table.Column<int>(type: "int", nullable: true),
                    designation = table.Column<int>(type: "int", nullable: false),
                    designation_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fund", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "fund_balance",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    fund_id = table.Column<long>(type: "bigint", nullable: false),
                    spendable = table.Column<long>(type: "bigint", nullable: false),
                    encumbered = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fund_balance", x => new { x.dedicated_account_id, x.fund_id });
                    table.CheckConstraint("ck_fund_balance_available", "spendable - encumbered >= 0");
                    table.CheckConstraint("ck_fund_balance_encumbered", "encumbered >= 0");
                });

            migrationBuilder.CreateTable(
                name: "id_range",
                schema: "ledger",
                columns: table => new
                {
                    kind = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, collation: "Latin1_General_100_BIN2"),
                    next_id = table.Column<long>(type: "bigint", nullable: false),
                    last_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_id_range", x => x.kind);
                    table.CheckConstraint("ck_id_range", "next_id >= 1 and next_id <= last_id + 1");
                });

            migrationBuilder.CreateTable(
                name: "ledger_account",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    type = table.Column<int>(type: "int", nullable: false),
                    spendable = table.Column<bool>(type: "bit", nullable: false),
                    manual_posting = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_account", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "log_checkpoint",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    tree_size = table.Column<long>(type: "bigint", nullable: false),
                    key_id = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false, collation: "Latin1_General_100_BIN2"),
                    root = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    signed_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_checkpoint", x => new { x.dedicated_account_id, x.tree_size, x.key_id });
                });

            migrationBuilder.CreateTable(
                name: "log_leaf",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    leaf_index = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "int", nullable: false),
                    reference = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_leaf", x => new { x.dedicated_account_id, x.leaf_index });
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

            migrationBuilder.CreateTable(
                name: "lot",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    fund_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "int", nullable: false),
                    document_id = table.Column<long>(type: "bigint", nullable: true),
                    parent_lot_id = table.Column<long>(type: "bigint", nullable: true),
                    fiscal_year = table.Column<int>(type: "int", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    used = table.Column<long>(type: "bigint", nullable: false),
                    encumbered = table.Column<long>(type: "bigint", nullable: false),
                    remaining = table.Column<long>(type: "bigint", nullable: false),
                    is_open = table.Column<int>(type: "int", nullable: false, computedColumnSql: "case when remaining > 0 then 1 else 0 end", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lot", x => new { x.dedicated_account_id, x.id });
                    table.CheckConstraint("ck_lot_signs", "amount > 0 and used >= 0 and encumbered >= 0 and remaining >= 0");
                    table.CheckConstraint("ck_lot_sum", "used + encumbered + remaining = amount");
                });

            migrationBuilder.CreateTable(
                name: "lot_use",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    fiscal_year = table.Column<int>(type: "int", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<int>(type: "int", nullable: false),
                    lot_id = table.Column<long>(type: "bigint", nullable: false),
                    used = table.Column<long>(type: "bigint", nullable: false),
                    encumbered = table.Column<long>(type: "bigint", nullable: false),
                    document_kind = table.Column<int>(type: "int", nullable: true),
                    document_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lot_use", x => new { x.dedicated_account_id, x.fiscal_year, x.number, x.line });
                });

            migrationBuilder.CreateTable(
                name: "party",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    kind = table.Column<int>(type: "int", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    unified_business_number = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: true, collation: "Latin1_General_100_BIN2"),
                    fictional = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_party", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "payment_file",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    bank_account_id = table.Column<long>(type: "bigint", nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    content = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    sha256 = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_file", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "payment_order",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    payment_file_id = table.Column<long>(type: "bigint", nullable: false),
                    disbursement_id = table.Column<long>(type: "bigint", nullable: false),
                    payment_reference = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    confirmed = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_order", x => new { x.dedicated_account_id, x.id });
                    table.CheckConstraint("ck_payment_order_amount", "amount > 0");
                });

            migrationBuilder.CreateTable(
                name: "period_balance",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    fiscal_year = table.Column<int>(type: "int", nullable: false),
                    period = table.Column<int>(type: "int", nullable: false),
                    ledger_account_id = table.Column<long>(type: "bigint", nullable: false),
                    fund_id = table.Column<long>(type: "bigint", nullable: false),
                    debit = table.Column<long>(type: "bigint", nullable: false),
                    credit = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_period_balance", x => new { x.dedicated_account_id, x.fiscal_year, x.period, x.ledger_account_id, x.fund_id });
                    table.CheckConstraint("ck_period_balance_signs", "debit >= 0 and credit >= 0");
                });

            migrationBuilder.CreateTable(
                name: "person",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    sign_in_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    display_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "programme",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ministry = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    reserve_basis_points = table.Column<int>(type: "int", nullable: true),
                    case_ceiling = table.Column<long>(type: "bigint", nullable: true),
                    source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "proposal",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    number = table.Column<int>(type: "int", nullable: false),
                    title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    districts = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    proposer = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    partner = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    filed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proposal", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "request",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    request_key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    content_hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    answer = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request", x => new { x.dedicated_account_id, x.request_key });
                });

            migrationBuilder.CreateTable(
                name: "return_agreement",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    disbursement_id = table.Column<long>(type: "bigint", nullable: false),
                    venture_id = table.Column<long>(type: "bigint", nullable: false),
                    payer_party_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "int", nullable: false),
                    share_basis_points = table.Column<int>(type: "int", nullable: false),
                    period_months = table.Column<int>(type: "int", nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    grace_days = table.Column<int>(type: "int", nullable: false),
                    return_fund_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_return_agreement", x => new { x.dedicated_account_id, x.id });
                    table.CheckConstraint("ck_return_agreement_share", "share_basis_points between 1 and 10000");
                });

            migrationBuilder.CreateTable(
                name: "series_head",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    last_leaf_index = table.Column<long>(type: "bigint", nullable: false),
                    last_recorded_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    last_id = table.Column<long>(type: "bigint", nullable: false),
                    last_lot_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_series_head", x => x.dedicated_account_id);
                });

            migrationBuilder.CreateTable(
                name: "statement_file",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    file_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    format = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    imported_by = table.Column<long>(type: "bigint", nullable: false),
                    imported_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    leaf_index = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statement_file", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "statement_line",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    statement_id = table.Column<long>(type: "bigint", nullable: false),
                    bank_account_id = table.Column<long>(type: "bigint", nullable: false),
                    identity = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    ordinal = table.Column<int>(type: "int", nullable: false),
                    booking_date = table.Column<DateOnly>(type: "date", nullable: false),
                    value_date = table.Column<DateOnly>(type: "date", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    reference = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    counterparty = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    state = table.Column<int>(type: "int", nullable: false),
                    match_reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    matched_kind = table.Column<int>(type: "int", nullable: true),
                    matched_id = table.Column<long>(type: "bigint", nullable: true),
                    entry_fiscal_year = table.Column<int>(type: "int", nullable: true),
                    entry_number = table.Column<long>(type: "bigint", nullable: true),
                    revision = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statement_line", x => new { x.dedicated_account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "workflow_duty",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    document_kind = table.Column<int>(type: "int", nullable: false),
                    document_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    duty = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_duty", x => new { x.dedicated_account_id, x.document_kind, x.document_id, x.person_id });
                    table.UniqueConstraint("ak_workflow_duty_dedicated_account_id_document_kind_document_id_person_id_duty", x => new { x.dedicated_account_id, x.document_kind, x.document_id, x.person_id, x.duty });
                });

            migrationBuilder.CreateTable(
                name: "contribution_share",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    contribution_id = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<int>(type: "int", nullable: false),
                    fund_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contribution_share", x => new { x.dedicated_account_id, x.contribution_id, x.line });
                    table.CheckConstraint("ck_contribution_share_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_contribution_share_contribution_dedicated_account_id_contribution_id",
                        columns: x => new { x.dedicated_account_id, x.contribution_id },
                        principalSchema: "ledger",
                        principalTable: "contribution",
                        principalColumns: new[] { "dedicated_account_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payee_bank_account",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    party_id = table.Column<long>(type: "bigint", nullable: false),
                    bank_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    account_number = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    holder = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    edited_by = table.Column<long>(type: "bigint", nullable: false),
                    edited_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payee_bank_account", x => new { x.dedicated_account_id, x.id });
                    table.ForeignKey(
                        name: "fk_payee_bank_account_party_dedicated_account_id_party_id",
                        columns: x => new { x.dedicated_account_id, x.party_id },
                        principalSchema: "ledger",
                        principalTable: "party",
                        principalColumns: new[] { "dedicated_account_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "job_run",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    job = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    scheduled_for = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    server = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    attempt = table.Column<int>(type: "int", nullable: false),
                    started_by = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    ended_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    outcome = table.Column<int>(type: "int", nullable: false),
                    message = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true, collation: "Latin1_General_100_BIN2")
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

            migrationBuilder.CreateTable(
                name: "role_holding",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    party_id = table.Column<long>(type: "bigint", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_holding", x => new { x.dedicated_account_id, x.id });
                    table.ForeignKey(
                        name: "fk_role_holding_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_budget",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    programme_id = table.Column<long>(type: "bigint", nullable: false),
                    fiscal_year = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    provisional = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_budget", x => new { x.dedicated_account_id, x.id });
                    table.CheckConstraint("ck_programme_budget_amount", "amount >= 0");
                    table.ForeignKey(
                        name: "fk_programme_budget_programme_dedicated_account_id_programme_id",
                        columns: x => new { x.dedicated_account_id, x.programme_id },
                        principalSchema: "ledger",
                        principalTable: "programme",
                        principalColumns: new[] { "dedicated_account_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "venture",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    public_code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    proposal_id = table.Column<long>(type: "bigint", nullable: true),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    kind = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    district_id = table.Column<long>(type: "bigint", nullable: true),
                    operator_party_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_venture", x => new { x.dedicated_account_id, x.id });
                    table.ForeignKey(
                        name: "fk_venture_proposal_dedicated_account_id_proposal_id",
                        columns: x => new { x.dedicated_account_id, x.proposal_id },
                        principalSchema: "ledger",
                        principalTable: "proposal",
                        principalColumns: new[] { "dedicated_account_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflow_step",
                schema: "ledger",
                columns: table => new
                {
                    dedicated_account_id = table.Column<long>(type: "bigint", nullable: false),
                    document_kind = table.Column<int>(type: "int", nullable: false),
                    document_id = table.Column<long>(type: "bigint", nullable: false),
                    sequence = table.Column<int>(type: "int", nullable: false),
                    trigger = table.Column<int>(type: "int", nullable: false),
                    from_state = table.Column<int>(type: "int", nullable: false),
                    to_state = table.Column<int>(type: "int", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    duty = table.Column<int>(type: "int", nullable: true),
                    seat = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true, collation: "Latin1_General_100_BIN2"),
                    reason_commitment = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    reason_text_id = table.Column<long>(type: "bigint", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    leaf_index = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_step", x => new { x.dedicated_account_id, x.document_kind, x.document_id, x.sequence });
                    table.CheckConstraint("ck_workflow_step_duty", "duty is not null or (document_kind = 2 and from_state = 5 and \"trigger\" = 4 and to_state = 6)");
                    table.ForeignKey(
                        name: "fk_workflow_step_workflow_duty_dedicated_account_id_document_kind_document_id_person_id_duty",
                        columns: x => new { x.dedicated_account_id, x.document_kind, x.document_id, x.person_id, x.duty },
                        principalSchema: "ledger",
                        principalTable: "workflow_duty",
                        principalColumns: new[] { "dedicated_account_id", "document_kind", "document_id", "person_id", "duty" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bank_account_dedicated_account_id_code",
                schema: "ledger",
                table: "bank_account",
                columns: new[] { "dedicated_account_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contribution_dedicated_account_id_payer_party_id",
                schema: "ledger",
                table: "contribution",
                columns: new[] { "dedicated_account_id", "payer_party_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contribution_dedicated_account_id_public_code",
                schema: "ledger",
                table: "contribution",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dedicated_account_code",
                schema: "ledger",
                table: "dedicated_account",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_designation_change_dedicated_account_id_contribution_id",
                schema: "ledger",
                table: "designation_change",
                columns: new[] { "dedicated_account_id", "contribution_id" });

            migrationBuilder.CreateIndex(
                name: "ix_disbursement_dedicated_account_id_public_code",
                schema: "ledger",
                table: "disbursement",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_disbursement_dedicated_account_id_state",
                schema: "ledger",
                table: "disbursement",
                columns: new[] { "dedicated_account_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_district_dedicated_account_id_code",
                schema: "ledger",
                table: "district",
                columns: new[] { "dedicated_account_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_expected_return_dedicated_account_id_agreement_id_period_from",
                schema: "ledger",
                table: "expected_return",
                columns: new[] { "dedicated_account_id", "agreement_id", "period_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_expected_return_dedicated_account_id_public_code",
                schema: "ledger",
                table: "expected_return",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fund_dedicated_account_id_code",
                schema: "ledger",
                table: "fund",
                columns: new[] { "dedicated_account_id", "code" },
                unique: true);

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

            migrationBuilder.CreateIndex(
                name: "ix_ledger_account_dedicated_account_id_code",
                schema: "ledger",
                table: "ledger_account",
                columns: new[] { "dedicated_account_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_lot_dedicated_account_id_fiscal_year_number",
                schema: "ledger",
                table: "lot",
                columns: new[] { "dedicated_account_id", "fiscal_year", "number" });

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

            migrationBuilder.CreateIndex(
                name: "ix_lot_use_dedicated_account_id_document_kind_document_id",
                schema: "ledger",
                table: "lot_use",
                columns: new[] { "dedicated_account_id", "document_kind", "document_id" },
                filter: "document_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_lot_use_dedicated_account_id_lot_id",
                schema: "ledger",
                table: "lot_use",
                columns: new[] { "dedicated_account_id", "lot_id" });

            migrationBuilder.CreateIndex(
                name: "ix_party_dedicated_account_id_public_code",
                schema: "ledger",
                table: "party",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payee_bank_account_dedicated_account_id_party_id",
                schema: "ledger",
                table: "payee_bank_account",
                columns: new[] { "dedicated_account_id", "party_id" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_file_dedicated_account_id_public_code",
                schema: "ledger",
                table: "payment_file",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payment_order_dedicated_account_id_disbursement_id",
                schema: "ledger",
                table: "payment_order",
                columns: new[] { "dedicated_account_id", "disbursement_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_person_sign_in_name",
                schema: "ledger",
                table: "person",
                column: "sign_in_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_dedicated_account_id_code",
                schema: "ledger",
                table: "programme",
                columns: new[] { "dedicated_account_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_budget_dedicated_account_id_programme_id_fiscal_year_version",
                schema: "ledger",
                table: "programme_budget",
                columns: new[] { "dedicated_account_id", "programme_id", "fiscal_year", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_proposal_dedicated_account_id_public_code",
                schema: "ledger",
                table: "proposal",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_return_agreement_dedicated_account_id_public_code",
                schema: "ledger",
                table: "return_agreement",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_role_holding_person_id",
                schema: "ledger",
                table: "role_holding",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_statement_file_dedicated_account_id_sha256",
                schema: "ledger",
                table: "statement_file",
                columns: new[] { "dedicated_account_id", "sha256" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_statement_line_dedicated_account_id_bank_account_id_identity_ordinal",
                schema: "ledger",
                table: "statement_line",
                columns: new[] { "dedicated_account_id", "bank_account_id", "identity", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_statement_line_dedicated_account_id_state",
                schema: "ledger",
                table: "statement_line",
                columns: new[] { "dedicated_account_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_venture_dedicated_account_id_proposal_id",
                schema: "ledger",
                table: "venture",
                columns: new[] { "dedicated_account_id", "proposal_id" });

            migrationBuilder.CreateIndex(
                name: "ix_venture_dedicated_account_id_public_code",
                schema: "ledger",
                table: "venture",
                columns: new[] { "dedicated_account_id", "public_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workflow_step_dedicated_account_id_document_kind_document_id_person_id_duty",
                schema: "ledger",
                table: "workflow_step",
                columns: new[] { "dedicated_account_id", "document_kind", "document_id", "person_id", "duty" });

            migrationBuilder.Run("First.sql");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accounting_period",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "audit_event",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "bank_account",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "bank_reconciliation",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "bank_statement",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "contribution_share",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "dedicated_account",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "designation_change",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "disbursement",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "district",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "entry_series",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "erasable_text",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "expected_return",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "fund",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "fund_balance",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "id_range",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "job_run",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "ledger_account",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "log_checkpoint",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "log_leaf",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "log_node",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "lot",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "lot_use",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "payee_bank_account",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "payment_file",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "payment_order",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "period_balance",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "programme_budget",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "request",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "return_agreement",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "role_holding",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "series_head",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "statement_file",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "statement_line",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "venture",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "workflow_step",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "contribution",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "party",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "programme",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "person",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "proposal",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "workflow_duty",
                schema: "ledger");
        }
    }
}
