-- A receipt by its public code, with the leaf of its row's present state, and the entry that booked its gift's money.
select receipt.fiscal_year, receipt.tax_class, receipt.number, receipt.state, receipt.amount, receipt.received_on, receipt.issued_on,
       receipt.voided_on, gift.entry_fiscal_year, gift.entry_number, entry.booking_date, entry.leaf_index as entry_leaf,
       entry_leaf.hash as entry_hash, receipt.record_leaf_index as receipt_leaf, receipt_leaf.hash as receipt_hash,
       receipt_leaf.reference as receipt_reference, receipt_leaf.recorded_at as receipt_recorded_at,
       (select count(*) from ledger.entry back
        where back.dedicated_account_id = @account and back.reverses_fiscal_year = gift.entry_fiscal_year
          and back.reverses_number = gift.entry_number) as taken_back
from ledger.receipt
join ledger.contribution gift
    on gift.dedicated_account_id = receipt.dedicated_account_id and gift.id = receipt.contribution_id
join ledger.entry
    on entry.dedicated_account_id = gift.dedicated_account_id and entry.fiscal_year = gift.entry_fiscal_year
   and entry.number = gift.entry_number
join ledger.log_leaf entry_leaf
    on entry_leaf.dedicated_account_id = entry.dedicated_account_id and entry_leaf.leaf_index = entry.leaf_index
join ledger.log_leaf receipt_leaf
    on receipt_leaf.dedicated_account_id = receipt.dedicated_account_id and receipt_leaf.leaf_index = receipt.record_leaf_index
where receipt.dedicated_account_id = @account and receipt.public_code = @code
