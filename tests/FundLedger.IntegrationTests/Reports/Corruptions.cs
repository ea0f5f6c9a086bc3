namespace FundLedger.IntegrationTests.Reports;

/// <summary>Ways to damage the books past every guard: the check that must see it, what it says, and the SQL.</summary>
public sealed partial class Corruptions : TheoryData<string, string, string>
{
    private const string Gift = "(select min(number) from ledger.entry where document_kind = 1 and fiscal_year = 2025)";
    private const string Reversal = "(select number from ledger.entry where reverses_number is not null)";
    private const string Paid = "(select id from ledger.disbursement where state = 8)";
    private const string FirstEntry = "(select min(leaf_index) from ledger.log_leaf where kind = 1)";
    private const string Encumbered = "(select min(id) from ledger.disbursement where state = 6)";

    public Corruptions()
    {
        AddEntries();
        AddBalances();
        AddLots();
        AddLog();
        AddDocuments();
        AddBank();
        AddRecords();
        AddVouchers();
        AddWhoAndWhy();
    }

    private void AddEntries()
    {
        Add("entries-balance", "do not sum to zero",
            $"update ledger.posting set amount = amount + 1 where fiscal_year = 2025 and number = {Gift} and line = 1");
        Add("funds-balance", "do not sum to zero in a fund",
            $"update ledger.posting set fund_id = fund_id + 1 where fiscal_year = 2025 and number = {Gift} and line = 1");
        Add("funds-balance", "do not sum to zero in a fund",
            $"update ledger.posting set fund_id = 99990 + line where fiscal_year = 2025 and number = {Gift}");
        Add("funds-balance", "do not balance in a fund",
            "update ledger.posting set ledger_account_id = (select id from ledger.ledger_account where code = '5201') "
            + "where ledger_account_id = (select id from ledger.ledger_account where code = '9102')");
        Add("posting-lines", "another number of postings", $"delete from ledger.posting where fiscal_year = 2025 and number = {Gift}");
        Add("posting-lines", "another number of postings",
            $"update ledger.posting set line = 7 where fiscal_year = 2025 and number = {Gift} and line = 1");
        Add("posting-lines", "another number of postings",
            $"update ledger.posting set booking_date = booking_date + 1 where fiscal_year = 2025 and number = {Gift} and line = 1");
        Add("posting-lines", "belongs to no entry", $"delete from ledger.entry where fiscal_year = 2025 and number = {Gift}");
        Add("posting-references", "ledger account or fund that does not exist",
            $"update ledger.posting set ledger_account_id = 99999 where fiscal_year = 2025 and number = {Gift} and line = 1");
        Add("posting-references", "ledger account or fund that does not exist",
            $"update ledger.posting set fund_id = 99999 where fiscal_year = 2025 and number = {Gift}");
        Add("posting-references", "party or venture that does not exist",
            $"update ledger.posting set party_id = 99999 where fiscal_year = 2025 and number = {Gift}");
        Add("posting-references", "party or venture that does not exist",
            $"update ledger.posting set venture_id = 99999 where fiscal_year = 2025 and number = {Gift}");
        Add("posting-references", "person who does not exist",
            $"update ledger.entry set actor_id = 99999 where fiscal_year = 2025 and number = {Gift}");
        Add("entry-numbers", "missing before this entry", "delete from ledger.entry where fiscal_year = 2025 and number = 3");
        Add("entry-numbers", "does not stand at the last entry",
            "update ledger.entry_series set last_number = last_number + 1 where fiscal_year = 2026");
        Add("entry-numbers", "does not stand at the last entry", "delete from ledger.entry where fiscal_year = 2026");
        Add("reversals", "does not exist, is itself a reversal",
            $"update ledger.entry set reverses_number = 9999 where number = {Reversal} and reverses_number is not null");
        Add("reversals", "reversed more than once",
            "drop index ledger.ux_entry_reverses; update ledger.entry set "
            + "reverses_number = (select reverses_number from ledger.entry where reverses_number is not null), "
            + "reverses_fiscal_year = 2026 where fiscal_year = 2026 and number = 1");
        Add("reversals", "not the inverse",
            $"update ledger.posting set amount = amount * 2 where fiscal_year = 2026 and number = {Reversal}");
        Add("reversals", "does not put the lots back",
            $"update ledger.lot_use set used = used + 1 where fiscal_year = 2026 and number = {Reversal}");
        Add("corrections", "not of an earlier year that is closed",
            $"update ledger.entry set reverses_fiscal_year = 2025, reverses_number = {Gift} "
            + $"where fiscal_year = 2026 and number = {Reversal}");
        Add("designation-changes", "without a donor's consent",
            $"update ledger.entry set document_kind = 8, document_id = 99 where fiscal_year = 2025 and number = {Gift}");
        Add("year-closing", "still has a balance", "insert into ledger.accounting_period values (1, 2025, 14, 2)");
        Add("closed-periods", "after the period was closed",
            """
            insert into ledger.accounting_period values (1, 2025, 3, 2);
            insert into ledger.audit_event values (1, 999998, timestamptz '2025-03-10 23:00+00', 1, 'PeriodSoftClosed', '["2025","3"]');
            insert into ledger.audit_event values (1, 999999, timestamptz '2025-03-11 00:00+00', 1, 'PeriodClosed', '["2025","3"]')
            """);
        Add("closed-periods", "recorded in a soft-closed period",
            """
            insert into ledger.accounting_period values (1, 2025, 3, 1);
            insert into ledger.audit_event values (1, 999998, timestamptz '2025-03-10 23:00+00', 1, 'PeriodSoftClosed', '["2025","3"]')
            """);
        Add("closed-periods", "otherwise than permitted",
            "insert into ledger.audit_event values "
            + """(1, 999998, timestamptz '2027-03-10 23:00+00', 1, 'PeriodReopened', '["2025","3"]')""");
        Add("closed-periods", "where the audit trail leads", "insert into ledger.accounting_period values (1, 2024, 1, 1)");
        Add("closed-periods", "the one before it is not", "insert into ledger.accounting_period values (1, 2024, 2, 2)");
        Add("closed-periods", "not in the period",
            "alter table ledger.entry drop constraint ck_entry_period; "
            + $"update ledger.entry set period = 7 where fiscal_year = 2025 and number = {Gift}");
    }

