-- examined
select cast(count(*) as bigint) from ledger.receipt where dedicated_account_id = @account
-- failure: Numbers are missing in the series of receipts
select 'of the year' as series, fiscal_year, tax_class, max(number) as last_number, count(distinct number) as numbers
from ledger.receipt
where dedicated_account_id = @account
group by fiscal_year, tax_class
having max(number) <> count(distinct number) or min(number) <> 1
order by fiscal_year, tax_class
-- failure: Several receipts have the same number
select 'of the year' as series, fiscal_year, tax_class, number, count(*) as receipts
from ledger.receipt
where dedicated_account_id = @account
group by fiscal_year, tax_class, number
having count(*) > 1
order by fiscal_year, tax_class, number
-- failure: The receipt is of no gift that the bank has received
select receipt.id as receipt_id, receipt.contribution_id
from ledger.receipt
left join ledger.contribution gift
    on gift.dedicated_account_id = receipt.dedicated_account_id and gift.id = receipt.contribution_id
   and gift.kind = 1 /* ContributionKind.Donation */ and gift.state = 2 /* ContributionState.Received */
where receipt.dedicated_account_id = @account and gift.id is null
order by receipt.id
-- failure: The receipt says another amount, donor or day than its gift
select receipt.id as receipt_id, receipt.amount, gift.amount as given, receipt.donor_party_id, gift.payer_party_id,
       receipt.received_on, gift.received_on as gift_received_on
from ledger.receipt
join ledger.contribution gift
    on gift.dedicated_account_id = receipt.dedicated_account_id and gift.id = receipt.contribution_id
where receipt.dedicated_account_id = @account
  and (receipt.amount > gift.amount
       or (receipt.voided_on is null and receipt.amount <> gift.amount - (
            select coalesce(sum(refund.amount), 0) from ledger.gift_refund refund
            where refund.dedicated_account_id = gift.dedicated_account_id and refund.contribution_id = gift.id
              and refund.state = 3 /* GiftRefundState.Booked */))
       or receipt.donor_party_id <> gift.payer_party_id
       or gift.received_on is null or receipt.received_on <> gift.received_on)
order by receipt.id
-- failure: The receipt of a gift that was taken back is not void
select receipt.id as receipt_id, gift.id as contribution_id, back.fiscal_year as taken_back_year, back.number as taken_back_number
from ledger.receipt
join ledger.contribution gift
    on gift.dedicated_account_id = receipt.dedicated_account_id and gift.id = receipt.contribution_id
join ledger.entry back
    on back.dedicated_account_id = gift.dedicated_account_id
   and back.reverses_fiscal_year = gift.entry_fiscal_year and back.reverses_number = gift.entry_number
where receipt.dedicated_account_id = @account and receipt.voided_on is null
order by receipt.id
-- failure: A gift has several receipts that are not void
select contribution_id, count(*) as receipts
from ledger.receipt
where dedicated_account_id = @account and voided_on is null
group by contribution_id
having count(*) > 1
order by contribution_id
-- failure: The receipt is dated before the money or in another year than its number
select id as receipt_id, fiscal_year, issued_on, received_on
from ledger.receipt
where dedicated_account_id = @account
  and (issued_on < received_on
       or issued_on not between cast(concat(fiscal_year, '-01-01') as date) and cast(concat(fiscal_year, '-12-31') as date))
order by id
-- failure: The void receipt does not say when, by whom and why, or one that is not void does
select id as receipt_id, state, voided_on, voided_by
from ledger.receipt
where dedicated_account_id = @account
  and ((state = 2 /* ReceiptState.Voided */
        and (voided_on is null or voided_by is null or void_reason is null or voided_on < issued_on))
       or (state <> 2 /* ReceiptState.Voided */ and (voided_on is not null or voided_by is not null or void_reason is not null)))
order by id
-- failure: The receipt stands in place of one that is not void, or of another gift
select receipt.id as receipt_id, receipt.replaces_receipt_id
from ledger.receipt
left join ledger.receipt replaced
    on replaced.dedicated_account_id = receipt.dedicated_account_id and replaced.id = receipt.replaces_receipt_id
where receipt.dedicated_account_id = @account and receipt.replaces_receipt_id is not null
  and (replaced.id is null or replaced.voided_on is null or replaced.contribution_id <> receipt.contribution_id)
order by receipt.id
