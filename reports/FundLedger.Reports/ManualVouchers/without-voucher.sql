-- Entries written by hand that no approved voucher asks for: from before vouchers had two people, or put in behind their back.
select entry.fiscal_year, entry.number, entry.booking_date, entry.actor_id as prepared_by, actor.display_name as preparer,
       approver.display_name as decider, entry.recorded_at, text.text as description, account.code as account, fund.code as fund,
       posting.amount
from ledger.entry
join ledger.posting
    on posting.dedicated_account_id = entry.dedicated_account_id
   and posting.fiscal_year = entry.fiscal_year and posting.number = entry.number
join ledger.ledger_account account
    on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
join ledger.fund on fund.dedicated_account_id = posting.dedicated_account_id and fund.id = posting.fund_id
left join ledger.person actor on actor.id = entry.actor_id
left join ledger.person approver on approver.id = entry.approver_id
left join ledger.erasable_text text on text.dedicated_account_id = entry.dedicated_account_id and text.id = entry.text_id
left join ledger.manual_voucher voucher
    on voucher.dedicated_account_id = entry.dedicated_account_id
   and voucher.entry_fiscal_year = entry.fiscal_year and voucher.entry_number = entry.number
where entry.dedicated_account_id = @account and entry.document_kind = 5 /* DocumentKind.ManualVoucher */ and voucher.id is null
  and entry.booking_date between @first and @last
order by entry.fiscal_year, entry.number, posting.line
