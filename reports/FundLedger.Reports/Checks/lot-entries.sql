-- examined
select cast(count(*) as bigint) from ledger.entry where dedicated_account_id = @account
-- failure: Spendable money rose or fell by another amount than lots were opened less used
select compared.fiscal_year, compared.number, compared.fund_id, sum(compared.amount) as difference
from (
    select posting.fiscal_year, posting.number, posting.fund_id, posting.amount
    from ledger.posting
    join ledger.ledger_account account
        on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
       and account.spendable = @yes
    where posting.dedicated_account_id = @account
    union all
    select lot.fiscal_year, lot.number, lot.fund_id, -lot.amount as amount
    from ledger.lot
    where lot.dedicated_account_id = @account
    union all
    select movement.fiscal_year, movement.number, lot.fund_id, movement.used as amount
    from ledger.lot_use movement
    join ledger.lot on lot.dedicated_account_id = movement.dedicated_account_id and lot.id = movement.lot_id
    where movement.dedicated_account_id = @account and movement.used <> 0
) compared
group by compared.fiscal_year, compared.number, compared.fund_id
having sum(compared.amount) <> 0
order by compared.fiscal_year, compared.number, compared.fund_id
-- failure: Money was encumbered by another amount than its lots were
select compared.fiscal_year, compared.number, compared.fund_id, sum(compared.amount) as difference
from (
    select posting.fiscal_year, posting.number, posting.fund_id, posting.amount
    from ledger.posting
    join ledger.ledger_account account
        on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
       and account.code = '9101' /* ChartOfAccounts.Encumbrances */
    where posting.dedicated_account_id = @account
    union all
    select movement.fiscal_year, movement.number, lot.fund_id, -movement.encumbered as amount
    from ledger.lot_use movement
    join ledger.lot on lot.dedicated_account_id = movement.dedicated_account_id and lot.id = movement.lot_id
    where movement.dedicated_account_id = @account and movement.encumbered <> 0
) compared
group by compared.fiscal_year, compared.number, compared.fund_id
having sum(compared.amount) <> 0
order by compared.fiscal_year, compared.number, compared.fund_id
-- failure: The lot was opened by no entry
select lot.id as lot_id, lot.fiscal_year, lot.number
from ledger.lot
left join ledger.entry
    on entry.dedicated_account_id = lot.dedicated_account_id
   and entry.fiscal_year = lot.fiscal_year and entry.number = lot.number
where lot.dedicated_account_id = @account and entry.number is null
order by lot.id
-- failure: The movement names a lot or an entry that does not exist
select movement.fiscal_year, movement.number, movement.line, movement.lot_id
from ledger.lot_use movement
left join ledger.lot on lot.dedicated_account_id = movement.dedicated_account_id and lot.id = movement.lot_id
left join ledger.entry
    on entry.dedicated_account_id = movement.dedicated_account_id
   and entry.fiscal_year = movement.fiscal_year and entry.number = movement.number
where movement.dedicated_account_id = @account and (lot.id is null or entry.number is null)
order by movement.fiscal_year, movement.number, movement.line
-- failure: The movement names another document than its entry
select movement.fiscal_year, movement.number, movement.line, movement.lot_id
from ledger.lot_use movement
join ledger.entry
    on entry.dedicated_account_id = movement.dedicated_account_id
   and entry.fiscal_year = movement.fiscal_year and entry.number = movement.number
where movement.dedicated_account_id = @account
  and (coalesce(movement.document_kind, 0) <> coalesce(entry.document_kind, 0)
       or coalesce(movement.document_id, 0) <> coalesce(entry.document_id, 0))
order by movement.fiscal_year, movement.number, movement.line
