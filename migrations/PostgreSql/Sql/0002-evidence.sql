-- The sealed log: nodes and checkpoints are appended by the write role, read by both, and changed by nobody.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['log_node', 'log_checkpoint'] LOOP
        EXECUTE format('CREATE TRIGGER tr_%s_append_only BEFORE UPDATE OR DELETE ON ledger.%I
            FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change()', name, name);
        EXECUTE format('CREATE TRIGGER tr_%s_no_truncate BEFORE TRUNCATE ON ledger.%I
            FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()', name, name);
    END LOOP;
END $$;

ALTER TABLE ledger.log_node
    ADD CONSTRAINT ck_log_node CHECK (length(hash) = 32 AND level BETWEEN 8 AND 62 AND first_leaf >= 0 AND first_leaf % (1::bigint << level) = 0);
ALTER TABLE ledger.log_checkpoint
    ADD CONSTRAINT ck_log_checkpoint CHECK (length(root) = 32 AND tree_size > 0);

GRANT SELECT, INSERT ON ledger.log_node, ledger.log_checkpoint TO fundledger_write;
GRANT SELECT ON ledger.log_node, ledger.log_checkpoint TO fundledger_read;
