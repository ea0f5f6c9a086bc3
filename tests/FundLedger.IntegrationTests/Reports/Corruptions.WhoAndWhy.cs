namespace FundLedger.IntegrationTests.Reports;

public sealed partial class Corruptions
{
    private const string Authorized = "(select person_id from ledger.workflow_step where document_id = " + Paid + " and sequence = 3)";

    private void AddWhoAndWhy()
    {
        AddApprovals();
        AddRoles();
        AddRoleChanges();
        AddPayers();
        AddDesignations();
        AddPaymentFiles();
        AddBudgetTerms();
    }

    private void AddBudgetTerms()
    {
        static string Budget(string expiresOn) => "insert into ledger.programme "
            + "(dedicated_account_id, id, code, ministry, name_zh, name_en, source) values (1, 900001, 'P', 'm', 'n', 'n', 's'); "
            + "insert into ledger.programme_budget "
            + "(dedicated_account_id, id, programme_id, fiscal_year, version, amount, provisional, expires_on) "
            + $"values (1, 900002, 900001, 2025, 1, 1, false, '{expiresOn}')";
        Add("budget-terms", "over before its year begins", Budget("2024-12-31"));
        Add("budget-terms", "without an approval", Budget("2026-01-01"));
        Add("budget-terms", "drawn after every term", Budget("2025-01-01")
            + "; update ledger.fund set designation = 4, designation_id = 900001 where code = 'CEN-114-01'");
    }

    private void AddApprovals()
    {
        const string other = "is not what the step was about";
        Add("approvals", other,
            $"update ledger.disbursement set payee_bank_account_id = payee_bank_account_id + 1 where id = {Encumbered}");
        Add("approvals", other, $"update ledger.disbursement set purpose = 'another' where id = {Paid}");
        Add("approvals", other, $"update ledger.disbursement set venture_id = venture_id + 1 where id = {Paid}");
        Add("approvals", other, $"update ledger.disbursement set fund_id = fund_id + 1 where id = {Paid}");
        Add("approvals", other, $"update ledger.disbursement set instrument = 1 where id = {Paid}");
        Add("approvals", other, "update ledger.payee_bank_account set account_number = '66666666666666'");
        Add("approvals", other, "update ledger.payee_bank_account set bank_code = '700'");
        Add("approvals", other, "update ledger.payee_bank_account set holder = 'another'");
        Add("approvals", other, $"update ledger.workflow_step set subject_salt = null where document_id = {Paid} and sequence = 3");
        Add("approvals", other,
            "update ledger.manual_voucher set description = 'another' where id = (select min(id) from ledger.manual_voucher)");
        Add("approvals", other, "update ledger.manual_voucher_line set account = '5201' where line = 1");
        Add("approvals", other, "update ledger.manual_voucher_line set party_id = 1 where line = 2");
        Add("approvals", other, "delete from ledger.manual_voucher_line where line = 2");
        Add("approvals", "does not say what it was about",
            $"update ledger.workflow_step set subject_hash = null, subject_salt = null where document_id = {Paid} and sequence = 3");
        Add("approvals", "was about is not there", $"delete from ledger.disbursement where id = {Paid}");
        Add("leaf-hashes", "does not give the leaf's hash",
            $"update ledger.workflow_step set subject_hash = sha256('x') where document_id = {Paid} and sequence = 3");
        Add("leaf-hashes", "does not give the leaf's hash",
            $"update ledger.workflow_step set subject_hash = null where document_id = {Paid} and sequence = 3");
        Add("separation-of-duties", "another duty than the workflow's",
            $"update ledger.workflow_step set duty = null where document_id = {Paid} and sequence = 3");
    }

    private void AddRoles()
    {
        Add("roles", "held no role that allows it", $"update ledger.role_holding set role = 'auditor' where person_id = {Authorized}");
        Add("roles", "held no role that allows it", $"delete from ledger.role_holding where person_id = {Authorized}");
        Add("roles", "held no role that allows it",
            $"update ledger.role_holding set valid_from = '2026-06-30' where person_id = {Authorized}");
        Add("roles", "held no role that allows it",
            $"update ledger.role_holding set valid_to = '2025-04-06' where person_id = {Authorized}");
        Add("roles", "was given only afterwards",
            "update ledger.role_holding set record_leaf_index = (select max(leaf_index) from ledger.log_leaf) "
            + $"where person_id = {Authorized}");
        Add("roles", "was given only afterwards",
            $"update ledger.role_holding set id = id + 900000, record_revision = 2 where person_id = {Authorized}");
        Add("roles", "payment file", "update ledger.payment_file set created_by = 999999");
    }

