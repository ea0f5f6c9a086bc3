-- The three database roles; an administrator makes logins and adds them as members.
IF DATABASE_PRINCIPAL_ID('fundledger_owner') IS NULL CREATE ROLE fundledger_owner;
GO
IF DATABASE_PRINCIPAL_ID('fundledger_write') IS NULL CREATE ROLE fundledger_write;
GO
IF DATABASE_PRINCIPAL_ID('fundledger_read') IS NULL CREATE ROLE fundledger_read;
GO
