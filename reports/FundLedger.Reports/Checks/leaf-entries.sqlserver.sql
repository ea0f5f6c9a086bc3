-- A block of entries with their leaf and text, each looked up by its key.
select entry.number, entry.kind, entry.period, entry.booking_date, entry.value_date, entry.recorded_at, entry.actor_id,
       entry.document_kind, entry.document_id, entry.reverses_fiscal_year, entry.reverses_number, entry.description_commitment,
       entry.leaf_index, description.salt, description.text,
       leaf.kind as leaf_kind, leaf.reference, leaf.hash, leaf.recorded_at as leaf_recorded_at,
       entry.approver_id, entry.posting_count
from ledger.entry
left join ledger.erasable_text description
    on description.dedicated_account_id = entry.dedicated_account_id and description.id = entry.text_id
left join ledger.log_leaf leaf
    on leaf.dedicated_account_id = entry.dedicated_account_id and leaf.leaf_index = entry.leaf_index
where entry.dedicated_account_id = @account and entry.fiscal_year = @year and entry.number between @first and @last
order by entry.number
