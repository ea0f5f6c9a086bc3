-- examined
select cast(count(*) as bigint) from ledger.gift_refund where dedicated_account_id = @account
-- failure: The booked refund has no entry that takes its amount out of its lot
select refund.id as gift_refund_id, refund.state, refund.amount, coalesce(taken.used, 0) as used
from ledger.gift_refund refund
left join (
    select movement.document_id, movement.fiscal_year, movement.number, movement.lot_id, sum(movement.used) as used
    from ledger.lot_use movement
    where movement.dedicated_account_id = @account and movement.document_kind = 12 /* DocumentKind.GiftRefund */
    group by movement.document_id, movement.fiscal_year, movement.number, movement.lot_id
) taken on taken.document_id = refund.id and taken.fiscal_year = refund.entry_fiscal_year and taken.number = refund.entry_number
       and taken.lot_id = refund.lot_id
where refund.dedicated_account_id = @account
  and case when refund.state = 3 /* GiftRefundState.Booked */ then refund.amount else 0 end <> coalesce(taken.used, 0)
order by refund.id
-- failure: An entry refunds a gift without an approved refund
select entry.fiscal_year, entry.number, entry.document_id
from ledger.entry
left join ledger.gift_refund refund
    on refund.dedicated_account_id = entry.dedicated_account_id and refund.id = entry.document_id
   and refund.state = 3 /* GiftRefundState.Booked */
   and refund.entry_fiscal_year = entry.fiscal_year and refund.entry_number = entry.number
where entry.dedicated_account_id = @account and entry.document_kind = 12 /* DocumentKind.GiftRefund */ and refund.id is null
order by entry.fiscal_year, entry.number
-- failure: The refund is not of a gift that has come, or was asked for before the gift was given
select refund.id as gift_refund_id, refund.contribution_id, refund.asked_on
from ledger.gift_refund refund
left join ledger.contribution
    on contribution.dedicated_account_id = refund.dedicated_account_id and contribution.id = refund.contribution_id
   and contribution.kind = 1 /* ContributionKind.Donation */ and contribution.state = 2 /* ContributionState.Received */
   and contribution.pledged_on <= refund.asked_on
where refund.dedicated_account_id = @account and contribution.id is null
order by refund.id
