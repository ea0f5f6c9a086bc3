-- What the steps of a refund of a gift are about, by the names that GiftRefund.Subject gives.
select refund.id as document_id, refund.contribution_id, refund.lot_id, refund.fund_id, refund.amount, refund.asked_on
from ledger.gift_refund refund
where refund.dedicated_account_id = @account and refund.id >= @first and refund.id < @before
order by refund.id