    private void AddBalances()
    {
        const string first = "(select min(fund_id) from ledger.fund_balance where spendable > 0)";
        Add("period-balances", "not the sum of its postings",
            "update ledger.period_balance set debit = debit + 1 where fiscal_year = 2025 and period = 3 and debit > 0");
        Add("period-balances", "not the sum of its postings", "delete from ledger.period_balance where fiscal_year = 2026 and period = 2");
        Add("fund-balances", "not the sum of its postings",
            $"update ledger.fund_balance set spendable = spendable + 1 where fund_id = {first}");
        Add("fund-balances", "committed more than it has",
            "alter table ledger.fund_balance drop constraint ck_fund_balance_available; "
            + $"update ledger.fund_balance set encumbered = spendable + 1 where fund_id = {first}");
        Add("fund-balances", "has no balance", $"delete from ledger.fund_balance where fund_id = {first}");
    }

    private void AddLots()
    {
        Add("lots", "do not make up the lot",
            "alter table ledger.lot drop constraint ck_lot_sum; update ledger.lot set remaining = remaining + 1 where id = 1");
        Add("lots", "not the sum of its movements",
            "update ledger.lot set used = used - 1, remaining = remaining + 1 where id = (select min(id) from ledger.lot where used > 0)");
        Add("lot-entries", "names a lot or an entry that does not exist",
            "update ledger.lot_use set lot_id = 9999 where lot_id = 1 and line = 1");
        Add("lot-entries", "names another document", "update ledger.lot_use set document_id = document_id + 1 where document_kind = 2");
        Add("lot-entries", "names another document",
            "update ledger.lot_use set document_id = document_id + 1 where document_kind = 2 and line > 1");
        Add("lot-entries", "opened by no entry", "update ledger.lot set number = 9999 where id = 1");
        Add("lots", "do not hold its spendable", "update ledger.lot set amount = amount + 1, remaining = remaining + 1 where id = 1");
        Add("lots", "what account 9101 says",
            "update ledger.posting set amount = amount + sign(amount) where ledger_account_id in "
            + "(select id from ledger.ledger_account where code in ('9101', '9102')) and fiscal_year = 2026");
        Add("lots", "taken from their parent", "update ledger.lot set amount = amount + 1, remaining = remaining + 1 where kind = 3");
        Add("lot-entries", "lots were opened less used",
            "update ledger.lot set amount = amount + 1, remaining = remaining + 1 where id = 1");
        Add("lot-entries", "encumbered by another amount",
            $"update ledger.lot_use set encumbered = encumbered - 1 where document_kind = 2 and document_id = {Encumbered}");
    }

