namespace FundLedger.IntegrationTests.Reports;

public sealed partial class Corruptions
{
    private void AddVouchers()
    {
        const string Voucher = "(select min(number) from ledger.entry where document_kind = 5 and reverses_number is null)";
        Add("manual-vouchers", "belongs to no document",
            $"update ledger.entry set document_kind = null, document_id = null where fiscal_year = 2025 and number = {Gift}");
        Add("manual-vouchers", "no approved manual voucher asks for it",
            "update ledger.entry set document_id = 999999 where document_kind = 5 and reverses_number is null");
        Add("manual-vouchers", "no approved manual voucher asks for it",
            "update ledger.manual_voucher set original_number = original_number + 1 where purpose = 2");
        Add("manual-vouchers", "no approved manual voucher asks for it", "update ledger.manual_voucher set state = 4 where purpose = 1");
        Add("manual-vouchers", "moves an account that moves only by documents",
            "update ledger.posting set ledger_account_id = (select id from ledger.ledger_account where code = '5101') "
            + $"where line = 1 and fiscal_year = 2026 and number = {Voucher}");
        Add("manual-vouchers", "other people than its voucher's",
            "update ledger.entry set approver_id = approver_id + 1 where document_kind = 5");
        Add("manual-vouchers", "other people than its voucher's",
            "delete from ledger.workflow_step where document_kind = 5 and \"trigger\" = 2");
        Add("manual-vouchers", "prepared by another person", "update ledger.manual_voucher set prepared_by = prepared_by + 1");
        Add("manual-vouchers", "has no entry", "update ledger.manual_voucher set entry_number = 999999 where purpose = 1 and state = 3");
        Add("manual-vouchers", "one that is not approved has one",
            $"update ledger.manual_voucher set entry_fiscal_year = 2025, entry_number = {Gift} where state = 2");
        Add("manual-vouchers", "are not the voucher's lines", "update ledger.manual_voucher_line set amount = amount * 2");
        Add("manual-vouchers", "are not the voucher's lines",
            "delete from ledger.manual_voucher_line where line = 1");
        Add("manual-vouchers", "after the books were in use", "update ledger.entry set document_kind = 6 where document_kind = 5");
        Add("payees", "has no confirmed document", "update ledger.payee_bank_account set change_id = null");
        Add("payees", "has no confirmed document", "update ledger.payee_account_change set state = 2");
        Add("payees", "has no confirmed document", "update ledger.payee_bank_account set record_leaf_index = null, change_id = null");
        Add("payees", "is not what was confirmed", "update ledger.payee_bank_account set account_number = '66666666666666'");
        Add("payees", "is not what was confirmed", "update ledger.payee_bank_account set usable_from = null");
        Add("payees", "is not what was confirmed", "update ledger.payee_account_change set holder = 'another'");
        Add("payees", "The confirmed change has no account", "delete from ledger.payee_bank_account");
        Add("payees", "or confirmed by the same",
            "update ledger.workflow_step set person_id = (select min(submitted_by) from ledger.payee_account_change) "
            + "where document_kind = 10 and \"trigger\" = 2");
        Add("payees", "by another person than the one whose duty",
            "delete from ledger.workflow_duty where document_kind = 10 and duty = 9");
        Add("payees", "do not say since when", "delete from ledger.audit_event where code = 'PayeeAccountsNeedTwoPeople'");
        Add("payees", "belongs to several payees",
            "insert into ledger.payee_bank_account (dedicated_account_id, id, party_id, bank_code, account_number, holder, edited_by, "
            + "edited_at) select dedicated_account_id, 900001, (select min(id) from ledger.party where id <> party_id), bank_code, "
            + "account_number, holder, edited_by, edited_at from ledger.payee_bank_account; "
            + "update ledger.payee_bank_account set party_id = party_id + 1000000 where id <> 900001");
        Add("separation-of-duties", "Whoever confirmed the payee's bank account",
            "update ledger.workflow_step set person_id = (select min(person_id) from ledger.workflow_step where document_kind = 10 "
            + "and duty = 14) where document_kind = 2 and duty = 2");
        Add("draw-downs", "do not say since when", "delete from ledger.audit_event where code = 'AllocationsNeedDrawDowns'");
        Add("draw-downs", "without an approved draw-down", "update ledger.draw_down set contribution_id = null");
        Add("draw-downs", "is not what was approved", "update ledger.draw_down set amount = amount + 1");
        Add("draw-downs", "is not what was approved", "update ledger.contribution set approval_reference = 'another' where kind = 2");
        Add("draw-downs", "part is not the one", "update ledger.draw_down_line set amount = amount + 1");
        Add("draw-downs", "one that is not approved has one", "update ledger.draw_down set state = 2");
        Add("draw-downs", "by another person than the one whose duty",
            "delete from ledger.workflow_duty where document_kind = 15 and duty = 18");
        Add("draw-downs", "or approved by the same",
            "update ledger.workflow_step set person_id = (select min(requested_by) from ledger.draw_down) "
            + "where document_kind = 15 and \"trigger\" = 2");
        Add("designation-changes", "without a change of designation",
            "update ledger.entry set document_kind = 5 where document_kind = 8");
        AddReceipts();
        AddDonations();
    }
}
