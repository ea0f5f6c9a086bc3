-- What the first migration makes and EF Core has no words for: partitioned tables, and rules in the engine's own functions.
-- Made once; what is added later is a migration of its own.

-- entry and posting, partitioned by fiscal year: a few years ahead (ledger.add_fiscal_year adds the next), and a
-- default for every other.
CREATE TABLE ledger.entry (
    dedicated_account_id bigint NOT NULL,
    fiscal_year integer NOT NULL,
    number bigint NOT NULL CHECK (number > 0),
    kind integer NOT NULL CHECK (kind BETWEEN 1 /* VoucherKind.Receipt */ AND 3 /* VoucherKind.Transfer */),
    period integer NOT NULL,
    booking_date date NOT NULL,
    value_date date NOT NULL,
    recorded_at timestamp(6) with time zone NOT NULL,
    actor_id bigint NOT NULL,
    approver_id bigint,
    document_kind integer,
    document_id bigint,
    reverses_fiscal_year integer,
    reverses_number bigint,
    text_id bigint NOT NULL,
    description_commitment bytea NOT NULL CHECK (length(description_commitment) = 32),
    posting_count integer NOT NULL CHECK (posting_count >= 2),
    leaf_index bigint NOT NULL,
    CONSTRAINT pk_entry PRIMARY KEY (dedicated_account_id, fiscal_year, number),
    -- Without numbers as long as one likes: what a statement's rows are checked by is read anew for each statement.
    CONSTRAINT ck_entry_period CHECK (
        CASE WHEN period BETWEEN 1 AND 12
             THEN booking_date >= make_date(fiscal_year, period, 1)
                  AND booking_date < make_date(fiscal_year + period / 12, period % 12 + 1, 1)
             ELSE period IN (13, 14) AND booking_date = make_date(fiscal_year, 12, 31) END),
    CONSTRAINT ck_entry_closing CHECK ((period = 14) = (document_kind IS NOT NULL AND document_kind = 7 /* DocumentKind.YearClosing */)),
    CONSTRAINT ck_entry_reversal CHECK (
        (reverses_number IS NULL) = (reverses_fiscal_year IS NULL) AND (reverses_number IS NULL OR reverses_fiscal_year <= fiscal_year)),
    CONSTRAINT ck_entry_approver CHECK (approver_id IS NULL OR approver_id <> actor_id)
) PARTITION BY RANGE (fiscal_year);

-- An entry is taken back once: in its own year by a reversal, in a later one by a correction. A unique index of a partitioned
-- table holds within a year; across years tr_entry_numbers does.
CREATE UNIQUE INDEX ux_entry_reverses ON ledger.entry (dedicated_account_id, reverses_fiscal_year, reverses_number, fiscal_year)
    WHERE reverses_number IS NOT NULL;

CREATE TABLE ledger.posting (
    dedicated_account_id bigint NOT NULL,
    fiscal_year integer NOT NULL,
    number bigint NOT NULL,
    line integer NOT NULL CHECK (line > 0),
    booking_date date NOT NULL,
    ledger_account_id bigint NOT NULL,
    fund_id bigint NOT NULL,
    amount bigint NOT NULL CHECK (amount <> 0),
    party_id bigint,
    venture_id bigint,
    CONSTRAINT pk_posting PRIMARY KEY (dedicated_account_id, fiscal_year, number, line)
) PARTITION BY RANGE (fiscal_year);

CREATE INDEX ix_posting_booking_date ON ledger.posting (dedicated_account_id, booking_date);

DO $$
BEGIN
    FOR year IN 2026..2028 LOOP
        EXECUTE format('CREATE TABLE ledger.entry_%s PARTITION OF ledger.entry FOR VALUES FROM (%s) TO (%s)', year, year, year + 1);
        EXECUTE format('CREATE TABLE ledger.posting_%s PARTITION OF ledger.posting FOR VALUES FROM (%s) TO (%s)', year, year, year + 1);
    END LOOP;
    CREATE TABLE ledger.entry_default PARTITION OF ledger.entry DEFAULT;
    CREATE TABLE ledger.posting_default PARTITION OF ledger.posting DEFAULT;
END $$;

-- Room on every page for lots that are used: a rewritten row stays on its page and no index has to follow it.
ALTER TABLE ledger.lot SET (fillfactor = 85);

ALTER TABLE ledger.log_node
    ADD CONSTRAINT ck_log_node CHECK (
        length(hash) = 32 AND level BETWEEN 8 AND 62 AND first_leaf >= 0 AND first_leaf % (1::bigint << level) = 0);
ALTER TABLE ledger.log_checkpoint
    ADD CONSTRAINT ck_log_checkpoint CHECK (length(root) = 32 AND tree_size > 0);
ALTER TABLE ledger.designation_change
    ADD CONSTRAINT ck_designation_change_commitment CHECK (length(consent_commitment) = 32);
ALTER TABLE ledger.designation_change
    ADD CONSTRAINT fk_designation_change_contribution
        FOREIGN KEY (dedicated_account_id, contribution_id) REFERENCES ledger.contribution (dedicated_account_id, id);
ALTER TABLE ledger.designation_change
    ADD CONSTRAINT fk_designation_change_lot FOREIGN KEY (dedicated_account_id, lot_id) REFERENCES ledger.lot (dedicated_account_id, id);

-- Which text of each subject (../../Sql) stands, and upon which migrations it was applied.
CREATE TABLE ledger.applied_script (
    subject varchar(50) NOT NULL CONSTRAINT pk_applied_script PRIMARY KEY,
    sha256 char(64) NOT NULL,
    schema_version varchar(300) NOT NULL,
    applied_at timestamp(6) with time zone NOT NULL
);

-- Ids of dedicated accounts and people are taken from here, never counted: two databases that are to be joined some day have
-- ranges apart, given before their first account (UPDATE ledger.id_range SET next_id = …, last_id = …).
INSERT INTO ledger.id_range (kind, next_id, last_id) VALUES ('dedicated_account', 1, 1000000), ('person', 1, 1000000000);
