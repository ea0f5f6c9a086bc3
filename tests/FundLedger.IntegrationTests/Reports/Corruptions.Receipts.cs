namespace FundLedger.IntegrationTests.Reports;

public sealed partial class Corruptions
{
    private void AddReceipts()
    {
        const string Standing = "state = 1 and number = 2";
        Add("receipts", "Numbers are missing", "delete from ledger.receipt where number = 2");
        Add("receipts", "Numbers are missing", "delete from ledger.receipt where number = 1");
        Add("receipts", "have the same number",
            "drop index ledger.ix_receipt_dedicated_account_id_fiscal_year_tax_class_number; "
            + "update ledger.receipt set number = 3 where number = 2");
        Add("receipts", "of no gift that the bank has received", $"update ledger.receipt set contribution_id = 999999 where {Standing}");
        Add("receipts", "of no gift that the bank has received",
            "update ledger.contribution set state = 3 where id in (select contribution_id from ledger.receipt)");
        Add("receipts", "of no gift that the bank has received",
            "update ledger.contribution set kind = 3 where id in (select contribution_id from ledger.receipt)");
        Add("receipts", "another amount, donor or day", $"update ledger.receipt set amount = amount + 1 where {Standing}");
        Add("receipts", "another amount, donor or day", $"update ledger.receipt set donor_party_id = donor_party_id + 1 where {Standing}");
        Add("receipts", "another amount, donor or day",
            "update ledger.contribution set received_on = '2025-02-01' where id in (select contribution_id from ledger.receipt)");
        Add("receipts", "taken back is not void",
            "update ledger.entry set reverses_fiscal_year = 2025, reverses_number = (select min(gift.entry_number) "
            + $"from ledger.contribution gift join ledger.receipt on receipt.contribution_id = gift.id where receipt.{Standing}) "
            + $"where fiscal_year = 2026 and number = {Reversal}");
        Add("receipts", "several receipts that are not void",
            "alter table ledger.receipt drop constraint ck_receipt_void; "
            + "drop index ledger.ix_receipt_dedicated_account_id_contribution_id; "
            + "update ledger.receipt set state = 1, voided_on = null where state = 2");
        Add("receipts", "dated before the money or in another year",
            $"update ledger.receipt set issued_on = '2027-01-05' where {Standing}");
        Add("receipts", "dated before the money or in another year",
            $"update ledger.receipt set fiscal_year = 2025 where {Standing}");
        Add("receipts", "does not say when, by whom and why",
            "alter table ledger.receipt drop constraint ck_receipt_void; update ledger.receipt set void_reason = null where state = 2");
        Add("receipts", "or one that is not void does",
            $"alter table ledger.receipt drop constraint ck_receipt_void; update ledger.receipt set void_reason = 'x' where {Standing}");
        Add("receipts", "in place of one that is not void",
            $"update ledger.receipt set replaces_receipt_id = (select id from ledger.receipt where number = 3) where {Standing}");
    }
}
