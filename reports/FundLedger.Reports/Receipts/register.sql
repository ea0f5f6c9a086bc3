-- Every receipt of some fiscal years in the order of the numbers, with its gift, its issuer and the void receipt it stands in place of.
select receipt.fiscal_year, receipt.tax_class, receipt.number, receipt.public_code as code, receipt.state, receipt.donor_name as donor,
       receipt.donor_business_number as business_number, receipt.amount, receipt.received_on, receipt.issued_on,
       issuer.display_name as issuer, receipt.copy_count as copies, receipt.voided_on, receipt.void_reason,
       gift.public_code as contribution, gift.entry_fiscal_year, gift.entry_number,
       replaced.fiscal_year as replaced_fiscal_year, replaced.tax_class as replaced_tax_class, replaced.number as replaced_number
from ledger.receipt
join ledger.contribution gift
    on gift.dedicated_account_id = receipt.dedicated_account_id and gift.id = receipt.contribution_id
left join ledger.person issuer on issuer.id = receipt.issued_by
left join ledger.receipt replaced
    on replaced.dedicated_account_id = receipt.dedicated_account_id and replaced.id = receipt.replaces_receipt_id
where receipt.dedicated_account_id = @account
  and receipt.fiscal_year between @first and @last
order by receipt.fiscal_year, receipt.tax_class, receipt.number
