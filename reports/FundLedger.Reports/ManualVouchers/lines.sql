-- Which accounts and funds the vouchers of a time touch.
select distinct line.voucher_id as id, line.account, line.fund
from ledger.manual_voucher_line line
join ledger.manual_voucher voucher
    on voucher.dedicated_account_id = line.dedicated_account_id and voucher.id = line.voucher_id
where line.dedicated_account_id = @account
  and voucher.booking_date between @first and @last
