-- The write role inserts everywhere and updates only what may change; nobody but the owner deletes. The read role reads.
GRANT SELECT, INSERT ON SCHEMA::ledger TO fundledger_write;
GO
GRANT SELECT ON SCHEMA::ledger TO fundledger_read;
GO
GRANT UPDATE ON ledger.series_head TO fundledger_write;
GO
GRANT UPDATE ON ledger.entry_series TO fundledger_write;
GO
GRANT UPDATE ON ledger.fund_balance TO fundledger_write;
GO
GRANT UPDATE ON ledger.period_balance TO fundledger_write;
GO
GRANT UPDATE ON ledger.accounting_period TO fundledger_write;
GO
GRANT UPDATE ON ledger.side_text TO fundledger_write;
GO
GRANT UPDATE ON ledger.person TO fundledger_write;
GO
GRANT UPDATE ON ledger.role_holding TO fundledger_write;
GO
GRANT UPDATE ON ledger.party TO fundledger_write;
GO
GRANT UPDATE ON ledger.venture TO fundledger_write;
GO
GRANT UPDATE ON ledger.contribution TO fundledger_write;
GO
GRANT UPDATE ON ledger.disbursement TO fundledger_write;
GO
GRANT UPDATE ON ledger.expected_return TO fundledger_write;
GO
GRANT UPDATE ON ledger.statement_line TO fundledger_write;
GO
GRANT UPDATE ON ledger.payment_file TO fundledger_write;
GO
GRANT UPDATE ON ledger.payment_order TO fundledger_write;
GO
GRANT UPDATE ON ledger.ledger_account TO fundledger_write;
GO
GRANT UPDATE ON ledger.fund TO fundledger_write;
GO
GRANT UPDATE ON ledger.lot (used, encumbered, remaining) TO fundledger_write;
GO