    private void AddLog()
    {
        Add("leaf-order", "does not follow the one before", "delete from ledger.log_leaf where leaf_index = 3");
        Add("leaf-order", "no later than the one before",
            "update ledger.log_leaf set recorded_at = (select recorded_at from ledger.log_leaf where leaf_index = 2) where leaf_index = 3");
        Add("leaf-order", "does not stand at the last leaf", "update ledger.series_head set last_leaf_index = last_leaf_index + 1");
        Add("checkpoints", "tree cannot be grown", "delete from ledger.log_leaf where leaf_index = 3");
        Add("checkpoints", "not the root that was signed", "update ledger.log_leaf set hash = sha256('x') where leaf_index = 3");
        Add("checkpoints", "not the root that was signed", "update ledger.log_checkpoint set root = sha256('x')");
        Add("checkpoints", "does not say what is stored beside it",
            "update ledger.log_checkpoint set note = replace(note, 'fundledger', 'somebody')");
        Add("checkpoints", "covers leaves that are not there", "update ledger.log_checkpoint set tree_size = tree_size + 1000");
        Add("checkpoints", "node covers leaves that are not there",
            "alter table ledger.log_node drop constraint ck_log_node; "
            + "insert into ledger.log_node select 1, max(leaf_index), 8, sha256('x') from ledger.log_leaf");
        Add("checkpoints", "begin beyond the last leaf", "insert into ledger.log_node values (1, 1048576, 8, sha256('x'))");
        Add("leaf-hashes", "does not give the leaf's hash",
            $"update ledger.entry set actor_id = actor_id + 1 where fiscal_year = 2025 and number = {Gift}");
        Add("leaf-hashes", "does not give the leaf's hash",
            $"update ledger.entry set value_date = value_date + 1 where fiscal_year = 2025 and number = {Gift}");
        Add("leaf-hashes", "does not give the leaf's hash",
            $"update ledger.posting set amount = -amount where fiscal_year = 2025 and number = {Gift}");
        Add("leaf-hashes", "does not give the leaf's hash",
            $"update ledger.posting set party_id = null where fiscal_year = 2025 and number = {Gift}");
        Add("leaf-hashes", "does not give the leaf's hash", "update ledger.lot set document_id = document_id + 1 where id = 1");
        Add("leaf-hashes", "does not give the leaf's hash", "update ledger.lot_use set lot_id = lot_id + 1 where lot_id = 1");
        Add("leaf-hashes", "does not give the leaf's hash",
            $"update ledger.log_leaf set hash = sha256('x') where leaf_index = {FirstEntry}");
        Add("leaf-hashes", "does not give the leaf's hash",
            $"update ledger.workflow_step set person_id = person_id + 1 where document_id = {Paid} and sequence = 3");
        Add("leaf-hashes", "does not give the leaf's hash", $"update ledger.disbursement set amount = amount + 1 where id = {Paid}");
        Add("leaf-hashes", "does not give the leaf's hash",
            "update ledger.statement_file set sha256 = sha256('x') where id = (select min(id) from ledger.statement_file)");
        Add("statement-files", "does not have the file's hash",
            "update ledger.statement_original set content = 'x' where statement_file_id = (select min(id) from ledger.statement_file)");
        Add("statement-files", "is missing or added",
            "delete from ledger.statement_original where statement_file_id = (select min(id) from ledger.statement_file)");
        Add("leaf-hashes", "description is not the one committed to",
            "update ledger.erasable_text set text = 'another' where id = "
            + $"(select text_id from ledger.entry where fiscal_year = 2025 and number = {Gift})");
        Add("leaf-hashes", "reason is not the one committed to",
            "update ledger.erasable_text set text = 'another' where id = "
            + "(select min(reason_text_id) from ledger.workflow_step where sequence = 2)");
        Add("leaf-hashes", "leaf is missing", $"delete from ledger.log_leaf where leaf_index = {FirstEntry}");
        Add("leaf-hashes", "stands for something else",
            $"update ledger.entry set leaf_index = leaf_index + 1 where fiscal_year = 2025 and number = {Gift}");
        Add("leaf-hashes", "recorded at another instant",
            $"update ledger.log_leaf set recorded_at = recorded_at + interval '1 microsecond' where leaf_index = {FirstEntry}");
        Add("leaf-hashes", "stands for nothing",
            "insert into ledger.log_leaf select 1, max(leaf_index) + 1, 1, '2026/999', sha256('x'), max(recorded_at) from ledger.log_leaf");
        Add("leaf-hashes", "stands for nothing",
            "insert into ledger.log_leaf select 1, max(leaf_index) + 1, 3, 'nobody', sha256('x'), max(recorded_at) from ledger.log_leaf");
        Add("requests", "answer cannot be read",
            "update ledger.request set answer = '{' where request_key = (select min(request_key) from ledger.request)");
        Add("requests", "not a SHA-256",
            "update ledger.request set content_hash = 'x' where request_key = (select min(request_key) from ledger.request)");
    }

