-- What the steps of a disbursement are about, by the names that Disbursement.Subject gives.
select disbursement.id as document_id, disbursement.payee_party_id, disbursement.payee_bank_account_id,
       payee.bank_code as "payee_bank_account.bank_code", payee.account_number as "payee_bank_account.account_number",
       payee.holder as "payee_bank_account.holder",
       disbursement.venture_id, disbursement.fund_id, disbursement.amount, disbursement.instrument, disbursement.purpose
from ledger.disbursement
left join ledger.payee_bank_account payee
    on payee.dedicated_account_id = disbursement.dedicated_account_id and payee.id = disbursement.payee_bank_account_id
where disbursement.dedicated_account_id = @account and disbursement.id >= @first and disbursement.id < @before
order by disbursement.id
