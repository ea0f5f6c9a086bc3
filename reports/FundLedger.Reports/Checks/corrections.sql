-- examined
select cast(count(*) as bigint) from ledger.entry where dedicated_account_id = @account and reverses_number is not null
-- failure: What is corrected does not exist, takes something back itself, closes a year, or is not of an earlier year that is closed
select correction.fiscal_year, correction.number, correction.reverses_fiscal_year, correction.reverses_number
from ledger.entry correction
left join ledger.entry original
    on original.dedicated_account_id = correction.dedicated_account_id
   and original.fiscal_year = correction.reverses_fiscal_year and original.number = correction.reverses_number
left join ledger.accounting_period year_end
    on year_end.dedicated_account_id = correction.dedicated_account_id and year_end.fiscal_year = correction.reverses_fiscal_year
   and year_end.period = 14 and year_end.state = 2 /* PeriodState.Closed */
where correction.dedicated_account_id = @account
  and correction.reverses_number is not null and correction.reverses_fiscal_year <> correction.fiscal_year
  and (original.number is null or original.reverses_number is not null or original.period = 14
       or correction.reverses_fiscal_year > correction.fiscal_year or year_end.period is null)
order by correction.fiscal_year, correction.number
-- failure: The entry is taken back more than once, in several years
select reverses_fiscal_year as fiscal_year, reverses_number as number, count(*) as times
from ledger.entry
where dedicated_account_id = @account and reverses_number is not null
group by reverses_fiscal_year, reverses_number
having count(*) > 1 and max(fiscal_year) > reverses_fiscal_year
order by reverses_fiscal_year, reverses_number
-- failure: The correction's line is not the inverse of the original's, with revenue and expense sent to 3301
select lines.fiscal_year, lines.number, lines.line
from (
    select correction.fiscal_year, correction.number, posting.line, account.code, posting.fund_id,
           posting.party_id, posting.venture_id, posting.amount
    from ledger.entry correction
    join ledger.posting
        on posting.dedicated_account_id = correction.dedicated_account_id
       and posting.fiscal_year = correction.fiscal_year and posting.number = correction.number
    join ledger.ledger_account account
        on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
    where correction.dedicated_account_id = @account
      and correction.reverses_number is not null and correction.reverses_fiscal_year <> correction.fiscal_year
    union all
    select correction.fiscal_year, correction.number, posting.line,
           case when account.type in (4 /* AccountType.Revenue */, 5 /* AccountType.Expense */)
                then '3301' /* ChartOfAccounts.PriorPeriodAdjustment */ else account.code end as code,
           posting.fund_id, posting.party_id, posting.venture_id, posting.amount
    from ledger.entry correction
    join ledger.posting
        on posting.dedicated_account_id = correction.dedicated_account_id
       and posting.fiscal_year = correction.reverses_fiscal_year and posting.number = correction.reverses_number
    join ledger.ledger_account account
        on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
    where correction.dedicated_account_id = @account
      and correction.reverses_number is not null and correction.reverses_fiscal_year <> correction.fiscal_year
) lines
group by lines.fiscal_year, lines.number, lines.line, lines.code, lines.fund_id, lines.party_id, lines.venture_id
having sum(lines.amount) <> 0 or count(*) <> 2
order by lines.fiscal_year, lines.number, lines.line
-- failure: The correction does not put the lots back as they were
select moved.fiscal_year, moved.number, moved.lot_id, sum(moved.used) as used, sum(moved.encumbered) as encumbered
from (
    select correction.fiscal_year, correction.number, movement.lot_id, movement.used, movement.encumbered
    from ledger.entry correction
    join ledger.lot_use movement
        on movement.dedicated_account_id = correction.dedicated_account_id
       and movement.fiscal_year = correction.fiscal_year and movement.number = correction.number
    where correction.dedicated_account_id = @account
      and correction.reverses_number is not null and correction.reverses_fiscal_year <> correction.fiscal_year
    union all
    select correction.fiscal_year, correction.number, movement.lot_id, movement.used, movement.encumbered
    from ledger.entry correction
    join ledger.lot_use movement
        on movement.dedicated_account_id = correction.dedicated_account_id
       and movement.fiscal_year = correction.reverses_fiscal_year and movement.number = correction.reverses_number
    where correction.dedicated_account_id = @account
      and correction.reverses_number is not null and correction.reverses_fiscal_year <> correction.fiscal_year
    union all
    select correction.fiscal_year, correction.number, lot.id as lot_id, -lot.amount as used, cast(0 as bigint) as encumbered
    from ledger.entry correction
    join ledger.lot
        on lot.dedicated_account_id = correction.dedicated_account_id
       and lot.fiscal_year = correction.reverses_fiscal_year and lot.number = correction.reverses_number
    where correction.dedicated_account_id = @account
      and correction.reverses_number is not null and correction.reverses_fiscal_year <> correction.fiscal_year
) moved
group by moved.fiscal_year, moved.number, moved.lot_id
having sum(moved.used) <> 0 or sum(moved.encumbered) <> 0
order by moved.fiscal_year, moved.number, moved.lot_id
