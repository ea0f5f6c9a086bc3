-- Which days each period has entries of, and when the last of them was recorded.
select entry.fiscal_year, entry.period, entry.booking_date, max(entry.recorded_at) as last_recorded_at, cast(count(*) as bigint) as entries,
       coalesce(max(period.state), 0) as state
from ledger.entry
left join ledger.accounting_period period
    on period.dedicated_account_id = entry.dedicated_account_id and period.fiscal_year = entry.fiscal_year and period.period = entry.period
where entry.dedicated_account_id = @account
group by entry.fiscal_year, entry.period, entry.booking_date
order by entry.fiscal_year, entry.period, entry.booking_date
