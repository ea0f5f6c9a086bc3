-- Run once in the new database by an administrator, before the first migration: makes the roles and gives the owner what migrating
-- takes. Then make a login for each role and add its user as a member.
IF DATABASE_PRINCIPAL_ID('fundledger_owner') IS NULL CREATE ROLE fundledger_owner;
IF DATABASE_PRINCIPAL_ID('fundledger_write') IS NULL CREATE ROLE fundledger_write;
IF DATABASE_PRINCIPAL_ID('fundledger_read') IS NULL CREATE ROLE fundledger_read;
IF SCHEMA_ID('ledger') IS NULL EXEC (N'CREATE SCHEMA ledger AUTHORIZATION fundledger_owner');
IF SCHEMA_ID('access') IS NULL EXEC (N'CREATE SCHEMA access AUTHORIZATION fundledger_owner');
GRANT CREATE SCHEMA, CREATE TABLE, CREATE VIEW, CREATE PROCEDURE, CREATE FUNCTION, ALTER ANY DATASPACE TO fundledger_owner;
-- Who grants a role something must be able to see it.
GRANT VIEW DEFINITION ON ROLE::fundledger_write TO fundledger_owner;
GRANT VIEW DEFINITION ON ROLE::fundledger_read TO fundledger_owner;
