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
        Add("designation-changes", "without a change of designation",
            "update ledger.entry set document_kind = 5 where document_kind = 8");
    }
}
