-- Which lots paid for a disbursement.
select lot_id, cast(sum(used) as bigint) as used
from ledger.lot_use
where dedicated_account_id = @account and document_kind = 2 /* DocumentKind.Disbursement */ and document_id = @id
group by lot_id
having sum(used) > 0
order by lot_id
