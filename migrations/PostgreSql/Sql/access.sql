-- The security log only grows: a trigger refuses every change and removal, whoever asks.
CREATE OR REPLACE FUNCTION access.refuse_security_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the security log is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE OR REPLACE TRIGGER security_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access.security_event
    FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_security_event_change();
