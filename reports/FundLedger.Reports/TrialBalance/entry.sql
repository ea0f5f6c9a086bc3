-- When an entry was recorded, and in which period it lies.
select recorded_at, period
from ledger.entry
where dedicated_account_id = @account and fiscal_year = @year and number = @number
