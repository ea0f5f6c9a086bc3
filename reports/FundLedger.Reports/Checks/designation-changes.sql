-- examined
select cast(count(*) as bigint) from ledger.lot where dedicated_account_id = @account
-- failure: The designation change has no entry that moves its amount from its lot into the other fund
select change.id as designation_change_id, change.entry_fiscal_year, change.entry_number,
       coalesce(given.used, 0) as given, coalesce(taken.amount, 0) as taken
from ledger.designation_change change
left join ledger.entry
    on entry.dedicated_account_id = change.dedicated_account_id and entry.fiscal_year = change.entry_fiscal_year
   and entry.number = change.entry_number and entry.document_kind = 8 /* DocumentKind.DesignationChange */ and entry.document_id = change.id
left join (
    select fiscal_year, number, lot_id, sum(used) as used
    from ledger.lot_use
    where dedicated_account_id = @account and document_kind = 8 /* DocumentKind.DesignationChange */
    group by fiscal_year, number, lot_id
) given on given.fiscal_year = entry.fiscal_year and given.number = entry.number and given.lot_id = change.lot_id
left join (
    select fiscal_year, number, parent_lot_id, fund_id, sum(amount) as amount
    from ledger.lot
    where dedicated_account_id = @account and kind = 3 /* LotKind.Child */
    group by fiscal_year, number, parent_lot_id, fund_id
) taken on taken.fiscal_year = entry.fiscal_year and taken.number = entry.number
       and taken.parent_lot_id = change.lot_id and taken.fund_id = change.to_fund_id
where change.dedicated_account_id = @account
  and (entry.number is null or coalesce(given.used, 0) <> change.amount or coalesce(taken.amount, 0) <> change.amount)
order by change.id
-- failure: Money was re-designated without a donor's consent on record
select entry.fiscal_year, entry.number, entry.document_id
from ledger.entry
left join ledger.designation_change change
    on change.dedicated_account_id = entry.dedicated_account_id and change.id = entry.document_id
where entry.dedicated_account_id = @account and entry.document_kind = 8 /* DocumentKind.DesignationChange */ and change.id is null
order by entry.fiscal_year, entry.number
-- failure: The lot is not in the fund the designation change takes it from
select change.id as designation_change_id, change.lot_id
from ledger.designation_change change
left join ledger.lot
    on lot.dedicated_account_id = change.dedicated_account_id and lot.id = change.lot_id and lot.fund_id = change.from_fund_id
where change.dedicated_account_id = @account and lot.id is null
order by change.id
-- failure: Money moved between funds without a change of designation
select posting.fiscal_year, posting.number, posting.line, account.code, posting.amount
from ledger.posting
join ledger.ledger_account account
    on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
   and account.code in ('4901' /* ChartOfAccounts.TransfersIn */, '5901' /* ChartOfAccounts.TransfersOut */)
join ledger.entry
    on entry.dedicated_account_id = posting.dedicated_account_id
   and entry.fiscal_year = posting.fiscal_year and entry.number = posting.number
where posting.dedicated_account_id = @account
  and entry.leaf_index > (
        select min(event.record_leaf_index) from ledger.audit_event event
        where event.dedicated_account_id = @account and event.code = 'ManualVouchersNeedTwoPeople')
  and (entry.document_kind is null
       or entry.document_kind not in (
            6 /* DocumentKind.Opening */, 7 /* DocumentKind.YearClosing */, 8 /* DocumentKind.DesignationChange */))
order by posting.fiscal_year, posting.number, posting.line
