-- What moved each fund's spendable money between two dates, by contra account. Only entries that touch spendable
-- accounts in the fund count; a reversal takes back the flow of what it reverses instead of being a flow of its own.
select flow.fund_id, flow.ledger_account_id,
       cast(sum(flow.inflow) as bigint) as inflow, cast(sum(flow.outflow) as bigint) as outflow
from (
    select contra.fund_id, contra.ledger_account_id,
           case when entry.reverses_number is null
                then case when contra.amount < 0 then -contra.amount else 0 end
                else case when contra.amount > 0 then -contra.amount else 0 end end as inflow,
           case when entry.reverses_number is null
                then case when contra.amount > 0 then contra.amount else 0 end
                else case when contra.amount < 0 then contra.amount else 0 end end as outflow
    from ledger.posting contra
    join ledger.ledger_account account
        on account.dedicated_account_id = contra.dedicated_account_id and account.id = contra.ledger_account_id
       and account.spendable = @no and account.type <> @memorandum
    join ledger.entry
        on entry.dedicated_account_id = contra.dedicated_account_id
       and entry.fiscal_year = contra.fiscal_year and entry.number = contra.number
    where contra.dedicated_account_id = @account
      and contra.fiscal_year between @firstYear and @lastYear
      and contra.booking_date between @first and @last
      and (@fund is null or contra.fund_id = @fund)
      and exists (
            select 1
            from ledger.posting moved
            join ledger.ledger_account spendable
                on spendable.dedicated_account_id = moved.dedicated_account_id and spendable.id = moved.ledger_account_id
               and spendable.spendable = @yes
            where moved.dedicated_account_id = contra.dedicated_account_id
              and moved.fiscal_year = contra.fiscal_year and moved.number = contra.number and moved.fund_id = contra.fund_id)
) flow
group by flow.fund_id, flow.ledger_account_id
