-- examined
select cast(count(*) as bigint) from ledger.lot where dedicated_account_id = @account
-- failure: Used, encumbered and remaining do not make up the lot
select id as lot_id, amount, used, encumbered, remaining
from ledger.lot
where dedicated_account_id = @account
  and (used + encumbered + remaining <> amount or amount <= 0 or used < 0 or encumbered < 0 or remaining < 0)
order by id
-- failure: The lot's totals are not the sum of its movements
select lot.id as lot_id, lot.used, coalesce(moved.used, 0) as used_by_movements,
       lot.encumbered, coalesce(moved.encumbered, 0) as encumbered_by_movements
from ledger.lot
left join (
    select lot_id, sum(used) as used, sum(encumbered) as encumbered
    from ledger.lot_use
    where dedicated_account_id = @account
    group by lot_id
) moved on moved.lot_id = lot.id
where lot.dedicated_account_id = @account
  and (lot.used <> coalesce(moved.used, 0) or lot.encumbered <> coalesce(moved.encumbered, 0))
order by lot.id
-- failure: The lots of a fund do not hold its spendable and encumbered money
select compared.fund_id, sum(compared.spendable) as spendable_difference, sum(compared.encumbered) as encumbered_difference
from (
    select fund_id, -sum(remaining + encumbered) as spendable, -sum(encumbered) as encumbered
    from ledger.lot
    where dedicated_account_id = @account
    group by fund_id
    union all
    select fund_id, spendable, encumbered
    from ledger.fund_balance
    where dedicated_account_id = @account
) compared
group by compared.fund_id
having sum(compared.spendable) <> 0 or sum(compared.encumbered) <> 0
order by compared.fund_id
-- failure: A document's lots do not hold what account 9101 says it has encumbered
select compared.document_kind, compared.document_id, compared.fund_id, sum(compared.booked) as booked, sum(compared.held) as held
from (
    select entry.document_kind, entry.document_id, posting.fund_id, posting.amount as booked, cast(0 as bigint) as held
    from ledger.posting
    join ledger.ledger_account account
        on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
       and account.code = '9101' /* ChartOfAccounts.Encumbrances */
    join ledger.entry
        on entry.dedicated_account_id = posting.dedicated_account_id
       and entry.fiscal_year = posting.fiscal_year and entry.number = posting.number
    where posting.dedicated_account_id = @account
    union all
    select movement.document_kind, movement.document_id, lot.fund_id, cast(0 as bigint) as booked, movement.encumbered as held
    from ledger.lot_use movement
    join ledger.lot on lot.dedicated_account_id = movement.dedicated_account_id and lot.id = movement.lot_id
    where movement.dedicated_account_id = @account and movement.encumbered <> 0
) compared
group by compared.document_kind, compared.document_id, compared.fund_id
having sum(compared.booked) <> sum(compared.held)
order by compared.document_kind, compared.document_id, compared.fund_id
-- failure: Child lots do not hold what was taken from their parent
select compared.fiscal_year, compared.number, compared.lot_id, sum(compared.given) as given, sum(compared.taken) as taken
from (
    select child.fiscal_year, child.number, child.parent_lot_id as lot_id, cast(0 as bigint) as given, child.amount as taken
    from ledger.lot child
    where child.dedicated_account_id = @account and child.kind = 3 /* LotKind.Child */
    union all
    select movement.fiscal_year, movement.number, movement.lot_id, movement.used as given, cast(0 as bigint) as taken
    from ledger.lot_use movement
    where movement.dedicated_account_id = @account and movement.used > 0
      and exists (
            select 1 from ledger.lot child
            where child.dedicated_account_id = movement.dedicated_account_id and child.kind = 3 /* LotKind.Child */
              and child.fiscal_year = movement.fiscal_year and child.number = movement.number)
) compared
group by compared.fiscal_year, compared.number, compared.lot_id
having sum(compared.given) <> sum(compared.taken)
order by compared.fiscal_year, compared.number
-- failure: The movements of an entry are not numbered one after another
select fiscal_year, number
from ledger.lot_use
where dedicated_account_id = @account
group by fiscal_year, number
having min(line) <> 1 or max(line) <> count(*)
order by fiscal_year, number
