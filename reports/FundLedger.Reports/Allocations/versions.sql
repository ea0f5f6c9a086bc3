-- Every version of every programme's yearly budget.
select programme.code as programme, programme.ministry, programme.name_zh, programme.name_en,
       budget.programme_id, budget.fiscal_year, budget.version, budget.amount, budget.provisional
from ledger.programme_budget budget
join ledger.programme programme
    on programme.dedicated_account_id = budget.dedicated_account_id and programme.id = budget.programme_id
where budget.dedicated_account_id = @account
order by programme.ministry, programme.code, budget.fiscal_year, budget.version
