-- What moved each fund's spendable money between two dates, by contra account, for one fiscal year. Only entries that touch spendable
-- accounts in the fund count; a reversal takes back the flow of what it reverses instead of being a flow of its own; a correction of a
-- closed year is a flow of its own year.
select flow.fund_id, flow.ledger_account_id,
       cast(sum(flow.inflow) as bigint) as inflow, cast(sum(flow.outflow) as bigint) as outflow
from (
    select line.fund_id, line.ledger_account_id,
           case when reversal.number is null
                then case when line.amount < 0 then -line.amount else 0 end
                else case when line.amount > 0 then -line.amount else 0 end end as inflow,
           case when reversal.number is null
                then case when line.amount > 0 then line.amount else 0 end
                else case when line.amount < 0 then line.amount else 0 end end as outflow
    from (
        select posting.fiscal_year, posting.number, posting.fund_id, posting.ledger_account_id, posting.amount,
               account.spendable, account.type,
               max(case when account.spendable = @yes then 1 else 0 end)
                   over (partition by posting.fiscal_year, posting.number, posting.fund_id) as touches_spendable
        from ledger.posting
        join ledger.ledger_account account
            on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
        where posting.dedicated_account_id = @account
          and posting.fiscal_year = @year and posting.number <= @counted
          and posting.booking_date between @first and @last
          and (@fund is null or posting.fund_id = @fund)
    ) line
    left join (
        select fiscal_year, number
        from ledger.entry
        where dedicated_account_id = @account and fiscal_year = @year
          and reverses_number is not null and reverses_fiscal_year = @year
    ) reversal on reversal.fiscal_year = line.fiscal_year and reversal.number = line.number
    where line.touches_spendable = 1 and line.spendable = @no and line.type <> @memorandum
) flow
group by flow.fund_id, flow.ledger_account_id
