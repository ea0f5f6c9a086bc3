-- Debits and credits of some of a year's entries, by number, booked up to a date; with @sign -1 they are taken away.
select balances.ledger_account_id, balances.fund_id,
       cast(sum(balances.debit) as bigint) as debit, cast(sum(balances.credit) as bigint) as credit
from (
    select part.ledger_account_id, case when @byFund = 1 then part.fund_id else 0 end as fund_id,
           case when part.amount > 0 then @sign * part.amount else 0 end as debit,
           case when part.amount < 0 then -@sign * part.amount else 0 end as credit
    from ledger.posting part
    where part.dedicated_account_id = @account and part.fiscal_year = @year and part.number between @first and @last
      and part.booking_date <= @date
      and (@fund is null or part.fund_id = @fund)
) balances
group by balances.ledger_account_id, balances.fund_id