    private void AddDocuments()
    {
        Add("separation-of-duties", "steps of several duties",
            "update ledger.workflow_step set person_id = "
            + $"(select person_id from ledger.workflow_step where document_id = {Paid} and sequence = 2) "
            + $"where document_id = {Paid} and sequence = 3");
        Add("separation-of-duties", "recorded with several duties",
            $"""
            alter table ledger.workflow_duty drop constraint pk_workflow_duty;
            insert into ledger.workflow_duty
            select dedicated_account_id, document_kind, document_id, person_id, 2
            from ledger.workflow_duty where document_id = {Paid} and duty = 4
            """);
        Add("separation-of-duties", "without its duty being recorded",
            $"delete from ledger.workflow_duty where document_id = {Paid} and duty = 4");
        Add("separation-of-duties", "The step belongs to no document",
            $"update ledger.workflow_step set document_kind = 8, document_id = 99 where document_id = {Paid} and sequence = 3");
        Add("separation-of-duties", "The duty belongs to no document", "insert into ledger.workflow_duty values (1, 2, 99999, 1, 1)");
        Add("leaf-hashes", "step's document is missing",
            $"update ledger.workflow_step set document_id = 99999 where document_id = {Paid} and sequence = 4");
        Add("leaf-hashes", "does not give the leaf's hash",
            $"update ledger.workflow_step set seat = 'NDC' where document_id = {Paid} and sequence = 3");
        Add("separation-of-duties", "Whoever entered the payee's bank account",
            "update ledger.payee_bank_account set edited_by = "
            + $"(select person_id from ledger.workflow_step where document_id = {Paid} and sequence = 3)");
        Add("separation-of-duties", "Whoever wrote the payment file",
            "update ledger.payment_file set created_by = "
            + $"(select person_id from ledger.workflow_step where document_id = {Paid} and sequence = 3)");
        Add("separation-of-duties", "steps have a gap", $"delete from ledger.workflow_step where document_id = {Paid} and sequence = 2");
        Add("separation-of-duties", "does not begin where",
            $"update ledger.workflow_step set from_state = 5 where document_id = {Paid} and sequence = 2");
        Add("separation-of-duties", "does not permit",
            $"update ledger.workflow_step set to_state = 8 where document_id = {Paid} and sequence = 2");
        Add("separation-of-duties", "another duty than the workflow's",
            $"update ledger.workflow_step set duty = 8 where document_id = {Paid} and sequence = 2");
        Add("separation-of-duties", "not where the steps lead", $"update ledger.disbursement set state = 7 where id = {Paid}");
        Add("documents-and-entries", "no entry of its own",
            "update ledger.contribution set entry_number = null where id = (select min(id) from ledger.contribution)");
        Add("documents-and-entries", "not of its amount and state",
            "update ledger.contribution set state = 3 where id = (select min(id) from ledger.contribution)");
        Add("documents-and-entries", "not of its amount and state",
            "update ledger.contribution_share set amount = amount + 1 where line = 1");
        Add("documents-and-entries", "not those of its state and amount",
            $"update ledger.disbursement set state = 8 where id = {Encumbered}");
        Add("documents-and-entries", "not those of its state and amount",
            $"update ledger.disbursement set amount = amount + 1 where id = {Paid}");
        Add("documents-and-entries", "expected return's entries", "update ledger.expected_return set state = 2");
        Add("documents-and-entries", "names a document that does not exist",
            $"update ledger.entry set document_id = 99999 where fiscal_year = 2025 and number = {Gift}");
    }

