-- Every designation change with its leaf and the words of the consent.
select change.id, change.contribution_id, change.lot_id, giver.code as from_fund, taker.code as to_fund, change.amount,
       change.entry_fiscal_year, change.entry_number, change.consented_on, change.consent_commitment, change.person_id, change.recorded_at,
       change.leaf_index, consent.salt, consent.text,
       leaf.kind as leaf_kind, leaf.reference, leaf.hash, leaf.recorded_at as leaf_recorded_at
from ledger.designation_change change
left join ledger.fund giver on giver.dedicated_account_id = change.dedicated_account_id and giver.id = change.from_fund_id
left join ledger.fund taker on taker.dedicated_account_id = change.dedicated_account_id and taker.id = change.to_fund_id
left join ledger.erasable_text consent on consent.dedicated_account_id = change.dedicated_account_id and consent.id = change.consent_text_id
left join ledger.log_leaf leaf on leaf.dedicated_account_id = change.dedicated_account_id and leaf.leaf_index = change.leaf_index
where change.dedicated_account_id = @account and change.leaf_index >= @first and change.leaf_index < @before
order by change.leaf_index
