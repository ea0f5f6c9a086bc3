-- examined
select cast(count(*) as bigint) from ledger.payee_bank_account where dedicated_account_id = @account
-- failure: The books do not say since when payees' accounts need two people
select account.id as dedicated_account_id from ledger.dedicated_account account
where account.id = @account and not exists (
        select 1 from ledger.audit_event event
        where event.dedicated_account_id = @account and event.code = 'PayeeAccountsNeedTwoPeople')
-- failure: The payee's account has no confirmed document that names it
select payee.id as payee_bank_account_id, payee.party_id, payee.change_id
from ledger.payee_bank_account payee
left join ledger.payee_account_change change
    on change.dedicated_account_id = payee.dedicated_account_id and change.id = payee.change_id
   and change.state = 3 /* PayeeAccountChangeState.Confirmed */ and change.payee_bank_account_id = payee.id
-- What was there before the rule counts as confirmed.
where payee.dedicated_account_id = @account and change.id is null
  and (payee.record_leaf_index is null or payee.change_id is not null or payee.record_leaf_index > (
        select min(event.record_leaf_index) from ledger.audit_event event
        where event.dedicated_account_id = @account and event.code = 'PayeeAccountsNeedTwoPeople'))
order by payee.id
-- failure: The payee's account is not what was confirmed
select payee.id as payee_bank_account_id, payee.party_id, change.id as change_id
from ledger.payee_bank_account payee
join ledger.payee_account_change change
    on change.dedicated_account_id = payee.dedicated_account_id and change.id = payee.change_id
where payee.dedicated_account_id = @account
  and (change.party_id <> payee.party_id or change.bank_code <> payee.bank_code or change.account_number <> payee.account_number
       or change.holder <> payee.holder or change.submitted_by <> payee.edited_by
       or payee.usable_from is null or change.usable_from is null or change.usable_from <> payee.usable_from)
order by payee.id
-- failure: The confirmed change has no account, or one that is not confirmed has one
select change.id as change_id, change.state, change.payee_bank_account_id
from ledger.payee_account_change change
left join ledger.payee_bank_account payee
    on payee.dedicated_account_id = change.dedicated_account_id and payee.id = change.payee_bank_account_id
   and payee.change_id = change.id
where change.dedicated_account_id = @account
  and case when change.state = 3 /* PayeeAccountChangeState.Confirmed */ then 1 else 0 end
      <> case when payee.id is null then 0 else 1 end
order by change.id
-- failure: The change was submitted by another person than the one whose duty it was, or confirmed by the same
select change.id as change_id, change.submitted_by
from ledger.payee_account_change change
where change.dedicated_account_id = @account
  and (not exists (
        select 1 from ledger.workflow_duty held
        where held.dedicated_account_id = change.dedicated_account_id
          and held.document_kind = 10 /* DocumentKind.PayeeAccountChange */ and held.document_id = change.id
          and held.person_id = change.submitted_by and held.duty = 9 /* Duty.PayeeEditor */)
       or exists (
        select 1 from ledger.workflow_step step
        where step.dedicated_account_id = change.dedicated_account_id
          and step.document_kind = 10 /* DocumentKind.PayeeAccountChange */ and step.document_id = change.id
          and step.person_id = change.submitted_by and step."trigger" = 2 /* PayeeAccountChangeTrigger.Confirm */))
order by change.id
-- failure: One bank account belongs to several payees
select mine.id as payee_bank_account_id, mine.party_id, other.party_id as other_party_id
from ledger.payee_bank_account mine
join ledger.payee_bank_account other
    on other.dedicated_account_id = mine.dedicated_account_id and other.account_number = mine.account_number
   and other.bank_code = mine.bank_code and other.party_id < mine.party_id
where mine.dedicated_account_id = @account and mine.change_id is not null
order by mine.id