    private void AddBank()
    {
        Add("statements-tie", "do not make the closing balance",
            "update ledger.statement_line set amount = amount + 1 where amount = 1000000");
        Add("statements-tie", "does not begin where",
            "update ledger.bank_statement set opening = opening + 5, closing = closing + 5 "
            + "where id = (select max(id) from ledger.bank_statement)");
        Add("statements-tie", "do not lead from the first opening", "delete from ledger.statement_line where amount = 1000000");
        Add("statements-tie", "belongs to no statement", "update ledger.statement_line set statement_id = 99999 where amount = 1000000");
        Add("bank-balance", "line's entry does not move",
            "update ledger.statement_line set entry_number = entry_number + 1 where amount = 1000000");
        Add("bank-balance", "not what its booked statement lines say", "update ledger.statement_line set state = 1 where amount = 1000000");
        AddParts();
        Add("bank-balance", "has no ledger account", "update ledger.bank_account set ledger_account = '1101.99'");
        Add("payments-once", "in payment files more than once",
            """
            drop index ledger.ix_payment_order_dedicated_account_id_disbursement_id;
            insert into ledger.payment_order
                (dedicated_account_id, id, payment_file_id, disbursement_id, payment_reference, amount, confirmed)
            select dedicated_account_id, id + 100000, payment_file_id, disbursement_id, payment_reference, amount, false
            from ledger.payment_order
            """);
        Add("payments-once", "another amount than the disbursement", "update ledger.payment_order set amount = amount - 1");
        Add("payments-once", "paid without a confirmed order", "update ledger.payment_order set confirmed = false");
        Add("payments-once", "close the same document",
            "update ledger.statement_line set matched_kind = 1, "
            + "matched_id = (select matched_id from ledger.statement_line where amount = 1000000) where amount = 300001");
        Add("payments-once", "name the same entry",
            "update ledger.statement_line set entry_number = "
            + "(select entry_number from ledger.statement_line where amount = 1000000) where amount = 300001");
    }

    /// <summary>The cycle's one explained line has one part: a gift by its reference.</summary>
    private void AddParts()
    {
        Add("bank-balance", "part's entry does not move", "update ledger.statement_line_part set amount = amount + 1");
        Add("bank-balance", "part's entry does not move", "update ledger.statement_line_part set entry_number = entry_number + 1");
        Add("bank-balance", "do not make up the line", "update ledger.statement_line_part set amount = amount - 1");
        Add("bank-balance", "do not make up the line", "update ledger.statement_line_part set number = 2");
        Add("bank-balance", "do not make up the line", "update ledger.statement_line set state = 3 where state = 4");
        Add("bank-balance", "neither a document nor a part explains it",
            "delete from ledger.statement_line_part; "
            + "update ledger.statement_line set matched_kind = null, matched_id = null where state = 4");
        Add("bank-balance", "does not hold what nobody has explained",
            "update ledger.statement_line set state = 4, matched_kind = 1, matched_id = 5 where state = 3");
        Add("records", "stands for a row that is not there", "delete from ledger.statement_line_part");
        Add("documents-and-entries", "booked for another document", "update ledger.statement_line_part set document_id = document_id + 1");
        Add("documents-and-entries", "booked for another document",
            "update ledger.statement_line_part set kind = 7, document_kind = null, document_id = null");
        Add("documents-and-entries", "lots of bank interest", "update ledger.statement_line_part set kind = 3");
        Add("documents-and-entries", "not those of its state and amount",
            $"update ledger.statement_line_part set kind = 5, document_kind = 2, document_id = {Paid}");
        Add("payments-once", "as often as no line says", "update ledger.payment_order set given_back = true");
        Add("payments-once", "as often as no line says",
            $"update ledger.statement_line_part set kind = 6, document_kind = 2, document_id = {Paid}");
        Add("payments-once", "name the same entry", "update ledger.statement_line_part set kind = 7");
        Add("payments-once", "close the same document",
            "update ledger.statement_line set matched_kind = null, matched_id = null where state = 4; update ledger.statement_line_part "
            + "set document_id = (select matched_id from ledger.statement_line where amount = 1000000)");
    }
}
