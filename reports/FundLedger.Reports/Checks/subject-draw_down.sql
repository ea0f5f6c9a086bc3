-- What the steps of a draw-down are about, by the names that DrawDown.Subject gives.
select draw_down.id as document_id, draw_down.payer_party_id, draw_down.amount, draw_down.description, draw_down.requested_on,
       draw_down.requested_by, share.line, share.fund as "line.fund", share.amount as "line.amount"
from ledger.draw_down draw_down
left join ledger.draw_down_line share
    on share.dedicated_account_id = draw_down.dedicated_account_id and share.draw_down_id = draw_down.id
where draw_down.dedicated_account_id = @account and draw_down.id >= @first and draw_down.id < @before
order by draw_down.id, share.line
