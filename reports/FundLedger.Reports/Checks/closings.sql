-- When a period was closed, by the audit trail; the arguments are fiscal year and period.
select recorded_at, arguments
from ledger.audit_event
where dedicated_account_id = @account and code = @code
order by recorded_at
