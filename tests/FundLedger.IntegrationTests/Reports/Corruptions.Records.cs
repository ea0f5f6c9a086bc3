namespace FundLedger.IntegrationTests.Reports;

public sealed partial class Corruptions
{
    private void AddRecords()
    {
        Add("records", "does not give the leaf's hash",
            "update ledger.party set name = 'another' where id = (select min(id) from ledger.party)");
        Add("records", "does not give the leaf's hash",
            "update ledger.disbursement set payee_bank_account_id = payee_bank_account_id + 1 where id = " + Paid);
        Add("records", "was never recorded",
            "update ledger.venture set record_leaf_index = null where id = (select min(id) from ledger.venture)");
        Add("records", "has no salt for its texts",
            "update ledger.fund set record_salt = null where id = (select min(id) from ledger.fund)");
        Add("records", "stands for a row that is not there",
            "delete from ledger.payee_bank_account where id = (select min(id) from ledger.payee_bank_account)");
        Add("records", "is older than its last leaf",
            "update ledger.contribution set record_revision = 1 where id = (select min(id) from ledger.contribution)");
        Add("records", "has no columns that say where",
            "create table ledger.unnoticed (dedicated_account_id bigint not null, id bigint not null)");
        Add("texts", "description is not among the texts", "update ledger.entry set text_id = 999999 where number = 1");
        Add("texts", "erased by half",
            "update ledger.erasable_text set text = null where id = (select min(id) from ledger.erasable_text)");
        Add("lots", "not numbered one after another",
            "update ledger.lot_use set line = line + 5 where lot_id = (select min(lot_id) from ledger.lot_use)");
        Add("checkpoints", "does not say what is stored", "update ledger.log_checkpoint set key_id = '00000000'");
    }
}
