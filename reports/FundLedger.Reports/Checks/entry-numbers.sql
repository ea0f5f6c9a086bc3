-- examined
select cast(count(*) as bigint) from ledger.entry where dedicated_account_id = @account
-- failure: Numbers are missing before this entry
select numbered.fiscal_year, numbered.number, numbered.previous
from (
    select fiscal_year, number, lag(number, 1, 0) over (partition by fiscal_year order by number) as previous
    from ledger.entry
    where dedicated_account_id = @account
) numbered
where numbered.number <> numbered.previous + 1
order by numbered.fiscal_year, numbered.number
-- failure: The series does not stand at the last entry of the year
select years.fiscal_year, sum(years.series) as series, sum(years.last_number) as last_number
from (
    select fiscal_year, last_number as series, cast(0 as bigint) as last_number
    from ledger.entry_series
    where dedicated_account_id = @account
    union all
    select fiscal_year, cast(0 as bigint) as series, max(number) as last_number
    from ledger.entry
    where dedicated_account_id = @account
    group by fiscal_year
) years
group by years.fiscal_year
having sum(years.series) <> sum(years.last_number)
order by years.fiscal_year
