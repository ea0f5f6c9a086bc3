-- A block of entries with their leaf and text. The limits keep the engine from joining the block with the whole log.
select entry.number, entry.kind, entry.period, entry.booking_date, entry.value_date, entry.recorded_at, entry.actor_id,
       entry.document_kind, entry.document_id, entry.reverses_fiscal_year, entry.reverses_number, entry.description_commitment,
       entry.leaf_index, description.salt, description.text,
       leaf.kind as leaf_kind, leaf.reference, leaf.hash, leaf.recorded_at as leaf_recorded_at,
       entry.approver_id, entry.posting_count
from ledger.entry
left join lateral (
    select found.salt, found.text from ledger.erasable_text found
    where found.dedicated_account_id = entry.dedicated_account_id and found.id = entry.text_id
    limit 1
) description on true
left join lateral (
    select found.kind, found.reference, found.hash, found.recorded_at from ledger.log_leaf found
    where found.dedicated_account_id = entry.dedicated_account_id and found.leaf_index = entry.leaf_index
    limit 1
) leaf on true
where entry.dedicated_account_id = @account and entry.fiscal_year = @year and entry.number between @first and @last
order by entry.number
