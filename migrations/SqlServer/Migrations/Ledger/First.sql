-- What the first migration makes and EF Core has no words for: partitioned tables, and rules in the engine's own functions.
-- Made once; what is added later is a migration of its own.

-- entry and posting, partitioned by fiscal year: a few years ahead (ledger.add_fiscal_year adds the next), with the ranges
-- before and after them. A server that speaks TDS but cannot partition keeps both tables whole: a matter of size, not of rules.
DECLARE @place nvarchar(100) = N'';
IF SERVERPROPERTY('Babelfish') IS NULL
BEGIN
    EXEC (N'CREATE PARTITION FUNCTION fiscal_year_range (int) AS RANGE RIGHT FOR VALUES (2026, 2027, 2028, 2029)');
    EXEC (N'CREATE PARTITION SCHEME fiscal_year_scheme AS PARTITION fiscal_year_range ALL TO ([PRIMARY])');
    SET @place = N' ON fiscal_year_scheme (fiscal_year)';
END;
EXEC (N'CREATE TABLE ledger.entry (
    dedicated_account_id bigint NOT NULL,
    fiscal_year int NOT NULL,
    number bigint NOT NULL CONSTRAINT ck_entry_number CHECK (number > 0),
    kind int NOT NULL CONSTRAINT ck_entry_kind CHECK (kind BETWEEN 1 /* VoucherKind.Receipt */ AND 3 /* VoucherKind.Transfer */),
    period int NOT NULL,
    booking_date date NOT NULL,
    value_date date NOT NULL,
    recorded_at datetime2(6) NOT NULL,
    actor_id bigint NOT NULL,
    approver_id bigint NULL,
    document_kind int NULL,
    document_id bigint NULL,
    reverses_fiscal_year int NULL,
    reverses_number bigint NULL,
    text_id bigint NOT NULL,
    description_commitment varbinary(32) NOT NULL CONSTRAINT ck_entry_commitment CHECK (DATALENGTH(description_commitment) = 32),
    posting_count int NOT NULL CONSTRAINT ck_entry_posting_count CHECK (posting_count >= 2),
    leaf_index bigint NOT NULL,
    CONSTRAINT pk_entry PRIMARY KEY (dedicated_account_id, fiscal_year, number),
    CONSTRAINT ck_entry_year CHECK (fiscal_year = YEAR(booking_date)),
    CONSTRAINT ck_entry_period CHECK (
        (period BETWEEN 1 AND 12 AND period = MONTH(booking_date))
        OR (period IN (13, 14) AND MONTH(booking_date) = 12 AND DAY(booking_date) = 31)),
    CONSTRAINT ck_entry_closing CHECK (
        (period = 14 AND document_kind IS NOT NULL AND document_kind = 7 /* DocumentKind.YearClosing */)
        OR (period <> 14 AND (document_kind IS NULL OR document_kind <> 7 /* DocumentKind.YearClosing */))),
    CONSTRAINT ck_entry_reversal CHECK (
        (reverses_number IS NULL AND reverses_fiscal_year IS NULL)
        OR (reverses_number IS NOT NULL AND reverses_fiscal_year IS NOT NULL AND reverses_fiscal_year <= fiscal_year)),
    CONSTRAINT ck_entry_approver CHECK (approver_id IS NULL OR approver_id <> actor_id)
)' + @place);
EXEC (N'CREATE TABLE ledger.posting (
    dedicated_account_id bigint NOT NULL,
    fiscal_year int NOT NULL,
    number bigint NOT NULL,
    line int NOT NULL CONSTRAINT ck_posting_line CHECK (line > 0),
    booking_date date NOT NULL,
    ledger_account_id bigint NOT NULL,
    fund_id bigint NOT NULL,
    amount bigint NOT NULL CONSTRAINT ck_posting_amount CHECK (amount <> 0),
    party_id bigint NULL,
    venture_id bigint NULL,
    CONSTRAINT pk_posting PRIMARY KEY (dedicated_account_id, fiscal_year, number, line)
)' + @place);
GO
-- An entry is taken back once: in its own year by a reversal, in a later one by a correction. A unique index of a partitioned
-- table holds within a year; across years tr_entry_numbers does.
CREATE UNIQUE INDEX ux_entry_reverses ON ledger.entry (dedicated_account_id, reverses_fiscal_year, reverses_number, fiscal_year)
    WHERE reverses_number IS NOT NULL;
GO
-- Reports of part of a month read these columns of every line; without them the engine would look each line up, or read the table.
CREATE INDEX ix_posting_booking_date ON ledger.posting (dedicated_account_id, booking_date) INCLUDE (ledger_account_id, fund_id, amount);
GO
ALTER TABLE ledger.log_node
    ADD CONSTRAINT ck_log_node CHECK (
        DATALENGTH(hash) = 32 AND level BETWEEN 8 AND 62
        AND first_leaf >= 0 AND first_leaf % POWER(CAST(2 AS bigint), level) = 0);
GO
ALTER TABLE ledger.log_checkpoint
    ADD CONSTRAINT ck_log_checkpoint CHECK (DATALENGTH(root) = 32 AND tree_size > 0);
GO
ALTER TABLE ledger.designation_change
    ADD CONSTRAINT ck_designation_change_commitment CHECK (DATALENGTH(consent_commitment) = 32);
GO
ALTER TABLE ledger.designation_change
    ADD CONSTRAINT fk_designation_change_contribution
        FOREIGN KEY (dedicated_account_id, contribution_id) REFERENCES ledger.contribution (dedicated_account_id, id);
GO
ALTER TABLE ledger.designation_change
    ADD CONSTRAINT fk_designation_change_lot FOREIGN KEY (dedicated_account_id, lot_id) REFERENCES ledger.lot (dedicated_account_id, id);
GO
-- Which text of each subject (../../Sql) stands, and upon which migrations it was applied.
CREATE TABLE ledger.applied_script (
    subject varchar(50) NOT NULL CONSTRAINT pk_applied_script PRIMARY KEY,
    sha256 char(64) NOT NULL,
    schema_version varchar(300) NOT NULL,
    applied_at datetime2(6) NOT NULL
);
GO
-- Ids of dedicated accounts and people are taken from here, never counted: two databases that are to be joined some day have
-- ranges apart, given before their first account (UPDATE ledger.id_range SET next_id = …, last_id = …).
INSERT INTO ledger.id_range (kind, next_id, last_id) VALUES (N'dedicated_account', 1, 1000000), (N'person', 1, 1000000000);
GO