    private void AddRoleChanges()
    {
        const string Granted = "(select min(id) from ledger.access_change where kind = 1)";
        const string Given = "(select min(id) from ledger.role_holding where access_change_id is not null)";
        Add("role-changes", "was given without an access change",
            "insert into ledger.role_holding (dedicated_account_id, id, person_id, role, valid_from) "
            + "select dedicated_account_id, 987654, person_id, 'cashier', valid_from from ledger.role_holding "
            + $"where id = {Given}");
        Add("role-changes", "was given without an access change",
            $"update ledger.role_holding set access_change_id = null where id = {Given}");
        Add("role-changes", "No approved access change gives this role",
            $"update ledger.role_holding set role = 'cashier' where id = {Given}");
        Add("role-changes", "No approved access change gives this role",
            $"update ledger.access_change set state = 2 where id = {Granted}");
        Add("role-changes", "ends on another day than was approved",
            $"update ledger.role_holding set valid_to = '2030-01-01' where id = {Given}");
        Add("role-changes", "No approved access change ends this role",
            $"update ledger.role_holding set ended_by_change_id = {Granted} where id = {Given}");
        Add("role-changes", "gave no role", $"delete from ledger.role_holding where id = {Given}");
        Add("role-changes", "Nobody else approved", $"delete from ledger.workflow_duty where document_id = {Granted} and duty = 13");
        Add("role-changes", "let in again without an approved access change",
            "update ledger.membership set disabled_at = null, disabled_by = null");
        Add("role-changes", "let in again without an approved access change", "delete from ledger.membership");
        Add("role-changes", "Another person is named", "update ledger.membership set disabled_by = added_by");
        Add("role-changes", "has taken up no invitation", "update ledger.membership set accepted_at = added_at");
        Add("role-changes", "Nobody is known to have disabled the person",
            "delete from ledger.audit_event where code = 'PersonDisabled'");
        Add("approvals", "is not what the step was about", $"update ledger.access_change set role = 'cashier' where id = {Granted}");
    }

    private void AddPayers()
    {
        Add("payers", "payer is not the party", "update ledger.contribution set payer_party_id = "
            + "(select max(id) from ledger.party) where id = (select min(id) from ledger.contribution)");
        Add("payers", "payer does not exist",
            "update ledger.contribution set payer_party_id = 999999 where id = (select min(id) from ledger.contribution)");
        Add("payers", "of another payee, venture or fund",
            $"update ledger.disbursement set payee_party_id = payee_party_id + 1 where id = {Paid}");
        Add("payers", "of another payee, venture or fund", $"update ledger.disbursement set venture_id = venture_id + 1 where id = {Paid}");
        Add("payers", "of another payee, venture or fund", $"update ledger.disbursement set fund_id = fund_id + 1 where id = {Paid}");
        Add("payers", "is not its payee's", "update ledger.payee_bank_account set party_id = (select max(id) from ledger.party)");
        Add("payers", "is not its payee's", $"update ledger.disbursement set payee_bank_account_id = 999999 where id = {Encumbered}");
    }

    private void AddDesignations()
    {
        const string district = "(select min(id) from ledger.fund where designation = 1)";
        Add("designations", "something that does not exist", $"update ledger.fund set designation_id = 999999 where id = {district}");
        Add("designations", "something that does not exist", $"update ledger.fund set designation = 0 where id = {district}");
        Add("designations", "something that does not exist", $"update ledger.fund set designation_id = null where id = {district}");
        Add("designations", "something that does not exist", $"update ledger.fund set designation = 2 where id = {district}");
        Add("designations", "something that does not exist", $"update ledger.fund set designation = 4 where id = {district}");
        Add("designations", "not in the funds", "update ledger.contribution_share set fund_id = "
            + "(select max(id) from ledger.fund) where contribution_id = (select min(id) from ledger.contribution) and line = 1");
        Add("designations", "not in the funds",
            "update ledger.lot set fund_id = (select max(id) from ledger.fund) where id = (select min(id) from ledger.lot where kind = 1)");
        Add("designations", "designated elsewhere",
            "update ledger.fund set designation_id = designation_id + 1 "
            + $"where id = (select fund_id from ledger.disbursement where id = {Paid})");
        Add("designations", "designated elsewhere", "update ledger.venture set district_id = null");
        Add("designations", "designated elsewhere",
            "update ledger.disbursement set fund_id = (select id from ledger.fund where code = 'SUSPENSE')");
        Add("designations", "designated elsewhere", $"update ledger.disbursement set venture_id = 999999 where id = {Paid}");
    }

    private void AddPaymentFiles()
    {
        Add("payment-files", "is not what its orders", "update ledger.payment_file set content = sha256('x'), sha256 = sha256('x')");
        Add("payment-files", "does not have the hash", "update ledger.payment_file set sha256 = sha256('x')");
        Add("payment-files", "is not what its orders", "update ledger.payee_bank_account set account_number = '66666666666666'");
        Add("payment-files", "is not what its orders", "update ledger.payment_order set amount = amount - 1");
        Add("payment-files", "is not what its orders", "update ledger.bank_account set account_number = '1'");
        Add("payment-files", "is not what its orders", $"update ledger.disbursement set purpose = 'another' where id = {Paid}");
        Add("payment-files", "is missing", $"update ledger.disbursement set payee_bank_account_id = 999999 where id = {Paid}");
        Add("payment-files", "is missing", "delete from ledger.payment_order");
        Add("payments-once", "is in no payment file", "update ledger.payment_order set payment_file_id = 999999");
    }
}
