-- examined
select cast(count(*) as bigint) from ledger.payment_order where dedicated_account_id = @account
-- failure: The disbursement stands in payment files more than once
select disbursement_id, count(*) as orders
from ledger.payment_order
-- What the bank has given back may be sent again.
where dedicated_account_id = @account and given_back is null
group by disbursement_id
having count(*) > 1
order by disbursement_id
-- failure: The order is for another amount than the disbursement, or for none
select payment.id as order_id, payment.disbursement_id, payment.amount, disbursement.amount as disbursed
from ledger.payment_order payment
left join ledger.disbursement
    on disbursement.dedicated_account_id = payment.dedicated_account_id and disbursement.id = payment.disbursement_id
where payment.dedicated_account_id = @account and (disbursement.id is null or disbursement.amount <> payment.amount)
order by payment.id
-- failure: The order is in no payment file
select payment.id as order_id, payment.disbursement_id, payment.payment_file_id
from ledger.payment_order payment
left join ledger.payment_file
    on payment_file.dedicated_account_id = payment.dedicated_account_id and payment_file.id = payment.payment_file_id
where payment.dedicated_account_id = @account and payment_file.id is null
order by payment.id
-- failure: The disbursement is paid without a confirmed order, or its order is confirmed and it is not paid
select disbursement.id as disbursement_id, disbursement.state, count(payment.id) as confirmed_orders
from ledger.disbursement
left join ledger.payment_order payment
    on payment.dedicated_account_id = disbursement.dedicated_account_id and payment.disbursement_id = disbursement.id
   and payment.confirmed = @yes and payment.given_back is null
where disbursement.dedicated_account_id = @account
group by disbursement.id, disbursement.state
having (disbursement.state = 8 /* DisbursementState.Paid */ and count(payment.id) <> 1)
    or (disbursement.state <> 8 /* DisbursementState.Paid */ and count(payment.id) <> 0)
order by disbursement.id
-- failure: The bank gave payments back as often as no line says
select compared.disbursement_id, sum(compared.orders) as orders, sum(compared.lines) as lines
from (
    select disbursement_id, 1 as orders, 0 as lines
    from ledger.payment_order
    where dedicated_account_id = @account and given_back is not null
    union all
    select document_id as disbursement_id, 0 as orders, 1 as lines
    from ledger.statement_line_part
    where dedicated_account_id = @account and kind = 6 /* LinePartKind.BouncedPayment */
) compared
group by compared.disbursement_id
having sum(compared.orders) <> sum(compared.lines)
order by compared.disbursement_id
-- failure: Several statement lines close the same document
select closed.document_kind, closed.document_id, sum(closed.lines) as lines, sum(closed.given_back) as given_back
from (
    select line.matched_kind as document_kind, line.matched_id as document_id, 1 as lines, 0 as given_back
    from ledger.statement_line line
    where line.dedicated_account_id = @account and line.matched_id is not null
    union all
    select part.document_kind, part.document_id, 1 as lines, 0 as given_back
    from ledger.statement_line_part part
    join ledger.statement_line line
        on line.dedicated_account_id = part.dedicated_account_id and line.id = part.statement_line_id and line.matched_id is null
    where part.dedicated_account_id = @account
      and part.kind in (1 /* LinePartKind.Document */, 4 /* LinePartKind.NewContribution */)
    union all
    select part.document_kind, part.document_id, 0 as lines, 1 as given_back
    from ledger.statement_line_part part
    where part.dedicated_account_id = @account and part.kind = 6 /* LinePartKind.BouncedPayment */
) closed
group by closed.document_kind, closed.document_id
having sum(closed.lines) > 1 + sum(closed.given_back)
order by closed.document_kind, closed.document_id
-- failure: Several statement lines name the same entry
select named.fiscal_year, named.number, count(*) as lines
from (
    select line.entry_fiscal_year as fiscal_year, line.entry_number as number, line.bank_account_id, line.amount, 0 as transfer
    from ledger.statement_line line
    where line.dedicated_account_id = @account and line.entry_number is not null
      and not exists (
            select 1 from ledger.statement_line_part part
            where part.dedicated_account_id = line.dedicated_account_id and part.statement_line_id = line.id)
    union all
    select part.entry_fiscal_year as fiscal_year, part.entry_number as number, line.bank_account_id, part.amount,
           case when part.kind = 7 /* LinePartKind.OwnTransfer */ then 1 else 0 end as transfer
    from ledger.statement_line_part part
    join ledger.statement_line line
        on line.dedicated_account_id = part.dedicated_account_id and line.id = part.statement_line_id
    where part.dedicated_account_id = @account
) named
group by named.fiscal_year, named.number
-- A transfer between two of our accounts has one entry for its two lines, and never one line alone.
having (sum(named.transfer) = 0 and count(*) > 1)
    or (sum(named.transfer) > 0 and (count(*) <> 2 or sum(named.transfer) <> 2 or sum(named.amount) <> 0
        or min(named.bank_account_id) = max(named.bank_account_id)))
order by named.fiscal_year, named.number
