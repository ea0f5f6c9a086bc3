-- entry and posting, partitioned by fiscal year: 2000 to 2040 and a default for later years.
CREATE TABLE ledger.entry (
    dedicated_account_id bigint NOT NULL,
    fiscal_year integer NOT NULL,
    number bigint NOT NULL CHECK (number > 0),
    kind integer NOT NULL CHECK (kind BETWEEN 1 AND 3),
    period integer NOT NULL CHECK (period BETWEEN 1 AND 13),
    booking_date date NOT NULL,
    value_date date NOT NULL,
    recorded_at timestamp(6) with time zone NOT NULL,
    actor_id bigint NOT NULL,
    document_kind integer,
    document_id bigint,
    reverses_fiscal_year integer,
    reverses_number bigint,
    text_id bigint NOT NULL,
    description_commitment bytea NOT NULL CHECK (length(description_commitment) = 32),
    posting_count integer NOT NULL CHECK (posting_count >= 2),
    leaf_index bigint NOT NULL,
    CONSTRAINT pk_entry PRIMARY KEY (dedicated_account_id, fiscal_year, number),
    CONSTRAINT ck_entry_year CHECK (fiscal_year = extract(year FROM booking_date)),
    CONSTRAINT ck_entry_reversal CHECK (reverses_number IS NULL OR reverses_fiscal_year = fiscal_year)
) PARTITION BY RANGE (fiscal_year);

-- An entry is reversed once.
CREATE UNIQUE INDEX ux_entry_reverses ON ledger.entry (dedicated_account_id, fiscal_year, reverses_number)
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
    FOR year IN 2000..2040 LOOP
        EXECUTE format('CREATE TABLE ledger.entry_%s PARTITION OF ledger.entry FOR VALUES FROM (%s) TO (%s)', year, year, year + 1);
        EXECUTE format('CREATE TABLE ledger.posting_%s PARTITION OF ledger.posting FOR VALUES FROM (%s) TO (%s)', year, year, year + 1);
    END LOOP;
    CREATE TABLE ledger.entry_default PARTITION OF ledger.entry DEFAULT;
    CREATE TABLE ledger.posting_default PARTITION OF ledger.posting DEFAULT;
END $$;
