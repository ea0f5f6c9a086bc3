-- The security log only grows: a trigger refuses every change and removal, whoever asks.
CREATE OR ALTER TRIGGER access.security_event_append_only ON access.security_event INSTEAD OF UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    THROW 50022, 'the security log is append-only', 1;
END;
GO
-- TRUNCATE fires no trigger; a table that a foreign key points at cannot be truncated. The guard table stays empty.
IF OBJECT_ID(N'access.security_event_guard') IS NULL
    CREATE TABLE access.security_event_guard (
        id bigint NOT NULL CONSTRAINT fk_security_event_guard FOREIGN KEY REFERENCES access.security_event (id));
GO
