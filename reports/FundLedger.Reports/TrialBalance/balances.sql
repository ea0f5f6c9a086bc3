-- Debits and credits of every account (and fund) of some years up to a date in the last of them: whole periods from the
-- projection, the rest of one month from postings. With @sign -1 the postings are those after the date, taken away from the
-- whole month.
select balances.ledger_account_id, balances.fund_id,
       cast(sum(balances.debit) as bigint) as debit, cast(sum(balances.credit) as bigint) as credit
from (
    select whole.ledger_account_id, case when @byFund = 1 then whole.fund_id else 0 end as fund_id, whole.debit, whole.credit
    from ledger.period_balance whole
    where whole.dedicated_account_id = @account
      and whole.fiscal_year between @firstYear and @year
      and (whole.fiscal_year < @year or whole.period <= @period)
      and (@fund is null or whole.fund_id = @fund)
    union all
    select part.ledger_account_id, case when @byFund = 1 then part.fund_id else 0 end as fund_id,
           case when part.amount > 0 then @sign * part.amount else 0 end as debit,
           case when part.amount < 0 then -@sign * part.amount else 0 end as credit
    from ledger.posting part
    where part.dedicated_account_id = @account and part.fiscal_year = @year
      and part.booking_date between @first and @last
      and (@fund is null or part.fund_id = @fund)
) balances
group by balances.ledger_account_id, balances.fund_id
