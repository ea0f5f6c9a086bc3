-- How periods were moved, by the audit trail; the arguments begin with fiscal year and period.
select recorded_at, code, arguments
from ledger.audit_event
where dedicated_account_id = @account and code in ('PeriodSoftClosed', 'PeriodClosed', 'PeriodReopened', 'YearClosed')
order by recorded_at
