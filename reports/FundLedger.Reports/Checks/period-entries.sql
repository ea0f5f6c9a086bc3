-- The entries of a period and day, and whether a soft-closed period may take them.
select number, recorded_at,
       case when reverses_number is not null or (document_kind = 5 /* DocumentKind.ManualVoucher */ and approver_id is not null)
            then 1 else 0 end as correction
from ledger.entry
where dedicated_account_id = @account and fiscal_year = @year and period = @period and booking_date = @date
order by number
