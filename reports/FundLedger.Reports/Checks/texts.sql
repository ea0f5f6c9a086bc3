-- examined
select cast(count(*) as bigint) from ledger.erasable_text where dedicated_account_id = @account
-- failure: The entry's description is not among the texts, where it stays when it is erased
select entry.fiscal_year, entry.number
from ledger.entry
left join ledger.erasable_text description
    on description.dedicated_account_id = entry.dedicated_account_id and description.id = entry.text_id
where entry.dedicated_account_id = @account and description.id is null
order by entry.fiscal_year, entry.number
-- failure: The step's reason is not among the texts, where it stays when it is erased
select step.document_kind, step.document_id, step.sequence
from ledger.workflow_step step
left join ledger.erasable_text reason on reason.dedicated_account_id = step.dedicated_account_id and reason.id = step.reason_text_id
where step.dedicated_account_id = @account and reason.id is null
order by step.document_kind, step.document_id, step.sequence
-- failure: The consent is not among the texts, where it stays when it is erased
select change.id
from ledger.designation_change change
left join ledger.erasable_text consent on consent.dedicated_account_id = change.dedicated_account_id and consent.id = change.consent_text_id
where change.dedicated_account_id = @account and consent.id is null
order by change.id
-- failure: The text is erased by half: its salt and itself go together
select id from ledger.erasable_text
where dedicated_account_id = @account
  and (case when salt is null then 1 else 0 end) <> (case when text is null then 1 else 0 end)
order by id
