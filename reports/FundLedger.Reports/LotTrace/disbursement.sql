-- A disbursement and the venture it went to.
select disbursement.id, disbursement.public_code, disbursement.purpose, disbursement.amount, disbursement.state, disbursement.instrument,
       disbursement.venture_id, venture.public_code as venture_code, venture.name as venture_name
from ledger.disbursement
left join ledger.venture on venture.dedicated_account_id = disbursement.dedicated_account_id and venture.id = disbursement.venture_id
where disbursement.dedicated_account_id = @account and disbursement.id = @id
