-- examined
select cast(count(*) as bigint) from ledger.entry
where dedicated_account_id = @account and reverses_number is not null and reverses_fiscal_year = fiscal_year
-- failure: The reversed entry does not exist, is itself a reversal or a correction, or closes a year
select reversal.fiscal_year, reversal.number, reversal.reverses_number
from ledger.entry reversal
left join ledger.entry original
    on original.dedicated_account_id = reversal.dedicated_account_id
   and original.fiscal_year = reversal.reverses_fiscal_year and original.number = reversal.reverses_number
where reversal.dedicated_account_id = @account
  and reversal.reverses_number is not null and reversal.reverses_fiscal_year = reversal.fiscal_year
  and (original.number is null or original.reverses_number is not null or original.period = 14)
order by reversal.fiscal_year, reversal.number
-- failure: The entry is reversed more than once
select reverses_fiscal_year as fiscal_year, reverses_number as number, count(*) as reversals
from ledger.entry
where dedicated_account_id = @account and reverses_number is not null and reverses_fiscal_year = fiscal_year
group by reverses_fiscal_year, reverses_number
having count(*) > 1
order by reverses_fiscal_year, reverses_number
-- failure: The reversal's line is not the inverse of the original's
select lines.fiscal_year, lines.number, lines.line
from (
    select reversal.fiscal_year, reversal.number, posting.line, posting.ledger_account_id, posting.fund_id,
           posting.party_id, posting.venture_id, posting.amount
    from ledger.entry reversal
    join ledger.posting
        on posting.dedicated_account_id = reversal.dedicated_account_id
       and posting.fiscal_year = reversal.fiscal_year and posting.number = reversal.number
    where reversal.dedicated_account_id = @account
      and reversal.reverses_number is not null and reversal.reverses_fiscal_year = reversal.fiscal_year
    union all
    select reversal.fiscal_year, reversal.number, posting.line, posting.ledger_account_id, posting.fund_id,
           posting.party_id, posting.venture_id, posting.amount
    from ledger.entry reversal
    join ledger.posting
        on posting.dedicated_account_id = reversal.dedicated_account_id
       and posting.fiscal_year = reversal.reverses_fiscal_year and posting.number = reversal.reverses_number
    where reversal.dedicated_account_id = @account
      and reversal.reverses_number is not null and reversal.reverses_fiscal_year = reversal.fiscal_year
) lines
group by lines.fiscal_year, lines.number, lines.line, lines.ledger_account_id, lines.fund_id, lines.party_id, lines.venture_id
having sum(lines.amount) <> 0 or count(*) <> 2
order by lines.fiscal_year, lines.number, lines.line
-- failure: The reversal does not put the lots back as they were
select moved.fiscal_year, moved.number, moved.lot_id, sum(moved.used) as used, sum(moved.encumbered) as encumbered
from (
    select reversal.fiscal_year, reversal.number, movement.lot_id, movement.used, movement.encumbered
    from ledger.entry reversal
    join ledger.lot_use movement
        on movement.dedicated_account_id = reversal.dedicated_account_id
       and movement.fiscal_year = reversal.fiscal_year and movement.number = reversal.number
    where reversal.dedicated_account_id = @account
      and reversal.reverses_number is not null and reversal.reverses_fiscal_year = reversal.fiscal_year
    union all
    select reversal.fiscal_year, reversal.number, movement.lot_id, movement.used, movement.encumbered
    from ledger.entry reversal
    join ledger.lot_use movement
        on movement.dedicated_account_id = reversal.dedicated_account_id
       and movement.fiscal_year = reversal.reverses_fiscal_year and movement.number = reversal.reverses_number
    where reversal.dedicated_account_id = @account
      and reversal.reverses_number is not null and reversal.reverses_fiscal_year = reversal.fiscal_year
    union all
    select reversal.fiscal_year, reversal.number, lot.id as lot_id, -lot.amount as used, cast(0 as bigint) as encumbered
    from ledger.entry reversal
    join ledger.lot
        on lot.dedicated_account_id = reversal.dedicated_account_id
       and lot.fiscal_year = reversal.reverses_fiscal_year and lot.number = reversal.reverses_number
    where reversal.dedicated_account_id = @account
      and reversal.reverses_number is not null and reversal.reverses_fiscal_year = reversal.fiscal_year
) moved
group by moved.fiscal_year, moved.number, moved.lot_id
having sum(moved.used) <> 0 or sum(moved.encumbered) <> 0
order by moved.fiscal_year, moved.number, moved.lot_id
